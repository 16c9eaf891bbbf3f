import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { peopleOf } from "#domain/attempt.ts";
import { calendarOf, NO_CALENDAR_DATA } from "#domain/calendar.ts";
import type { CycleState } from "#domain/cycle.ts";
import { advance } from "#domain/decide.ts";
import { DomainError } from "#domain/errors.ts";
import type { CycleEvent } from "#domain/event.ts";
import { begun, evolve } from "#domain/evolve.ts";
import { explain } from "#domain/explain.ts";
import { obligationsOf } from "#domain/obligation.ts";
import { phaseOf } from "#domain/phase.ts";
import { isSettled } from "#domain/status.ts";
import { addMilliseconds } from "#domain/time.ts";
import { PLAIN_NAMES } from "#domain/wait-words.ts";
import { wakeAt } from "#domain/wake.ts";
import { deeds, milestones } from "./any-deed.ts";
import { BEGIN, wholePlan } from "./cycle-builder.ts";
import { begin, type Deed } from "./given.ts";

const calendar = calendarOf(NO_CALENDAR_DATA);
const plan = wholePlan();
const start = (): CycleState => run(begun(plan, BEGIN), begin).state;

interface Ran {
  readonly state: CycleState;
  readonly events: readonly CycleEvent[];
  readonly refused: boolean;
}

function run(state: CycleState, deed: Deed): Ran {
  try {
    const { command, act, facts, now } = deed;
    return { ...advance(state, command, act, facts, now), refused: false };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { state, events: [], refused: true };
  }
}

/** Runs deeds one after the other and looks at every step of the way. */
function along(
  sequence: readonly Deed[],
  look: (before: CycleState, ran: Ran, deed: Deed) => void,
): CycleState {
  return sequence.reduce((before, deed) => {
    const ran = run(before, deed);
    look(before, ran, deed);
    return ran.state;
  }, start());
}

/** What a closed cycle hears of others. */
const NOTED: ReadonlySet<string> = new Set(["milestone_reached", "milestone_lost"]);

const law = (
  look: (before: CycleState, ran: Ran, deed: Deed) => void,
  atEnd: (state: CycleState) => void = () => {},
) =>
  fc.assert(
    fc.property(deeds, (sequence) => atEnd(along(sequence, look))),
    { numRuns: 150 },
  );

describe("whatever anybody tries, in whatever order", () => {
  test("nothing done is undone, except by reopening it", () => {
    law((before, { state, events }) => {
      const reopened = events.flatMap((one) => (one.type === "step_reopened" ? [one.step] : []));
      const settled = Object.entries(before.steps).filter(
        ([id, stands]) => isSettled(stands) && !reopened.includes(id),
      );
      for (const [id, { status }] of settled) expect(state.steps[id]?.status).toBe(status);
    });
  });

  test("the state is what its events fold to", () => {
    law((before, { state, events }) => {
      expect(events.reduce<CycleState>(evolve, before)).toEqual(state);
      expect(state.plan).toBe(plan);
    });
  });

  test("a state survives being written down and read again", () => {
    law(
      () => {},
      (state) => {
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      },
    );
  });

  test("a refused command changes nothing, an accepted one is not applied twice", () => {
    law((before, { state, refused }, deed) => {
      expect(refused ? state : before).toBe(before);
      if (refused) return;
      const again = run(state, deed);
      expect(again.events).toEqual([]);
      expect(again.state).toEqual(state);
    });
  });

  test("nobody approves or accepts what they submitted or entered, nor decides twice", () => {
    law((before, { events }) => {
      for (const event of events) {
        if (event.type !== "step_endorsed") continue;
        const stands = before.steps[event.step];
        if (stands?.status !== "submitted") throw new Error("endorsed what was not submitted");
        const authors = peopleOf(stands.content);
        expect(peopleOf(event.approval).filter((one) => authors.includes(one))).toEqual([]);
        expect(stands.approvals.map((one) => one.person)).not.toContain(event.approval.person);
      }
    });
  });

  test("every obligation has an id of its own and belongs to a step under way", () => {
    law((_, { state }) => {
      const owed = obligationsOf(state, calendar);
      expect(new Set(owed.map((one) => one.id)).size).toBe(owed.length);
      for (const one of owed)
        expect(["open", "submitted", "approved", "done"]).toContain(state.steps[one.step]?.status);
    });
  });

  test("while a cycle runs, somebody owes something or it waits for another unit", () => {
    law((_, { state }) => {
      if (state.status !== "running") return;
      const awaited = Object.values(state.steps).some((stands) => stands.status === "waiting");
      expect(obligationsOf(state, calendar).length > 0 || awaited).toBe(true);
    });
  });

  test("a closed cycle owes nothing, waits for nothing and takes nothing but a reopening", () => {
    law((before, { state, events }) => {
      const types = before.status === "closed" ? events.map(({ type }) => type) : [];
      const reopened = types.includes("step_reopened");
      expect(types.filter((type) => !NOTED.has(type))).toEqual(reopened ? ["step_reopened"] : []);
      if (before.status === "closed") expect(state.status).toBe(reopened ? "running" : "closed");
      if (state.status !== "closed") return;
      expect(obligationsOf(state, calendar)).toEqual([]);
      expect(wakeAt(state)).toBeNull();
      expect(phaseOf(state)).toBe("done");
      expect(Object.values(state.steps).every(isSettled)).toBe(true);
    });
  });

  test("every step can be explained in both languages, in one sentence", () => {
    law((_, { state }) => {
      for (const { id } of plan.steps) {
        const words = explain(state, id, PLAIN_NAMES, obligationsOf(state, calendar));
        for (const said of [words.vi, words.en]) {
          expect(said).toMatch(/^\p{Lu}.{8,}[^.]\.$/u);
          expect(said).not.toMatch(/undefined|null|NaN|\{/);
        }
      }
    });
  });

  test("events of one command never go back behind its begin, and carry an instant", () => {
    law((_, { events }, deed) => {
      for (const event of events) {
        expect(event.at >= BEGIN && event.at <= deed.now).toBe(true);
        expect(addMilliseconds(event.at, 0)).toBe(event.at);
      }
    });
  });
});

test("the order in which independent milestones arrive does not matter", () => {
  const order = fc.shuffledSubarray([...milestones], {
    minLength: milestones.length,
    maxLength: milestones.length,
  });
  const end = (sequence: readonly Deed[]) =>
    sequence.reduce((state, deed) => run(state, deed).state, start());
  const expected = end(milestones);
  fc.assert(
    fc.property(order, (sequence) => {
      expect(end(sequence)).toEqual(expected);
    }),
  );
});
