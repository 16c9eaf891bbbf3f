import { expect } from "vitest";
import {
  type Act,
  type Command,
  type Facts,
  NO_FACTS,
  type PersonCommand,
} from "#domain/command.ts";
import type { CyclePlan, CycleState } from "#domain/cycle.ts";
import { advance } from "#domain/decide.ts";
import { DomainError, type DomainErrorCode } from "#domain/errors.ts";
import type { CycleEvent } from "#domain/event.ts";
import { begun } from "#domain/evolve.ts";
import { addMilliseconds, type Instant } from "#domain/time.ts";
import { BEGIN } from "./cycle-builder.ts";

/** One deed: a command with who gives it, the facts of the moment, and when it is received. */
export interface Deed {
  readonly command: Command;
  readonly act: Act;
  readonly facts: Facts;
  readonly now: Instant;
}

export interface Circumstances {
  readonly posts?: readonly string[];
  readonly clerk?: string;
  readonly now?: Instant;
  readonly occurredAt?: Instant;
  readonly facts?: Partial<Facts>;
}

const HOUR = 3_600_000;

/** `hours` after the cycle began. */
export const later = (hours: number): Instant => addMilliseconds(BEGIN, hours * HOUR);

/** A person acts; by default they hold the one post that bears their name: `ms head` holds `head`. */
export function by(person: string, command: PersonCommand, how: Circumstances = {}): Deed {
  const now = how.now ?? later(1);
  return {
    command,
    act: {
      person,
      posts: how.posts ?? [person.replace(/^ms /, "")],
      clerk: how.clerk ?? null,
      evidence: how.clerk ? "scan 12" : null,
      occurredAt: how.occurredAt ?? now,
    },
    facts: { ...NO_FACTS, ...how.facts },
    now,
  };
}

/** The engine tells of something. */
export function engine(
  command: Command,
  now: Instant = later(1),
  facts: Partial<Facts> = {},
): Deed {
  const act = { person: null, posts: [], clerk: null, evidence: null, occurredAt: now };
  return { command, act, facts: { ...NO_FACTS, ...facts }, now };
}

export const begin: Deed = engine({ type: "begin" }, BEGIN);

/** The state after deeds; a deed that is refused on the way fails the test. */
export function stateAfter(plan: CyclePlan, ...deeds: readonly Deed[]): CycleState {
  return [begin, ...deeds].reduce<CycleState>(
    (state, deed) => advance(state, deed.command, deed.act, deed.facts, deed.now).state,
    begun(plan, BEGIN),
  );
}

/** given(plan, deeds…).when(deed).thenEvents(events…) / .thenRefused(code) / .thenNothing(). */
export function given(plan: CyclePlan, ...deeds: readonly Deed[]) {
  const state = stateAfter(plan, ...deeds);
  return { state, when: (deed: Deed) => outcomeOf(state, deed) };
}

function outcomeOf(state: CycleState, { command, act, facts, now }: Deed) {
  const run = () => advance(state, command, act, facts, now);
  return {
    thenEvents(...events: readonly CycleEvent[]): CycleState {
      const after = run();
      expect(after.events).toEqual(events);
      return after.state;
    },
    thenTypes(...types: readonly CycleEvent["type"][]): CycleState {
      const after = run();
      expect(after.events.map((event) => event.type)).toEqual(types);
      return after.state;
    },
    thenNothing(): void {
      const after = run();
      expect(after.events).toEqual([]);
      expect(after.state).toBe(state);
    },
    thenRefused(code: DomainErrorCode, data?: object): void {
      const before = structuredClone(state);
      try {
        run();
      } catch (error) {
        expect(error).toBeInstanceOf(DomainError);
        expect((error as DomainError).code).toBe(code);
        if (data) expect((error as DomainError).data).toMatchObject(data);
        expect(state).toEqual(before);
        return;
      }
      expect.fail(`expected to be refused with ${code}`);
    },
  };
}
