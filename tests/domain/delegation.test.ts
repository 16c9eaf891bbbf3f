import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Delegating, delegationFault } from "#domain/delegation.ts";

const one = (person: string, more: Partial<Delegating> = {}): Delegating => ({
  person,
  address: `${person}@example.vn`,
  delegatedFrom: null,
  status: "invited",
  ...more,
});

describe("given somebody who sends another in their place", () => {
  const [a, b] = [one("a"), one("b")];
  const stands = one("c", { delegatedFrom: "a" });

  test.each([
    ["one more person may go", a, "c@example.vn", [a, b], null],
    ["and may be named again", a, "c@example.vn", [a, b, stands], null],
    ["who was let go may be sent", a, "b@example.vn", [a, one("b", { status: "cancelled" })], null],
    ["nobody sends themselves", a, "a@example.vn", [a, b], "self"],
    ["nobody sends who is expected", a, "b@example.vn", [a, b], "invited"],
    ["nobody stands for two", b, "c@example.vn", [a, b, stands], "taken"],
    ["a delegate does not send back", stands, "a@example.vn", [a, b, stands], "loop"],
    ["a delegate sends nobody on", stands, "d@example.vn", [a, b, stands], "chain"],
  ])("then %s", (_, asking, delegate, others, fault) => {
    expect(delegationFault(asking, delegate, others)).toBe(fault);
  });

  test("then, whatever is asked in whatever order, nobody stands twice, for themselves or for a delegate", () => {
    const names = ["a", "b", "c", "d", "e"];
    const asked = fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)));
    fc.assert(
      fc.property(asked, (asks) => {
        const people = new Map<string, Delegating>([a, b].map((who) => [who.person, who]));
        for (const [from, to] of asks) {
          const asking = people.get(from);
          if (asking?.status !== "invited") continue;
          if (delegationFault(asking, `${to}@example.vn`, [...people.values()]) !== null) continue;
          for (const other of people.values())
            if (other.delegatedFrom === from)
              people.set(other.person, { ...other, status: "cancelled" });
          people.set(to, one(to, { delegatedFrom: from }));
        }
        const there = [...people.values()].filter(({ status }) => status === "invited");
        const stand = there.filter(({ delegatedFrom }) => delegatedFrom !== null);
        expect(new Set(stand.map(({ delegatedFrom }) => delegatedFrom)).size).toBe(stand.length);
        for (const { person, delegatedFrom } of stand) {
          expect(delegatedFrom).not.toBe(person);
          expect(people.get(delegatedFrom ?? "")?.delegatedFrom).toBeNull();
        }
      }),
    );
  });
});
