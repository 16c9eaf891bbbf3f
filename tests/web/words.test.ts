import { expect, test } from "vitest";
import { speech } from "#web/language.tsx";
import { WORDS, type WordKey } from "#web/words.ts";

const braces = (words: string): string[] => (words.match(/\{\w+\}/g) ?? []).toSorted();

test.each(Object.keys(WORDS) as WordKey[])(
  "%s is said in both languages, with the same data",
  (key) => {
    const { vi, en } = WORDS[key];
    expect(vi.trim()).not.toBe("");
    expect(en.trim()).not.toBe("");
    expect(braces(en)).toEqual(braces(vi));
    expect(vi).toBe(vi.normalize("NFC"));
  },
);

test("data fills the braces; a brace without data stays to be seen", () => {
  const { t } = speech("en", () => undefined);
  expect(t("late_n", { n: 3 })).toBe("3 overdue");
  expect(t("late_n")).toBe("{n} overdue");
});
