import fc from "fast-check";
import { expect, test } from "vitest";
import { appoint, holderOn, type Term } from "#domain/appointment.ts";
import { DomainError } from "#domain/errors.ts";
import { addDays, type Day } from "#domain/time.ts";

const HELD: readonly Term[] = [
  { person: "lan", from: "2016-01-01", to: "2018-06-30" },
  { person: "minh", from: "2018-07-01", to: null },
];
const given = { by: "clerk", to: null };

test("given a held post, when another takes it, then the holder's term ends the day before", () => {
  const change = appoint(HELD, { ...given, person: "hoa", from: "2020-04-01" });
  expect(change).toEqual({
    ends: [{ term: HELD[1], to: "2020-03-31" }],
    begins: { person: "hoa", from: "2020-04-01", to: null },
  });
});

test("given a held post, when it is vacated, then nobody begins", () => {
  const change = appoint(HELD, { ...given, person: null, from: "2020-04-01" });
  expect(change.begins).toBeNull();
  expect(change.ends).toHaveLength(1);
});

test.each([
  ["themselves", { person: "clerk", from: "2020-04-01" }, "own_appointment"],
  ["a day before the present term", { person: "hoa", from: "2018-07-01" }, "appointment_overlaps"],
  ["the one who holds it", { person: "minh", from: "2020-04-01" }, "appointment_same"],
  [
    "an end before its beginning",
    { person: "hoa", from: "2020-04-01", to: "2020-03-01" },
    "appointment_dates",
  ],
])("when somebody appoints %s, then it is refused", (_, asked, code) => {
  expect(() => appoint(HELD, { ...given, ...asked })).toThrow(
    expect.objectContaining({ code }) as Error,
  );
});

test("a vacant post cannot be vacated", () => {
  const vacant = () => appoint([], { ...given, person: null, from: "2020-04-01" });
  expect(vacant).toThrow(DomainError);
});

/** The terms after the change. */
function after(terms: readonly Term[], change: ReturnType<typeof appoint>): readonly Term[] {
  const ended = terms.map((term) => {
    const end = change.ends.find((one) => one.term === term);
    return end === undefined ? term : { ...term, to: end.to };
  });
  return change.begins === null ? ended : [...ended, change.begins];
}

test("law: after any handing over nobody's past changes, and one person at most holds the post on a day", () => {
  const people = ["lan", "minh", "hoa", "nam"];
  const moves = fc.array(
    fc.record({
      person: fc.constantFrom<string | null>(...people, null),
      days: fc.integer({ min: -30, max: 400 }),
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(moves, (all) => {
      let terms: readonly Term[] = [];
      let day: Day = "2016-01-01";
      for (const { person, days } of all) {
        const from = addDays(day, days);
        try {
          const next = after(terms, appoint(terms, { person, from, to: null, by: "clerk" }));
          const past = [addDays(from, -1), addDays(from, -200)];
          for (const one of past) expect(holderOn(next, one)).toBe(holderOn(terms, one));
          expect(holderOn(next, from)).toBe(person);
          terms = next;
          day = from;
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
        }
        for (let n = 0; n < 600; n += 37) {
          const on = addDays("2016-01-01", n);
          const holds = terms.filter(({ from: f, to }) => f <= on && (to === null || to >= on));
          expect(holds.length).toBeLessThanOrEqual(1);
        }
      }
    }),
  );
});
