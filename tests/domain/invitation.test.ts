import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Invited, invitationsOf, type Occasion } from "#domain/invitation.ts";

const occasion: Occasion = {
  start: "2020-05-20T01:00:00.000Z",
  sequence: 0,
  material: "20/05",
  cancelled: false,
};
const moved: Occasion = { ...occasion, sequence: 1, material: "21/05" };
const NOW = "2020-05-01T00:00:00.000Z";
const invited = (person: string, more: Partial<Invited> = {}): Invited => ({
  person,
  sequence: 0,
  material: "20/05",
  status: "invited",
  ...more,
});
const words = (given: ReturnType<typeof invitationsOf>): string[] =>
  given.map(
    ({ method, person, sequence, off, again }) =>
      `${method} ${person} ${sequence}${off ? " off" : ""}${again ? " again" : ""}`,
  );

describe("given a conference and its attendees", () => {
  test("when nobody has been told, then everybody is invited", () => {
    expect(words(invitationsOf(occasion, ["a", "b"], [], NOW))).toEqual([
      "REQUEST a 0",
      "REQUEST b 0",
    ]);
  });

  test("when it moves, then everybody is told with a higher sequence", () => {
    expect(words(invitationsOf(moved, ["a"], [invited("a")], NOW))).toEqual(["REQUEST a 1 again"]);
  });

  test("when somebody is no longer expected, then their invitation alone is taken back", () => {
    expect(words(invitationsOf(occasion, ["a"], [invited("a"), invited("b")], NOW))).toEqual([
      "CANCEL b 1",
    ]);
  });

  test("when they are expected again, then their new invitation is above the cancellation", () => {
    const was = invited("b", { status: "cancelled", sequence: 1 });
    expect(words(invitationsOf(occasion, ["b"], [was], NOW))).toEqual(["REQUEST b 2"]);
  });

  test("when it is off, then everybody invited is told that it is", () => {
    const off = { ...moved, cancelled: true };
    const told = [invited("a"), invited("b", { status: "cancelled", sequence: 1 })];
    expect(words(invitationsOf(off, ["a", "b"], told, NOW))).toEqual(["CANCEL a 1 off"]);
  });

  test("when it has begun, then nobody is told anything any more", () => {
    expect(invitationsOf(moved, ["a"], [invited("b")], moved.start)).toEqual([]);
  });
});

test("whatever happens, each person's sequence rises with every message, and nothing new is no message", () => {
  const step = fc.record({
    material: fc.constantFrom("20/05", "21/05", "22/05"),
    cancelled: fc.boolean(),
    attending: fc.uniqueArray(fc.constantFrom("a", "b", "c"), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const told = new Map<string, Invited>();
      let last = { material: "", sequence: -1 };
      for (const { material: day, cancelled, attending } of steps) {
        const material = `${day}${cancelled ? " off" : ""}`;
        if (material !== last.material) last = { material, sequence: last.sequence + 1 };
        const now: Occasion = { ...occasion, ...last, cancelled };
        const tell = () => invitationsOf(now, attending, [...told.values()], NOW);
        for (const { person, method, sequence } of tell()) {
          expect(sequence).toBeGreaterThan(told.get(person)?.sequence ?? -1);
          const status = method === "REQUEST" ? "invited" : "cancelled";
          told.set(person, { person, sequence, material, status });
        }
        expect(tell()).toEqual([]);
        const expected = cancelled ? [] : attending;
        const knowing = [...told.values()].filter((one) => one.status === "invited");
        expect(knowing.map(({ person }) => person).sort()).toEqual([...expected].sort());
        for (const one of knowing) expect(one.material).toBe(material);
      }
    }),
  );
});
