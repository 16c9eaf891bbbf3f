import { expect, test } from "vitest";
import { dueWords } from "#domain/date-words.ts";

const launch = { vi: "ngày ban hành kế hoạch", en: "the issue of the plan" };
const on = (anchor: string, days: number) => ({ anchor, days, at: "17:00" });

test("given an anchor with a name, then a date is explained in it, in both languages", () => {
  expect(dueWords(on("launch", 0), { launch })).toEqual({
    vi: "đúng ngày ban hành kế hoạch",
    en: "on the day of the issue of the plan",
  });
  expect(dueWords(on("launch", 9), { launch })).toEqual({
    vi: "9 ngày làm việc sau ngày ban hành kế hoạch",
    en: "9 working days after the issue of the plan",
  });
});

test("given an anchor that a campaign has by itself, then it has a name of its own", () => {
  expect(dueWords(on("conference", -1)).en).toBe("1 working day before this unit's conference");
  expect(dueWords(on("pilot-conference", 2), { launch }).vi).toBe(
    "2 ngày làm việc sau hội nghị điểm",
  );
});

test("given an anchor that nobody named, then its id says which it is", () => {
  expect(dueWords(on("harvest", 0)).vi).toBe("đúng ngày mốc «harvest»");
});
