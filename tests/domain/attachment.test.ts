import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  attachmentName,
  evidenceLine,
  type FileSample,
  mayAttach,
  sniffedKind,
} from "#domain/attachment.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (one) => one.charCodeAt(0));
const file = (text: string, plain = false): FileSample => ({
  head: bytes(text),
  tail: bytes(text),
  plain,
});
const zip = (parts: string): FileSample => file(`PK\x03\x04${" ".repeat(26)}${parts}`);

describe("given the first bytes of a file", () => {
  test.each([
    ["%PDF-1.7 …", "pdf"],
    ["\x89PNG\r\n\x1a\n", "png"],
    ["\xff\xd8\xff\xe0", "jpg"],
    ["RIFF\x00\x00\x00\x00WEBPVP8 ", "webp"],
  ])("then %j is %s, whatever its name says", (text, kind) => {
    expect(sniffedKind(file(text))).toBe(kind);
  });

  test.each([
    ["[Content_Types].xml word/document.xml", "docx"],
    ["[Content_Types].xml xl/workbook.xml", "xlsx"],
    ["mimetypeapplication/vnd.oasis.opendocument.textPK", "odt"],
    ["mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK", "ods"],
    ["word/document.xml word/vbaProject.bin", null],
    ["evil.exe", null],
  ])("then a zip of %j is %s", (parts, kind) => {
    expect(sniffedKind(zip(parts))).toBe(kind);
  });

  test("then text is text only where all of it is", () => {
    expect(sniffedKind(file("xin chào", true))).toBe("txt");
    expect(sniffedKind(file("MZ\x90\x00"))).toBe(null);
    expect(sniffedKind(file("", true))).toBe(null);
  });
});

describe("given a name that somebody's device made up", () => {
  test.each([
    ["Bie\u0302n ba\u0309n.PDF", "Biên bản.pdf"],
    ["C:\\Users\\a\\quét.jpeg", "quét.jpg"],
    ["../../etc/passwd", "passwd.jpg"],
    ["hoá\u202egpj.exe", "hoágpj.exe.jpg"],
    ["  a \n b .jpg", "a b.jpg"],
    ["", "file.jpg"],
    ["...", "file.jpg"],
  ])("then %j is kept as %j", (given, kept) => {
    expect(attachmentName(given, kept.endsWith(".pdf") ? "pdf" : "jpg")).toBe(kept);
  });

  test("then a name is always one short line that ends as the file is, and is kept as it is again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (given) => {
        const name = attachmentName(given, "pdf");
        expect(name).toMatch(/^[^/\\\p{Cc}\p{Cf}]+\.pdf$/u);
        expect([...name].length).toBeLessThanOrEqual(160);
        expect(attachmentName(name, "pdf")).toBe(name);
      }),
    );
  });
});

test("given who asks, then only whom the step is about attaches, and its unit's clerk", () => {
  const asked = { posts: ["a/head"], concerned: ["b/head"], clerk: false };
  expect(mayAttach(asked)).toBe(false);
  expect(mayAttach({ ...asked, concerned: ["a/head"] })).toBe(true);
  expect(mayAttach({ ...asked, clerk: true })).toBe(true);
});

test("given files that a decision was entered from, then the record names each with its hash", () => {
  expect(evidenceLine("Biên bản 5", [{ name: "a.pdf", hash: "ab" }])).toBe(
    "Biên bản 5; «a.pdf» sha256:ab",
  );
});
