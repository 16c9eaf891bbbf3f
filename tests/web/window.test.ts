import fc from "fast-check";
import { expect, test } from "vitest";
import { DRAWN_WHOLE, windowOf } from "#web/window.ts";

test("a table of ordinary size is drawn whole", () => {
  expect(windowOf(DRAWN_WHOLE, 56, 4000, 600)).toEqual({
    first: 0,
    end: DRAWN_WHOLE,
    before: 0,
    after: 0,
  });
});

test("of 3,321 rows few are drawn", () => {
  const seen = windowOf(3321, 56, 100_000, 900);
  expect(seen.end - seen.first).toBeLessThan(50);
});

test("whatever the scrolling, what is in sight is drawn and the height stays the same", () => {
  const given = fc.record({
    rows: fc.integer({ min: DRAWN_WHOLE + 1, max: 5000 }),
    top: fc.integer({ min: 0, max: 300_000 }),
    height: fc.integer({ min: 100, max: 3000 }),
  });
  fc.assert(
    fc.property(given, ({ rows, top, height }) => {
      const seen = windowOf(rows, 56, top, height);
      expect(seen.before + (seen.end - seen.first) * 56 + seen.after).toBe(rows * 56);
      expect(seen.first * 56).toBeLessThanOrEqual(Math.max(top, 0));
      expect(seen.end * 56).toBeGreaterThanOrEqual(Math.min(top + height, rows * 56));
    }),
  );
});
