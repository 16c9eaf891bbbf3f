import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  escapeText,
  fileOf,
  fold,
  quoted,
  readProperty,
  unescapeText,
  unfold,
} from "#domain/ics.ts";

const octets = (text: string): number => Buffer.byteLength(text, "utf8");

/** Anything a person can type, Vietnamese in both forms, emoji, control characters. */
const anyText = fc.oneof(
  fc.string({ unit: "binary" }).filter((text) => !/\p{Cs}/u.test(text)),
  fc.string({
    unit: fc.constantFrom(
      "Ồ",
      "ạ",
      "e\u0323\u0302",
      "Đ",
      "🏛",
      ",",
      ";",
      "\\",
      "\n",
      '"',
      "^",
      " ",
      "n",
    ),
    maxLength: 200,
  }),
);
const oneLine = anyText.map((text) => `X${text.replace(/[\r\n]/g, "")}`);

describe("given any content line", () => {
  test("then folding it makes lines of at most 75 octets, and unfolding them gives it back", () => {
    fc.assert(
      fc.property(oneLine, (line) => {
        const folded = fold(line);
        for (const one of folded) expect(octets(one)).toBeLessThanOrEqual(75);
        for (const one of folded.slice(1)) expect(one.startsWith(" ")).toBe(true);
        expect(unfold(folded.join("\r\n"))).toEqual([line]);
        expect(unfold(folded.join("\n"))).toEqual([line]);
      }),
    );
  });

  test("then a line of 75 octets stays whole, and one of 76 does not, whatever it is written in", () => {
    expect(fold("X".repeat(75))).toEqual(["X".repeat(75)]);
    expect(fold("X".repeat(76))).toEqual(["X".repeat(75), " X"]);
    // 25 letters of three octets each; a 26th would begin at the last octet but not fit.
    expect(fold("ộ".repeat(26))).toEqual(["ộ".repeat(25), " ộ"]);
  });
});

describe("given any text", () => {
  const kept = (text: string): string =>
    text
      .normalize("NFC")
      .replace(/\r\n|\r|\u2028|\u2029/g, "\n")
      .replace(/[^\P{Cc}\n\t]/gu, "");

  test("then escaping it and reading it back gives the text, in NFC and without control characters", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const escaped = escapeText(text);
        expect(escaped).not.toMatch(/[\r\n]/);
        expect(unescapeText(escaped)).toBe(kept(text));
      }),
    );
  });

  test("then a property written with it is read back: nothing in a name can start another line or parameter", () => {
    fc.assert(
      fc.property(anyText, anyText, (name, value) => {
        const file = fileOf([`ATTENDEE;CN=${quoted(name)};RSVP=TRUE:${escapeText(value)}`]);
        const [line, ...more] = unfold(file);
        expect(more).toEqual([]);
        const property = readProperty(line ?? "");
        expect(property?.parameters).toEqual({ CN: kept(name), RSVP: "TRUE" });
        expect(unescapeText(property?.value ?? "")).toBe(kept(value));
      }),
    );
  });
});
