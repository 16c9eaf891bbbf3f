import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, weekday } from "#domain/time.ts";
import {
  addMonths,
  entriesOf,
  monthOf,
  nearestConference,
  weeksOf,
} from "#web/pages/calendar/entry.ts";
import { conferencesOf } from "#web/pages/conference/conference.ts";
import { compareValues } from "#web/parts/column.ts";
import { boardFixture } from "./fixture.ts";

const month = fc
  .tuple(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${String(number).padStart(2, "0")}`);

test("every month is whole weeks from Monday, without a gap, and holds all its days", () => {
  fc.assert(
    fc.property(month, (one) => {
      const days = weeksOf(one).flat();
      expect(weekday(days[0] ?? "")).toBe(1);
      expect(days.length % 7).toBe(0);
      expect(days.slice(1)).toEqual(days.slice(0, -1).map((day) => addDays(day, 1)));
      const within = days.filter((day) => monthOf(day) === one);
      expect(within[0]).toBe(`${one}-01`);
      expect(monthOf(addDays(within.at(-1) ?? "", 1))).toBe(addMonths(one, 1));
    }),
  );
});

test("months are added as often as they are taken away", () => {
  fc.assert(
    fc.property(month, fc.integer({ min: -500, max: 500 }), (one, n) => {
      expect(addMonths(addMonths(one, n), -n)).toBe(one);
    }),
  );
});

test("a conference stands on its own day, once, and first of the day", () => {
  const board = boardFixture();
  const all = conferencesOf(board);
  expect(all.length).toBeGreaterThan(0);
  const days = entriesOf(board, { conferencesOnly: false, unit: null });
  for (const { day, row, step } of all) {
    const on = days.get(day) ?? [];
    expect(on.filter(({ key }) => key === `${row.unit}/${step}`)).toHaveLength(1);
    expect(on[0]?.conference).toBe(true);
  }
  const ordered = all.map(({ day }) => day);
  expect(ordered).toEqual(ordered.toSorted());
  expect(nearestConference(board, "1999-01-01")).toBe(ordered[0]);
  expect(nearestConference(board, "2999-01-01")).toBe(ordered.at(-1));
});

test("lists are sorted as Vietnamese is, numbers by size, and what is missing last", () => {
  const sorted = ["đồng", null, "dân", "Ân", "ấn", "an", 10, "xã 10", "xã 9"].toSorted(
    compareValues,
  );
  expect(sorted.slice(-1)).toEqual([null]);
  expect(["xã 10", "xã 9"].toSorted(compareValues)).toEqual(["xã 9", "xã 10"]);
  expect(["đồng", "dân", "e"].toSorted(compareValues)).toEqual(["dân", "đồng", "e"]);
});
