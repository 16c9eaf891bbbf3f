import fc from "fast-check";
import { expect, test } from "vitest";
import { fold, matches } from "#domain/search.ts";

test("accents, case and đ make no difference", () => {
  expect(fold("Đảng bộ  Quân sự ")).toBe("dang bo quan su");
  expect(fold("hòa")).toBe(fold("hoà"));
});

test("every word must occur, in any order", () => {
  expect(matches("Xã Mong Thọ A", "tho mong")).toBe(true);
  expect(matches("Xã Mong Thọ A", "mong b")).toBe(false);
  expect(matches("Xã Mong Thọ A", "  ")).toBe(true);
});

test("what is folded stays folded, and a text always matches itself", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
      expect(matches(text, text)).toBe(true);
    }),
  );
});
