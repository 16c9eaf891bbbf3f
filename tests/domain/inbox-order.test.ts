import fc from "fast-check";
import { expect, test } from "vitest";
import { byConsequence, type Ranked } from "#domain/inbox-order.ts";

const NOW = "2020-04-01T03:00:00.000Z";
const order = byConsequence(() => NOW);
const one = (more: Partial<Ranked>): Ranked => ({
  id: "a",
  campaign: "c",
  due: "2020-04-10T03:00:00.000Z",
  overdue: false,
  waiting: 0,
  ...more,
});

test("given what is late, due today and later, then that is their order, whoever waits for it", () => {
  const late = one({ id: "late", due: "2020-03-31T03:00:00.000Z", overdue: true });
  const today = one({ id: "today", due: "2020-04-01T10:00:00.000Z" });
  const later = one({ id: "later", waiting: 9 });
  expect([later, today, late].sort(order).map(({ id }) => id)).toEqual(["late", "today", "later"]);
});

test("given two of the same urgency, then whoever holds up more goes first, then the sooner", () => {
  const much = one({ id: "much", waiting: 3 });
  const soon = one({ id: "soon", due: "2020-04-05T03:00:00.000Z" });
  const far = one({ id: "far", due: "2020-04-20T03:00:00.000Z" });
  expect([far, soon, much].sort(order).map(({ id }) => id)).toEqual(["much", "soon", "far"]);
});

test("then the order is total: it never hangs on how the rows came", () => {
  const ranked = fc.record({
    id: fc.uuid(),
    campaign: fc.constantFrom("c", "d"),
    due: fc.constantFrom(
      "2020-03-31T03:00:00.000Z",
      "2020-04-01T10:00:00.000Z",
      "2020-05-01T03:00:00.000Z",
    ),
    overdue: fc.boolean(),
    waiting: fc.nat(3),
  });
  fc.assert(
    fc.property(fc.uniqueArray(ranked, { selector: ({ id }) => id }), (rows) => {
      const ids = (list: readonly Ranked[]) => [...list].sort(order).map(({ id }) => id);
      expect(ids([...rows].reverse())).toEqual(ids(rows));
    }),
  );
});
