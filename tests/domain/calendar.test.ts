import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addWorkingDays,
  type CalendarData,
  calendarOf,
  calendarWarnings,
  isWorkingDay,
  NO_CALENDAR_DATA,
  workingDaysBetween,
} from "#domain/calendar.ts";
import { addDays } from "#domain/time.ts";

const calendar = calendarOf(NO_CALENDAR_DATA);
const someDay = fc.integer({ min: 0, max: 22_000 }).map((n) => addDays("2000-01-05", n));
const someData: fc.Arbitrary<CalendarData> = fc
  .array(fc.record({ from: someDay, length: fc.integer({ min: 0, max: 30 }) }), { maxLength: 5 })
  .map((closures) => ({
    ...NO_CALENDAR_DATA,
    closures: closures.map(({ from, length }) => ({
      unit: "binh-an",
      from,
      to: addDays(from, length),
      reason: "closed",
    })),
  }));

describe("working days of 2020", () => {
  test.each([
    ["2020-03-25", 5, "2020-04-01"],
    ["2020-03-25", 10, "2020-04-09"],
    ["2020-04-29", 1, "2020-05-04"],
    ["2020-04-27", 5, "2020-05-06"],
    ["2020-06-10", 10, "2020-06-24"],
    ["2020-06-26", -3, "2020-06-23"],
    ["2020-06-26", -10, "2020-06-12"],
    ["2020-05-20", -7, "2020-05-11"],
    ["2020-09-01", 1, "2020-09-03"],
  ])("%s and %i working days is %s", (from, n, to) => {
    expect(addWorkingDays(calendar, from, n)).toBe(to);
    expect(workingDaysBetween(calendar, from, to)).toBe(n);
  });

  test.each([
    ["2020-06-26", 64],
    ["2020-10-15", 142],
  ])("from 25/3 to %s there are %i", (to, count) => {
    expect(workingDaysBetween(calendar, "2020-03-25", to)).toBe(count);
  });

  test.each(["2020-04-25", "2020-04-26", "2020-04-30", "2020-05-01"])("%s is not worked", (day) => {
    expect(isWorkingDay(calendar, day)).toBe(false);
  });

  test.each(["2020-04-03", "2020-05-04", "2020-09-03", "2020-10-15"])("%s is worked", (day) => {
    expect(isWorkingDay(calendar, day)).toBe(true);
  });
});

describe("yearly decisions and closures", () => {
  const data: CalendarData = {
    daysOff: [{ day: "2026-01-02", reason: "bridge" }],
    workedDays: [{ day: "2026-01-10", reason: "for 2/1" }],
    closures: [
      { unit: "binh-an", from: "2026-01-12", to: "2026-01-13", reason: "congress" },
      { unit: "*", from: "2026-03-02", to: "2026-03-02", reason: "distancing" },
    ],
    officialYears: [2026],
  };
  const swapped = calendarOf(data);

  test("a swapped Friday is off and its Saturday is worked", () => {
    expect(isWorkingDay(swapped, "2026-01-02")).toBe(false);
    expect(isWorkingDay(swapped, "2026-01-10")).toBe(true);
    expect(addWorkingDays(swapped, "2026-01-09", 1)).toBe("2026-01-10");
  });

  test("a unit's closure concerns that unit only", () => {
    expect(isWorkingDay(swapped, "2026-01-12", "binh-an")).toBe(false);
    expect(isWorkingDay(swapped, "2026-01-12", "minh-hoa")).toBe(true);
    expect(isWorkingDay(swapped, "2026-01-12")).toBe(true);
  });

  test("a closure of everybody concerns everybody", () => {
    expect(isWorkingDay(swapped, "2026-03-02", "binh-an")).toBe(false);
    expect(isWorkingDay(swapped, "2026-03-02", "minh-hoa")).toBe(false);
    expect(isWorkingDay(swapped, "2026-03-02")).toBe(false);
  });

  test("a year without its official list warns in both languages, one with it does not", () => {
    const warnings = calendarWarnings(swapped, 2026, 2027);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.vi).toContain("2027");
    expect(warnings[0]?.en).toContain("2027");
  });
});

describe("laws of counting", () => {
  test("n working days further, counting back gives n", () => {
    fc.assert(
      fc.property(someData, someDay, fc.integer({ min: -600, max: 600 }), (data, day, n) => {
        const own = calendarOf(data);
        const there = addWorkingDays(own, day, n, "binh-an");
        expect(workingDaysBetween(own, day, there, "binh-an")).toBe(n);
      }),
    );
  });

  test("no days further is the day itself, worked or not", () => {
    fc.assert(
      fc.property(someDay, (day) => {
        expect(addWorkingDays(calendar, day, 0)).toBe(day);
        expect(workingDaysBetween(calendar, day, day)).toBe(0);
      }),
    );
  });

  test("more days lead later, and always to a working day", () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 300 }), (day, n) => {
        const there = addWorkingDays(calendar, day, n);
        expect(isWorkingDay(calendar, there)).toBe(true);
        expect(there > day).toBe(true);
        expect(addWorkingDays(calendar, day, n + 1) > there).toBe(true);
        expect(addWorkingDays(calendar, addDays(day, 1), n) >= there).toBe(true);
      }),
    );
  });

  test("from a working day, there and back is where one was", () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -300, max: 300 }), (day, n) => {
        fc.pre(isWorkingDay(calendar, day));
        expect(addWorkingDays(calendar, addWorkingDays(calendar, day, n), -n)).toBe(day);
      }),
    );
  });

  test("counts add up over any day between", () => {
    fc.assert(
      fc.property(someDay, someDay, someDay, (one, two, three) => {
        const [a, b, c] = [one, two, three].sort() as [string, string, string];
        expect(workingDaysBetween(calendar, a, b) + workingDaysBetween(calendar, b, c)).toBe(
          workingDaysBetween(calendar, a, c),
        );
      }),
    );
  });

  test("one unit's closures never change another's days", () => {
    fc.assert(
      fc.property(someData, someDay, fc.integer({ min: -200, max: 200 }), (data, day, n) => {
        const own = calendarOf(data);
        expect(addWorkingDays(own, day, n, "minh-hoa")).toBe(addWorkingDays(calendar, day, n));
      }),
    );
  });
});
