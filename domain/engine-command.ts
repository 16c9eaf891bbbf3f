import { counted } from "./ballot.ts";
import type { Command, Facts, PersonCommand } from "./command.ts";
import { type CycleState, milestoneKey } from "./cycle.ts";
import { DomainError } from "./errors.ts";
import type { CycleEvent } from "./event.ts";
import { latestDateOf } from "./gate-date.ts";
import { CYCLE_STATUS, inWords, isSettled } from "./status.ts";
import type { Instant } from "./time.ts";

export type EngineCommand = Exclude<Command, PersonCommand>;

export const isEngineCommand = (command: Command): command is EngineCommand =>
  command.type === "begin" ||
  command.type === "milestone" ||
  command.type === "condition" ||
  command.type === "wake";

/**
 * What a command of the engine itself leads to. It tells of something that is already so: repeated, or late
 * it changes nothing. A suspended cycle notes it and opens nothing yet; a closed one notes what fell back
 * elsewhere and came again, because it may be reopened, and stays closed.
 */
export function noted(
  state: CycleState,
  command: EngineCommand,
  facts: Facts,
  now: Instant,
): CycleEvent[] {
  if (command.type === "begin") {
    if (state.status !== "running")
      throw new DomainError("cycle_not_running", inWords("status", CYCLE_STATUS[state.status]));
    return [];
  }
  if (state.status === "cancelled") return [];
  switch (command.type) {
    case "milestone":
      return command.back ? lost(state, command, now) : reached(state, command, now);
    case "condition":
      return fulfilled(state, command, facts, now);
    case "wake":
      return woken(state, command.target, now);
    default:
      return command satisfies never;
  }
}

type Milestone = Extract<Command, { readonly type: "milestone" }>;

/** Acknowledged implies done, so that the two may arrive in either order, or as one. */
function reached(state: CycleState, command: Milestone, now: Instant): CycleEvent[] {
  const until =
    command.until === "acknowledged" ? (["done", "acknowledged"] as const) : (["done"] as const);
  return until
    .map((one) => milestoneKey(command.unit, command.step, one))
    .filter((key) => !(key in state.reached))
    .map((key) => ({ type: "milestone_reached", at: now, key }));
}

/** Not done any more implies not acknowledged any more. */
function lost(state: CycleState, command: Milestone, now: Instant): CycleEvent[] {
  const until =
    command.until === "done" ? (["done", "acknowledged"] as const) : (["acknowledged"] as const);
  return until
    .map((one) => milestoneKey(command.unit, command.step, one))
    .filter((key) => key in state.reached)
    .map((key) => ({ type: "milestone_lost", at: now, key }));
}

function fulfilled(
  state: CycleState,
  command: Extract<Command, { readonly type: "condition" }>,
  facts: Facts,
  now: Instant,
): CycleEvent[] {
  const stands = state.steps[command.step];
  const step = state.plan.steps.find((planned) => planned.id === command.step);
  if (!step || !stands || !("round" in stands) || stands.round !== command.round) return [];
  switch (command.condition) {
    case "acknowledged":
      return stands.status === "done" && !stands.acknowledged
        ? [{ type: "step_acknowledged", at: now, step: step.id }]
        : [];
    case "all_voted":
      return step.kind === "ballot" && !isSettled(stands) ? [counted(step, facts, now)] : [];
    default:
      return command.condition satisfies never;
  }
}

/** What passes by itself: an override that nobody confirmed in time, a gate's latest date. */
function woken(state: CycleState, target: Instant, now: Instant): CycleEvent[] {
  return state.plan.steps.flatMap((step): CycleEvent[] => {
    const stands = state.steps[step.id];
    if (stands?.status !== "open") return [];
    const latest = latestDateOf(step, stands);
    return [
      ...(stands.override && stands.override.expires <= target
        ? [{ type: "override_lapsed", at: now, step: step.id } as const]
        : []),
      ...(latest !== null && latest <= target
        ? [{ type: "gate_overdue", at: now, step: step.id } as const]
        : []),
    ];
  });
}
