import { expect, test } from "vitest";
import { LOOKS, lookOf, lookWord, type Standing } from "#web/look.ts";
import { WORDS } from "#web/words.ts";

const open: Standing = {
  kind: "document",
  status: "open",
  overdue: false,
  returned: false,
  mine: false,
  suspended: false,
};

test("every look has a word of its own in both languages", () => {
  for (const language of ["vi", "en"] as const) {
    const words = LOOKS.map((look) => WORDS[lookWord(look)][language]);
    expect(new Set(words).size).toBe(LOOKS.length);
  }
});

test("given a paper that is out, while a recipient is late to acknowledge it, then it looks overdue", () => {
  expect(lookOf({ ...open, status: "done", overdue: true })).toBe("overdue");
  expect(lookOf({ ...open, status: "done", overdue: false })).toBe("done");
});

test("given a step whose turn has not come, when its day passes, then it does not look overdue", () => {
  expect(lookOf({ ...open, status: "waiting", overdue: true })).toBe("not_begun");
});

test("given a step that is both with the reader and overdue, then overdue is what shows", () => {
  expect(lookOf({ ...open, mine: true, overdue: true })).toBe("overdue");
});

test.each([
  ["an open step of somebody else", {}, "waiting"],
  ["an open step of the reader", { mine: true }, "mine"],
  ["a step handed back", { returned: true, mine: true }, "returned"],
  ["a submitted paper", { status: "submitted" }, "approval"],
  ["an approved paper without its number", { status: "approved" }, "approval"],
  ["a gate that is open to be opened", { kind: "gate" }, "gate"],
  ["a gate whose turn has not come", { kind: "gate", status: "waiting" }, "gate"],
  ["a gate that was opened", { kind: "gate", status: "done" }, "done"],
  ["an overdue step in a suspended unit", { overdue: true, suspended: true }, "excused"],
  ["a declined step", { status: "declined" }, "cancelled"],
  ["a cancelled step in a suspended unit", { status: "cancelled", suspended: true }, "cancelled"],
] as const)("%s looks as it should", (_, given, look) => {
  expect(lookOf({ ...open, ...given })).toBe(look);
});
