import type { CycleState } from "./cycle.ts";
import { isSettled, roundOf } from "./status.ts";
import type { PlannedStep, StepState } from "./step.ts";
import type { Day, Instant } from "./time.ts";

/** One unit's one step on a board, as small as a board of thousands of units needs: absent = no. */
export interface BoardCell {
  readonly status: StepState["status"];
  readonly round: number;
  readonly due: Instant;
  readonly overdue?: true;
  /** Rests on a day that nobody has confirmed yet. */
  readonly proposed?: true;
  /** A conference's day: planned, or the one on which it was held. */
  readonly day?: Day;
  readonly doneAt?: Instant;
}

/** A unit's row of the board, by step id, in the plan's order. */
export function boardCells(state: CycleState, now: Instant): Readonly<Record<string, BoardCell>> {
  return Object.fromEntries(
    state.plan.steps.map((step) => [step.id, cellOf(step, state.steps[step.id], now)]),
  );
}

function cellOf(
  step: PlannedStep,
  stands: StepState = { status: "waiting" },
  now: Instant,
): BoardCell {
  const day = conferenceDay(step, stands);
  return {
    status: stands.status,
    round: roundOf(stands),
    due: step.due.at,
    ...(isOverdue(step, stands, now) && { overdue: true }),
    ...(step.due.proposed && { proposed: true }),
    ...(day !== null && { day }),
    ...(stands.status === "done" && { doneAt: stands.at }),
  };
}

/** Somebody has it in hand and its date has passed. A step that still waits is late by another's fault. */
export const isOverdue = (step: PlannedStep, stands: StepState, now: Instant): boolean =>
  stands.status !== "waiting" && !isSettled(stands) && step.due.at < now;

function conferenceDay(step: PlannedStep, stands: StepState): Day | null {
  if (step.kind !== "conference") return null;
  return stands.status === "done" && stands.outcome.kind === "held"
    ? stands.outcome.day
    : step.conference.day;
}
