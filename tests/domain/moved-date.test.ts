import fc from "fast-check";
import { expect, test } from "vitest";
import { calendarOf, NO_CALENDAR_DATA } from "#domain/calendar.ts";
import { nextNotice, timeOfRung } from "#domain/notice.ts";
import type { Obligation } from "#domain/obligation.ts";
import type { Ladder } from "#domain/template.ts";
import { addMilliseconds, type Instant, instantOf } from "#domain/time.ts";

const calendar = calendarOf(NO_CALENDAR_DATA);
const HOUR = 3_600_000;
const arose = instantOf("2020-03-27", "09:00");

const ladders: fc.Arbitrary<Ladder> = fc
  .uniqueArray(fc.integer({ min: -5, max: 8 }), { minLength: 1, maxLength: 6 })
  .map((days) => ({
    rungs: [
      { id: "arise", when: "arise" as const, to: ["owner"] },
      ...days.map((n) => ({ id: `d${n}`, when: { days: n, at: "08:00" }, to: ["owner"] })),
    ],
  }));

const due = (hours: number): Obligation => ({
  id: "a/b/draft/c/1",
  unit: "a",
  step: "b",
  act: "draft",
  post: "c",
  round: 1,
  due: addMilliseconds(instantOf("2020-04-10", "17:00"), hours * HOUR),
  ladder: "l",
});

/** What goes in one generation, on a clock that may jump over several rungs; at most `until`. */
function climb(one: Obligation, ladder: Ladder, since: Instant, until: Instant, jump: number) {
  const sent: { rung: string; at: Instant }[] = [];
  let now = since;
  for (;;) {
    const next = nextNotice(
      one,
      ladder,
      calendar,
      sent.map(({ rung }) => rung),
      since,
      now,
    );
    if (!next || next.at > until) return sent;
    now = addMilliseconds(next.at > now ? next.at : now, jump * HOUR);
    if (now > until) return sent;
    sent.push({ rung: next.rung, at: next.at });
  }
}

test("given any ladder, when a date is moved before, at or after a rung and the clock jumps, then each rung goes at most once a generation, in time's order, and none of the old date after the move", () => {
  const moved = fc.record({
    ladder: ladders,
    nth: fc.nat(6),
    beside: fc.constantFrom(-1, 0, 1),
    by: fc.integer({ min: 1, max: 400 }),
    jump: fc.constantFrom(0, 0, 5, 72),
  });
  fc.assert(
    fc.property(moved, ({ ladder, nth, beside, by, jump }) => {
      const rung = ladder.rungs[nth % ladder.rungs.length];
      if (!rung) return;
      const at = addMilliseconds(timeOfRung(rung, due(0), calendar, arose), beside * HOUR);
      const move = at < arose ? arose : at;
      const first = climb(due(0), ladder, arose, move, jump);
      const second = climb(due(by), ladder, move, instantOf("2021-01-01", "00:00"), jump);
      for (const sent of [first, second]) {
        const ids = sent.map((one) => one.rung);
        expect(new Set(ids).size).toBe(ids.length);
        const times = sent.map((one) => one.at);
        expect([...times].sort()).toEqual(times);
      }
      // Everything of the new generation is counted from the new date: nothing stale, nothing of before.
      for (const one of second) expect(one.at >= move).toBe(true);
    }),
    { numRuns: 400 },
  );
});
