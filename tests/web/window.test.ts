import fc from "fast-check";
import { expect, test } from "vitest";
import { slotsOf } from "#web/window.ts";

test("whichever rows are drawn, the room between them keeps the list's height and order", () => {
  const given = fc.record({
    rows: fc.integer({ min: 1, max: 5000 }),
    drawn: fc.uniqueArray(fc.integer({ min: 0, max: 4999 }), { maxLength: 60 }),
  });
  fc.assert(
    fc.property(given, ({ rows, drawn }) => {
      const wanted = drawn.filter((index) => index < rows).sort((a, b) => a - b);
      const slots = slotsOf(rows, 56, wanted);
      const shown = slots.flatMap((slot) => (slot.kind === "row" ? [slot.index] : []));
      expect(shown).toEqual(wanted);
      const height = slots.reduce((sum, slot) => sum + (slot.kind === "row" ? 56 : slot.height), 0);
      expect(height).toBe(rows * 56);
      const twice = slots.some((slot, n) => slot.kind === "room" && slots[n + 1]?.kind === "room");
      expect(twice).toBe(false);
    }),
  );
});
