import { expect, test } from "vitest";
import { callListPdf } from "#api/call-list-pdf.ts";
import type { CallRow } from "#prisma/sql/delivery-task.ts";

const row = (n: number): CallRow => ({
  message: `m-${n}`,
  name: `Nguyễn Thị Thưởng ${n}`,
  phone: n === 2 ? null : "+84 912 345 678",
  post: "binh-an/standing-office",
  postTitle: { vi: "Trưởng Ban Dân vận, Chủ nhiệm Ủy ban Kiểm tra", en: "Head of the office" },
  unitName: "Xã Đặng Hưng Phước",
  subject: "Quá hạn: Kế hoạch",
  act: "approve",
  stepTitle: { vi: "Kế hoạch tổng kết", en: "Summary plan" },
  owedUnitName: "Xã Bình Ẳn",
  due: "2020-03-27T10:00:00.000Z",
  since: "2020-03-28T01:00:00.000Z",
});

const paper = {
  campaign: "chau-thanh-2020",
  now: "2020-03-30T02:00:00.000Z",
  language: "vi",
  compress: false,
} as const;

const matches = (text: string, pattern: RegExp): RegExpMatchArray[] => [...text.matchAll(pattern)];

/** What a reader would select and copy: the glyphs of each font, by its own table, back into letters. */
function textOf(pdf: Buffer): string {
  const source = pdf.toString("latin1");
  const objects = new Map(
    matches(source, /(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g).map(([, id, body]) => [
      id ?? "",
      body ?? "",
    ]),
  );
  const letters = (utf16: string): string =>
    matches(utf16, /[0-9a-f]{4}/g)
      .map(([unit]) => String.fromCharCode(Number.parseInt(unit, 16)))
      .join("");
  const tables = new Map<string, Map<number, string>>();
  for (const [, name = "", font = ""] of matches(source, /\/(F\d+) (\d+) 0 R/g)) {
    const table =
      objects.get(/\/ToUnicode (\d+) 0 R/.exec(objects.get(font) ?? "")?.[1] ?? "") ?? "";
    const known = new Map<number, string>();
    for (const [, from = "", list = ""] of matches(
      table,
      /<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g,
    ))
      for (const [index, [, one = ""]] of matches(list, /<([0-9a-f ]*)>/g).entries())
        known.set(Number.parseInt(from, 16) + index, letters(one));
    tables.set(name, known);
  }
  let font = new Map<number, string>();
  return matches(source, /\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)
    .map(([, face, glyphs]) => {
      if (face !== undefined) font = tables.get(face) ?? new Map<number, string>();
      return matches(glyphs ?? "", /<([0-9a-f]+)>/g)
        .flatMap(([, hex]) => matches(hex ?? "", /[0-9a-f]{4}/g))
        .map(([id]) => font.get(Number.parseInt(id, 16)) ?? "\uFFFD")
        .join("");
    })
    .join("\n")
    .replaceAll(/\n+/g, " ")
    .normalize("NFC");
}

const squeezed = (text: string): string => text.replaceAll(/\s+/g, "");

test("the call list on paper names whom, where, what, since when, and leaves room for the answer", async () => {
  const text = squeezed(textOf(await callListPdf([row(1), row(2)], paper)));
  for (const part of [
    "Danh sách gọi điện",
    "chau-thanh-2020 – 09:00 thứ Hai, ngày 30/03/2020",
    "Nguyễn Thị Thưởng 1",
    "Trưởng Ban Dân vận, Chủ nhiệm Ủy ban Kiểm tra",
    "Xã Đặng Hưng Phước",
    "+84 912 345 678",
    "chưa có số",
    "Xem và phê duyệt: Kế hoạch tổng kết – Xã Bình Ẳn; hạn 17:00 thứ Sáu, ngày 27/03/2020",
    "08:00 thứ Bảy, ngày 28/03/2020",
    "Gọi lúc: …",
    "Trả lời: …",
  ])
    expect(text).toContain(squeezed(part.normalize("NFC")));
  expect(text).not.toContain("\uFFFD");
});

test("it speaks English too, says when there is nobody to call, and is small", async () => {
  const english = squeezed(textOf(await callListPdf([row(1)], { ...paper, language: "en" })));
  expect(english).toContain("Calledat:…");
  expect(squeezed(textOf(await callListPdf([], paper)))).toContain("Khôngphảigọiai.");
  const packed = await callListPdf([row(1)], { ...paper, compress: true });
  expect(packed.subarray(0, 5).toString()).toBe("%PDF-");
  expect(packed.length).toBeLessThan(100_000);
});

test("a long one has its head and its number on every page, and no row across two", async () => {
  const pdf = await callListPdf(
    [...Array(40).keys()].map((n) => row(n)),
    paper,
  );
  const pages = matches(pdf.toString("latin1"), /\/Type \/Page\n/g).length;
  expect(pages).toBeGreaterThan(3);
  const text = squeezed(textOf(pdf));
  expect(matches(text, /Điệnthoại/g)).toHaveLength(pages);
  expect(text).toContain(`${pages}/${pages}`);
});
