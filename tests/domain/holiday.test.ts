import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holidaysOf, hungKingsOf, tetOf } from "#domain/holiday.ts";
import { weekday } from "#domain/time.ts";

/** Tết and Hùng Kings' Day, on which two independent published tables agree. */
const GOLDEN = [
  ["2007-02-17", "2007-04-26"],
  ["2020-01-25", "2020-04-02"],
  ["2021-02-12", "2021-04-21"],
  ["2022-02-01", "2022-04-10"],
  ["2023-01-22", "2023-04-29"],
  ["2024-02-10", "2024-04-18"],
  ["2025-01-29", "2025-04-07"],
  ["2026-02-17", "2026-04-26"],
  ["2027-02-06", "2027-04-16"],
  ["2028-01-26", "2028-04-04"],
  ["2029-02-13", "2029-04-23"],
  ["2030-02-02", "2030-04-12"],
  ["2031-01-23", "2031-04-01"],
  ["2032-02-11", "2032-04-19"],
  ["2033-01-31", "2033-04-09"],
  ["2034-02-19", "2034-04-28"],
  ["2035-02-08", "2035-04-17"],
] as const;

const daysOf = (year: number, official: string[] = []): string[] =>
  holidaysOf(year, new Set(official)).map((holiday) => holiday.day);

describe("the lunar holidays", () => {
  test.each(GOLDEN)("Tết on %s goes with Hùng Kings' Day on %s", (tet, kings) => {
    const year = Number(tet.slice(0, 4));
    expect([tetOf(year), hungKingsOf(year)]).toEqual([tet, kings]);
  });

  test("Vietnam's Tết of 1985 comes a month before China's", () => {
    expect(tetOf(1985)).toBe("1985-01-21");
  });

  test("Tết always falls between 20 January and 21 February, Hùng Kings' Day 67 to 99 days later", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2060 }), (year) => {
        const tet = tetOf(year);
        const kings = hungKingsOf(year);
        expect(tet >= `${year}-01-20` && tet <= `${year}-02-21`).toBe(true);
        expect(kings >= `${year}-03-30` && kings <= `${year}-04-30`).toBe(true);
      }),
    );
  });
});

describe("days off by law", () => {
  test("in 2020 National Day is one day: the Labour Code of 2012 applies", () => {
    expect(daysOf(2020).filter((day) => day > "2020-03-01")).toEqual([
      "2020-04-02",
      "2020-04-30",
      "2020-05-01",
      "2020-09-02",
    ]);
  });

  test("since 2021 National Day is two days, the second on 3/9", () => {
    expect(daysOf(2021).filter((day) => day > "2021-08-01")).toEqual(["2021-09-02", "2021-09-03"]);
  });

  test("when the yearly decision names 1/9 the second day is 1/9, with nothing to compensate", () => {
    expect(daysOf(2022, ["2022-09-01"]).filter((day) => day > "2022-08-01")).toEqual([
      "2022-09-01",
      "2022-09-02",
    ]);
  });

  test("30/4 and 1/5 of 2022 fall on a weekend and give Monday and Tuesday off", () => {
    const spring = holidaysOf(2022).filter((h) => h.day > "2022-04-29" && h.day < "2022-05-05");
    expect(spring.map((h) => [h.day, h.compensates])).toEqual([
      ["2022-04-30", null],
      ["2022-05-01", null],
      ["2022-05-02", "2022-04-30"],
      ["2022-05-03", "2022-05-01"],
    ]);
  });

  test("Tết of 2020 as decided: from Thursday 23/1, compensated to Wednesday 29/1", () => {
    const off = daysOf(2020, ["2020-01-23"]).filter((d) => d > "2020-01-02" && d < "2020-02-28");
    expect(off).toEqual([23, 24, 25, 26, 27, 28, 29].map((d) => `2020-01-${d}`));
  });

  test("Culture Day (24/11) is announced but not law: a working day", () => {
    expect(daysOf(2026)).not.toContain("2026-11-24");
  });

  test("every year gives as many days off on working weekdays as the law counts", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2060 }), (year) => {
        const holidays = holidaysOf(year);
        const days = new Set(holidays.map((holiday) => holiday.day));
        const lawful = new Set(holidays.filter((h) => h.compensates === null).map((h) => h.day));
        const weekdays = [...days].filter((day) => weekday(day) <= 5);
        expect(days.size).toBeGreaterThanOrEqual(lawful.size);
        expect(weekdays.length).toBe(lawful.size);
      }),
    );
  });
});
