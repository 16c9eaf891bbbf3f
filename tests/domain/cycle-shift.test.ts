import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shiftedTo } from "#domain/cycle-shift.ts";
import { addDays, daysBetween, weekday } from "#domain/time.ts";

const FIRST = "2020-03-23";
const before = {
  id: "a",
  starts: FIRST,
  anchors: {
    meeting: "2020-03-25",
    base: "2020-05-25..2020-06-09",
    pilot: "tháng 5/2020",
    end: "end of 2020-06",
    other: "later",
  },
  entered: [{ unit: "x" }],
};
const day = fc.integer({ min: -4000, max: 4000 }).map((days) => addDays(FIRST, days));

describe("the next cycle", () => {
  test("moves every day by whole weeks and months by months, and names each change", () => {
    const { definition, changes } = shiftedTo(before, "b", "2025-03-24");
    expect(definition).toEqual({
      id: "b",
      starts: "2025-03-24",
      anchors: {
        meeting: "2025-03-26",
        base: "2025-05-26..2025-06-10",
        pilot: "tháng 5/2025",
        end: "end of 2025-06",
        other: "later",
      },
      calendar: { officialYears: [] },
    });
    expect(changes.map(({ path }) => path)).toEqual([
      "starts",
      "entered",
      "anchors.meeting",
      "anchors.base",
      "anchors.pilot",
      "anchors.end",
    ]);
  });

  test("keeps each day's weekday and the distances between days, wherever it goes", () => {
    fc.assert(
      fc.property(day, (starts) => {
        const { anchors, starts: next } = shiftedTo(before, "b", starts)
          .definition as typeof before;
        expect(weekday(anchors.meeting)).toBe(weekday(before.anchors.meeting));
        expect(daysBetween(next, anchors.meeting)).toBe(2);
        expect(Math.abs(daysBetween(next, starts))).toBeLessThanOrEqual(3);
      }),
    );
  });

  test("there and back is where it was", () => {
    fc.assert(
      fc.property(fc.integer({ min: -500, max: 500 }), (weeks) => {
        const there = shiftedTo(before, "b", addDays(FIRST, weeks * 7)).definition;
        const { entered: _, ...rest } = before;
        const back = shiftedTo(there, "a", FIRST).definition;
        expect(back).toEqual({ ...rest, calendar: { officialYears: [] } });
      }),
    );
  });
});
