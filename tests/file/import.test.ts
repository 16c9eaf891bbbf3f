import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import writeWorkbook from "write-excel-file/node";
import { readCampaign } from "#api/file/read.ts";
import { importWorkbook } from "#cli/import-workbook.ts";
import { plenum, temporaryFolder } from "#tests/support/command.ts";
import { SMALL } from "./campaign-text.ts";

let folder: string;
let workbook: string;
const at = (name: string): string => join(folder, name);

/** A workbook as Excel keeps it: days as days, codes as numbers. */
beforeAll(async () => {
  folder = temporaryFolder();
  workbook = at("don-vi.xlsx");
  writeFileSync(at("small.yaml"), SMALL);
  const day = {
    value: new Date("2019-07-01T00:00:00Z"),
    type: Date,
    format: "dd/mm/yyyy",
  } as const;
  await writeWorkbook([
    {
      sheet: "Đơn vị",
      data: [
        ["Tên đơn vị", "Cấp", "Cấp trên", "Mã số", "Hiệu lực từ"],
        ["xã Mong Thọ", "Cấp xã và đơn vị cơ sở", "huyện Mẫu", 30901, day],
        ["xã Lạc", "Cấp xã và đơn vị cơ sở", "huyện Không Có", null, null],
      ],
    },
    {
      sheet: "Nhân sự",
      data: [
        ["Họ và tên", "Đơn vị", "Vai trò", "Thư điện tử"],
        ["Nguyễn Văn An", "xã Mong Thọ", "Văn thư", "an@example.vn"],
      ],
    },
  ]).toFile(workbook);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("plenum import", () => {
  it("judges every row and writes nothing in a dry run", async () => {
    const words = ["import", workbook, "--into", at("small.yaml"), "--dry-run"];
    const { code, out, err } = await plenum(words);
    expect(err).toBe("");
    expect(out.split("\n")).toEqual([
      "Đơn vị!2 xã Mong Thọ: thêm",
      "Đơn vị!3 xã Lạc: không nhận",
      expect.stringMatching(/^ {2}C3: Không tìm thấy đơn vị cấp trên «huyện Không Có»\. /),
      "Nhân sự!2 Nguyễn Văn An: thêm",
      "2 thêm, 0 sửa, 0 giữ nguyên, 1 không nhận",
      "Chạy thử: chưa ghi gì.",
      "",
    ]);
    expect(code).toBe(2);
    expect(readFileSync(at("small.yaml"), "utf8")).toBe(SMALL);
  });

  it("writes what is right into the file, with days and codes as they are", async () => {
    const out = at("next.yaml");
    const { written, verdicts } = await importWorkbook(workbook, { into: at("small.yaml"), out });
    expect(written).toBe(out);
    expect(verdicts).toHaveLength(3);
    const text = readFileSync(out, "utf8");
    expect(text.startsWith(SMALL.slice(0, SMALL.indexOf("units:")))).toBe(true);
    const read = readCampaign(text, out);
    const unit = { id: "mong-tho", code: "30901", validFrom: "2019-07-01", parent: "huyen" };
    const campaign = "campaign" in read ? read.campaign : null;
    const problems = "problems" in read ? read.problems.map(({ code }) => code) : [];
    // Nobody leads the new unit yet, and no team follows it: that is what is left to do.
    expect([...new Set(problems)].sort()).toEqual(["nobody_holds", "unit_followed_by_no_team"]);
    expect(campaign).toBeNull();
    expect(text).toContain(unit.validFrom);
    expect(text).toContain('code: "30901"');
    const again = await importWorkbook(workbook, { into: out, dryRun: true });
    expect(again.verdicts.map(({ verdict }) => verdict)).toEqual([
      "unchanged",
      "refused",
      "unchanged",
    ]);
  });

  it("says in one sentence what is no workbook, and what is no campaign file", async () => {
    const none = await plenum(["import", at("small.yaml"), "--into", at("small.yaml")]);
    expect(none).toMatchObject({ code: 2, out: "" });
    expect(none.err).toMatch(/^plenum: .*small\.yaml cannot be read as an \.xlsx workbook: .+\n$/);
    const broken = await plenum(["import", workbook, "--into", workbook]);
    expect(broken).toMatchObject({ code: 2, out: "" });
    expect(broken.err.trim().split("\n")).toHaveLength(1);
  });
});
