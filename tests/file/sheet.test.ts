import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCampaign } from "#api/file/read.ts";
import { sheetWordsOf } from "#api/file/sheet.ts";
import { EXAMPLES, SHIPPED } from "#api/file/shipped.ts";
import { templateIn } from "#api/file/template.ts";
import { treeOf } from "#api/file/tree.ts";
import { writeDefinition } from "#api/file/write.ts";
import { type Definition, holdersOf, partsOf, wordsOf } from "#domain/definition.ts";
import { sheetsInto } from "#domain/sheet.ts";
import type { Cell } from "#domain/sheet-cell.ts";
import type { SheetWords } from "#domain/sheet-row.ts";
import { sheetsOf } from "#domain/sheet-write.ts";
import { SMALL } from "./campaign-text.ts";

function wordsIn(name: string): SheetWords {
  const template = templateIn(SHIPPED, name);
  if (!template || "problems" in template) throw new Error(name);
  return sheetWordsOf(template);
}
const WORDS = wordsIn("summary-conference@1");
const small: Definition = treeOf(SMALL).value;
const table = (name: string, ...rows: Cell[][]) => ({ name, rows });
const units = (...rows: Cell[][]) =>
  table(
    "Đơn vị",
    ["Tên đơn vị", "Cấp", "Cấp trên", "Mã số", "Hiệu lực từ", "Hiệu lực đến"],
    ...rows,
  );
const people = (...rows: Cell[][]) =>
  table("Nhân sự", ["Họ và tên", "Đơn vị", "Vai trò", "Email", "Từ ngày", "Đến ngày"], ...rows);
const into = (definition: Definition, ...tables: ReturnType<typeof table>[]) =>
  sheetsInto(tables, definition, WORDS);
const unitIn = (definition: Definition, id: string): Definition =>
  partsOf(definition, "units").find((unit) => wordsOf(unit, "id") === id) ?? {};
const faultsIn = ({ verdicts }: ReturnType<typeof into>) =>
  verdicts.flatMap(({ row, faults }) =>
    faults.map(({ column, code }) => `${row}${column ?? "?"} ${code}`),
  );

