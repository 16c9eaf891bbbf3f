import { addWorkingDays, type WorkingCalendar } from "./calendar.ts";
import type { CycleState } from "./cycle.ts";
import { grantedUntil, openExtensions, ownDue } from "./extension.ts";
import { ladderFor } from "./ladder.ts";
import type { ObligationAct } from "./obligation-act.ts";
import { type Owed, owedOn } from "./owed.ts";
import { OUTSIDE } from "./post.ts";
import { roundOf } from "./status.ts";
import type { PlannedStep } from "./step.ts";
import { dayOf, type Instant, instantOf } from "./time.ts";

export type { ObligationAct } from "./obligation-act.ts";

/**
 * “This post owes this act on this step by this instant.” Inbox, reminders, boards and figures are views of it.
 * Obligations are a pure function of the cycle's state; whether one is overdue is a comparison.
 */
export interface Obligation {
  /** `unit/step/act/post/round`: the same need has the same id, so recomputing changes nothing. */
  readonly id: string;
  readonly unit: string;
  readonly step: string;
  readonly act: ObligationAct;
  readonly post: string;
  readonly round: number;
  readonly due: Instant;
  readonly ladder: string;
  /** The answer of the party above the root is owed: when that begins, the submission goes out to it. */
  readonly outside?: true;
}

/** Working time ends here: what is owed within working days is due at this time of the last one. */
const DAY_ENDS = "17:00";

/**
 * Everything a unit owes as its cycle stands, in the plan's order. The same need has the same id for as long
 * as it lasts. Recipients who have acknowledged and voters who have voted are still in it until all have:
 * their receipts and votes are facts, and meet the obligation where they are kept.
 */
export function obligationsOf(state: CycleState, calendar: WorkingCalendar): Obligation[] {
  const { unit } = state.plan;
  return state.plan.steps.flatMap((step) => {
    const owed = owedOn(state, step);
    if (owed.length === 0) return [];
    const stands = state.steps[step.id];
    const round = stands ? roundOf(stands) : 0;
    return owed.map(({ act, post }) => ({
      id: `${unit}/${step.id}/${act}/${post}/${round}`,
      unit,
      step: step.id,
      act,
      post,
      round,
      due: extended(dueOf(act, state, step, calendar), state, step, { act, post }),
      ladder: ladderFor(state.plan, step, act),
      ...(act === "accept" && isForOutside(step) ? { outside: true as const } : {}),
    }));
  });
}

/**
 * The owner's acts are due as planned. A decision is due as planned too, but its maker has at least a working
 * day (a submission's receiver the days agreed); issuing a working day after approval; a receipt within its days.
 */
function dueOf(
  act: Owed["act"],
  state: CycleState,
  step: PlannedStep,
  calendar: WorkingCalendar,
): Instant {
  const stands = state.steps[step.id];
  const within = (since: Instant, days: number): Instant =>
    instantOf(addWorkingDays(calendar, dayOf(since), Math.max(1, days), state.plan.unit), DAY_ENDS);
  const since = stands && "since" in stands ? stands.since : step.due.at;
  switch (act) {
    case "approve":
      return later(ownDue(state, step), within(since, 1));
    case "accept": {
      const decided = within(since, step.kind === "submission" ? step.submission.acceptWithin : 1);
      return isForOutside(step) ? later(step.due.at, decided) : decided;
    }
    case "issue":
      return within(since, 1);
    case "acknowledge":
      return within(
        stands?.status === "done" ? stands.at : since,
        step.kind === "document" ? step.document.acknowledgeWithin : 1,
      );
    case "draft":
    case "correct":
    case "submit":
    case "do":
    case "hold":
    case "vote":
    case "open_gate":
      return step.due.at;
    case "decide_extension":
      return within(latest(openExtensions(state, step).map((one) => one.asked.at)) ?? since, 1);
    default:
      return act satisfies never;
  }
}

const isForOutside = (step: PlannedStep): boolean =>
  step.kind === "submission" && step.submission.receiver === OUTSIDE;

/** A later date that was granted goes before the planned one; it never brings a date forward. */
function extended(due: Instant, state: CycleState, step: PlannedStep, owed: Owed): Instant {
  const stands = state.steps[step.id];
  const granted = grantedUntil(state, step.id, owed, stands ? roundOf(stands) : 0);
  return granted === null ? due : later(due, granted);
}

const latest = (instants: readonly Instant[]): Instant | undefined => [...instants].sort().at(-1);

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
