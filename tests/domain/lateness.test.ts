import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type LatenessFacts, latenessOf } from "#domain/lateness.ts";
import { addMilliseconds, instantOf } from "#domain/time.ts";

const day = (n: number): string =>
  addMilliseconds(instantOf("2020-04-01", "17:00"), n * 86_400_000);
const facts = (changes: Partial<LatenessFacts> = {}): LatenessFacts => ({
  due: day(10),
  firstDue: day(10),
  opened: day(0),
  earliest: day(0),
  messages: 3,
  failed: 0,
  ...changes,
});

describe("lateness", () => {
  test("is none until the due instant has passed", () => {
    expect(latenessOf(facts(), day(10))).toBeNull();
    expect(latenessOf(facts(), addMilliseconds(day(10), 1))).toBe("own");
  });

  test("is upstream where the step opened after its planned earliest", () => {
    expect(latenessOf(facts({ opened: day(1) }), day(11))).toBe("upstream");
    expect(latenessOf(facts({ opened: null }), day(11))).toBe("own");
  });

  test("is excused between the first date and the one that was granted, and own after that", () => {
    const granted = facts({ due: day(14) });
    expect(latenessOf(granted, day(12))).toBe("excused");
    expect(latenessOf(granted, day(15))).toBe("own");
  });

  test("is of a message that never arrived only where every one failed", () => {
    expect(latenessOf(facts({ failed: 3 }), day(11))).toBe("never_delivered");
    expect(latenessOf(facts({ failed: 2 }), day(11))).toBe("own");
    expect(latenessOf(facts({ messages: 0 }), day(11))).toBe("own");
    expect(latenessOf(facts({ failed: 3, opened: day(2) }), day(11))).toBe("never_delivered");
  });

  test("law: nothing is late before its first date, and what is late stays late", () => {
    const any = fc.record({
      due: fc.nat(20),
      before: fc.nat(5),
      opened: fc.nat(20),
      earliest: fc.nat(20),
      messages: fc.nat(3),
      failed: fc.nat(3),
    });
    fc.assert(
      fc.property(any, fc.nat(30), fc.nat(30), ({ due, before, ...rest }, a, b) => {
        const one = facts({
          due: day(due),
          firstDue: day(due - before),
          opened: day(rest.opened),
          earliest: day(rest.earliest),
          messages: rest.messages,
          failed: Math.min(rest.failed, rest.messages),
        });
        expect(latenessOf(one, day(due - before))).toBeNull();
        const [first, last] = [Math.min(a, b), Math.max(a, b)];
        if (latenessOf(one, day(first)) !== null) expect(latenessOf(one, day(last))).not.toBeNull();
      }),
    );
  });
});