describe("given a list of units", () => {
  it("takes over the right ones, whatever accents and order its headings have", () => {
    const sheet = table(
      "Danh sách",
      ["DANH SÁCH CÁC XÃ", null, null],
      [],
      ["TRỰC THUỘC *", "Ghi chú", "ten don vi", "cấp"],
      ["huyện Mẫu", "mới", "xã Hòa Bình".normalize("NFD"), "Cấp xã"],
      [null, null, "  ", null],
      ["huyen", null, "thị trấn Minh Lương", null],
    );
    const read = into(small, sheet);
    expect(read.sheets).toEqual([
      { name: "Danh sách", kind: "units", unknown: [{ column: "B", heading: "Ghi chú" }] },
    ]);
    expect(read.verdicts.map(({ row, verdict }) => [row, verdict])).toEqual([
      [4, "added"],
      [6, "added"],
    ]);
    expect(unitIn(read.definition, "hoa-binh")).toEqual({
      id: "hoa-binh",
      name: "xã Hòa Bình",
      level: "commune",
      parent: "huyen",
    });
    expect(unitIn(read.definition, "minh-luong")).toHaveProperty("level", "commune");
  });

  it("names the row, the column and what to do for each that is wrong, and leaves those out", () => {
    const read = into(
      small,
      units(
        ["xã Một", "Cấp xã", "huyện Mận", null, null, null],
        ["xã Hai", "cấp thôn", "huyện Mẫu", null, null, null],
        [null, "Cấp xã", "huyện Mẫu", null, null, null],
        ["xã Bốn", "Cấp xã", "huyện Mẫu", 4, "31/02/2020", null],
        ["xã Năm", "Cấp xã", "huyện Mẫu", 5, "01/03/2020", "01/02/2020"],
        ["xã Sáu", "Cấp xã", "huyện Mẫu", null, null, null],
        ["Xã  sáu", "Cấp xã", "huyện Mẫu", null, null, null],
        ["huyện Bảy", "Cấp huyện", null, null, null, null],
        ["xã Tám", "Cấp xã", "huyện Bảy", null, null, null],
      ),
    );
    expect(faultsIn(read)).toEqual([
      "2C parent_unknown",
      "3B level_unknown",
      "4A name_missing",
      "5E day_wrong",
      "6F dates_reversed",
      "8A duplicate_row",
      "9C second_root",
      "10C parent_unknown",
    ]);
    const [first] = read.verdicts[0]?.faults ?? [];
    expect(first?.advice.vi).toContain("Có phải «huyện Mẫu»?");
    expect(read.definition).toEqual({
      ...small,
      units: [
        ...partsOf(small, "units"),
        { id: "sau", name: "xã Sáu", level: "commune", parent: "huyen" },
      ],
    });
  });

  it("finds no way for a unit to stand below itself", () => {
    const read = into(
      small,
      units(["xã Bình An", null, "xã Minh Hòa"], ["xã Minh Hòa", null, "xã Bình An"]),
    );
    expect(faultsIn(read)).toEqual(["2C parent_circle", "3C parent_circle"]);
    expect(read.definition).toEqual(small);
  });

  it("changes a known unit by its filled cells only", () => {
    const read = into(small, units(["xã Bình An", null, null, "30899", "01/07/2019", null]));
    expect(read.verdicts.map(({ verdict }) => verdict)).toEqual(["changed"]);
    expect(unitIn(read.definition, "binh-an")).toEqual({
      ...unitIn(small, "binh-an"),
      code: "30899",
      valid: { from: "2019-07-01" },
    });
  });

  it("puts units into the teams they name, and says which team is missing", () => {
    const sheet = table(
      "Đơn vị",
      ["Tên", "Cấp trên", "Tổ"],
      ["xã Ba", "huyen", "tổ 1"],
      ["xã Bốn", "huyen", "Tổ 9"],
    );
    const read = into(small, sheet);
    expect(faultsIn(read)).toEqual(["3C team_unknown"]);
    expect(read.verdicts[1]?.verdict).toBe("added");
    expect(partsOf(read.definition, "teams")[0]).toHaveProperty("follows", [
      "binh-an",
      "minh-hoa",
      "ba",
    ]);
  });

  it("takes a sheet that is neither list for none", () => {
    const read = into(small, table("Ghi chú", ["Việc", "Ai"], ["gọi điện", "chị Ba"]));
    expect(read).toMatchObject({ sheets: [{ kind: null }], verdicts: [], definition: small });
  });
});

