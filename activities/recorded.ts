import type { WorkingCalendar } from "#domain/calendar.ts";
import type { CycleState } from "#domain/cycle.ts";
import { type Obligation, obligationsOf } from "#domain/obligation.ts";
import { phaseOf } from "#domain/phase.ts";
import { dayOf } from "#domain/time.ts";
import { wakeAt } from "#domain/wake.ts";
import type { LockedCycle } from "#prisma/sql/cycle.ts";
import type { Recorded } from "./contract.ts";

/** Answer to a run that has been fenced off. */
export const STALE: Recorded = {
  stale: true,
  seq: 0,
  wakeAt: null,
  closed: false,
  phase: "",
  dueAt: null,
  details: "",
};

/** How a cycle stands, for its workflow. A stepped clock is moved by its conductor, so no timer is asked for. */
export function recordedOf(
  cycle: LockedCycle,
  state: CycleState,
  seq: number,
  calendar: WorkingCalendar,
  owed: readonly Obligation[] = obligationsOf(state, calendar),
): Recorded {
  const phase = phaseOf(state);
  return {
    stale: false,
    seq,
    wakeAt: cycle.clock === "real" ? wakeAt(state) : null,
    closed: state.status === "closed" || state.status === "cancelled",
    phase,
    dueAt: earliest(owed),
    details: detailsOf(phase, owed),
  };
}

/** The earliest instant at which something is owed. */
export const earliest = (owed: readonly Obligation[]): string | null =>
  owed.reduce<string | null>(
    (first, { due }) => (first === null || due < first ? due : first),
    null,
  );

/** Enough for an operator; it travels through histories, so it holds ids and days only. */
const MOST_LINES = 5;

function detailsOf(phase: string, owed: readonly Obligation[]): string {
  const lines = owed
    .slice(0, MOST_LINES)
    .map(({ step, act, post, due }) => `- ${step}: ${act} by ${post} until ${dayOf(due)}`);
  const rest = owed.length - lines.length;
  return [phase, ...lines, ...(rest > 0 ? [`- and ${rest} more`] : [])].join("\n");
}
