import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anchorDay } from "#domain/anchor.ts";
import { calendarOf, isWorkingDay, NO_CALENDAR_DATA } from "#domain/calendar.ts";
import { addDays } from "#domain/time.ts";
import { expected, fixed } from "./campaign-builder.ts";

const calendar = calendarOf(NO_CALENDAR_DATA);

describe("the day of an anchor", () => {
  test("a fixed day is itself, even a Saturday, and not proposed", () => {
    expect(anchorDay(calendar, fixed("2020-06-27"))).toEqual({
      day: "2020-06-27",
      proposed: false,
    });
  });

  test.each([
    [
      "a month is its third Wednesday",
      expected("2020-05-01", "2020-05-31", "2020-05"),
      "2020-05-20",
    ],
    [
      "the end of a month is its last Friday",
      expected("2020-06-21", "2020-06-30", "end of 2020-06"),
      "2020-06-26",
    ],
    [
      "a last Friday that is not worked gives way to the working day before it",
      expected("2027-04-21", "2027-04-30", "end of 2027-04"),
      "2027-04-29",
    ],
    [
      "the beginning of a month is its first Wednesday",
      expected("2020-07-01", "2020-07-10", "beginning of 2020-07"),
      "2020-07-01",
    ],
    [
      "the middle of a month is the first Wednesday from the 11th",
      expected("2020-07-11", "2020-07-20", "middle of 2020-07"),
      "2020-07-15",
    ],
    [
      "a first Wednesday that is not worked gives way to the next working day",
      expected("2020-01-01", "2020-01-10", "beginning of 2020-01"),
      "2020-01-02",
    ],
    ["a range begins on its first working day", expected("2020-04-30", "2020-05-15"), "2020-05-04"],
  ])("%s", (_words, window, day) => {
    expect(anchorDay(calendar, window)).toEqual({ day, proposed: true });
  });

  test("any month gives a working day within it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 2059 }),
        fc.integer({ min: 1, max: 12 }),
        fc.boolean(),
        (year, number, end) => {
          const month = `${year}-${String(number).padStart(2, "0")}`;
          const first = `${month}-01`;
          const next = addDays(first, 31);
          const last = addDays(next, -Number(next.slice(8)));
          const words = end ? `end of ${month}` : month;
          const { day, proposed } = anchorDay(calendar, expected(first, last, words));
          expect(proposed).toBe(true);
          expect(day.slice(0, 7)).toBe(month);
          expect(isWorkingDay(calendar, day)).toBe(true);
        },
      ),
    );
  });
});