describe("given a list of people", () => {
  it("says who holds which post, by the role's id or title", () => {
    const read = into(
      small,
      people(
        ["Nguyễn Thị Mới", "xã Bình An", "Văn thư", "moi@example.vn"],
        ["Danh Văn L", "30898", "head", "l@example.vn"],
      ),
    );
    expect(faultsIn(read)).toEqual([]);
    expect(read.verdicts.map(({ verdict }) => verdict)).toEqual(["changed", "changed"]);
    const posts = unitIn(read.definition, "binh-an")["posts"];
    expect(posts).toMatchObject({
      clerk: { name: "Nguyễn Thị Mới", email: "moi@example.vn" },
      head: { name: "Danh Văn L", email: "l@example.vn" },
      chair: { name: "Danh Thị M" },
    });
  });

  it("names what is wrong", () => {
    const read = into(
      small,
      people(
        ["A", "xã Bình Am", "head", "a@example.vn"],
        ["B", "xã Bình An", "kế toán", "b@example.vn"],
        ["C", "xã Bình An", "chair", "không có"],
        [null, "xã Bình An", "chair", "d@example.vn"],
        ["E", "xã Bình An", "clerk", null],
        ["E", "xã Bình An", "clerk", null],
        ["F", null, "clerk", "f@example.vn"],
        ["G", "xã Bình An", null, "g@example.vn"],
        ["H", "xã Bình An", "head", "h@example.vn", "hôm qua", null],
      ),
    );
    expect(faultsIn(read)).toEqual([
      "2B unit_unknown",
      "3C role_unknown",
      "4D email_wrong",
      "5A name_missing",
      "6D email_missing",
      "7D email_missing",
      "7A duplicate_row",
      "8B unit_missing",
      "9C role_missing",
      "10E day_wrong",
    ]);
    expect(read.verdicts.map(({ verdict }) => verdict === "refused")).toEqual([
      true,
      true,
      true,
      true,
      false,
      true,
      true,
      true,
      true,
    ]);
  });

  it("makes successors of people whose days follow each other, a list of others", () => {
    const email = "x@example.vn";
    const read = into(
      small,
      people(
        ["A", "binh-an", "head", email, null, "31/05/2020"],
        ["B", "binh-an", "head", "b@example.vn", "01/06/2020", null],
        ["C", "minh-hoa", "clerk", "c@example.vn"],
        ["D", "minh-hoa", "clerk", "d@example.vn"],
      ),
    );
    expect(holdersOf(unitIn(read.definition, "binh-an"), "head")).toEqual([
      { name: "A", email, to: "2020-05-31" },
    ]);
    expect(read.definition["appointments"]).toEqual([
      { post: "binh-an/head", person: { name: "B", email: "b@example.vn" }, from: "2020-06-01" },
    ]);
    expect(holdersOf(unitIn(read.definition, "minh-hoa"), "clerk")).toHaveLength(2);
    expect(faultsIn(read)).toEqual(["4C several_holders", "5C several_holders"]);
  });

  it("makes one person of who is named twice", () => {
    const both = into(
      small,
      people(
        ["Danh Thị M", "binh-an", "chair", "m@example.vn"],
        ["Danh Thị M", "binh-an", "head", "m@example.vn"],
      ),
    );
    expect(unitIn(both.definition, "binh-an")["posts"]).toMatchObject({
      chair: { name: "Danh Thị M", email: "m@example.vn" },
      head: "binh-an.chair",
    });
    const read = readCampaign(writeDefinition(both.definition), "both.yaml");
    expect("campaign" in read && read.campaign.appointments).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ post: "binh-an/head", person: "binh-an.chair" }),
      ]),
    );
  });
});

describe("any workbook", () => {
  const examples = ["chau-thanh-2020", "an-giang-2026"] as const;

  it.each(examples)("made from %s changes nothing when it is imported again", (name) => {
    const definition = treeOf(readFileSync(`${EXAMPLES}${name}.yaml`, "utf8")).value;
    const words = wordsIn(wordsOf(definition, "template"));
    for (const language of ["vi", "en"] as const) {
      const read = sheetsInto(sheetsOf(definition, words, language), definition, words);
      const other = read.verdicts.filter(({ verdict }) => verdict !== "unchanged");
      expect(other).toEqual([]);
      expect(read.definition).toEqual(definition);
    }
  });

  const cell = fc.oneof(
    fc.constantFrom<Cell>(
      "xã Bình An",
      "xã Minh Hòa",
      "huyện Mẫu",
      "huyen",
      "binh-an",
      "Cấp xã",
      "head",
      "Văn thư",
      "A",
      "B",
      "a@example.vn",
      "27/03/2020",
      "2020-04-01",
      "x",
      null,
      30898,
      true,
    ),
    fc.string({ maxLength: 8 }),
    fc.integer(),
  );
  const row = fc.array(cell, { maxLength: 7 });
  const workbook = fc.tuple(fc.array(row, { maxLength: 8 }), fc.array(row, { maxLength: 8 }));

  it("imported twice is imported once, and what was right stays right", () => {
    fc.assert(
      fc.property(workbook, ([one, other]) => {
        const tables = [units(...one), people(...other)];
        const first = into(small, ...tables);
        const second = into(first.definition, ...tables);
        expect(second.definition).toEqual(first.definition);
        const ids = partsOf(first.definition, "units").map((unit) => wordsOf(unit, "id"));
        expect(new Set(ids).size).toBe(ids.length);
        expect(treeOf(writeDefinition(first.definition)).value).toEqual(first.definition);
        const filled = [...one, ...other].filter((cells) =>
          cells.some((one) => String(one ?? "").trim() !== ""),
        );
        expect(first.verdicts.length).toBeLessThanOrEqual(filled.length);
      }),
    );
  });
});
