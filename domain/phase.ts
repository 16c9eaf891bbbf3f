import type { CycleState, Phase } from "./cycle.ts";
import type { StepState } from "./step.ts";

/**
 * The phase an operator sees: `working` while somebody drafts or does, `deciding` while everything under
 * way waits for a decision or a number, `waiting` when the unit itself has nothing to do now.
 */
export function phaseOf(state: CycleState): Phase {
  switch (state.status) {
    case "running":
      return busyness(state.plan.steps.flatMap(({ id }) => state.steps[id]?.status ?? []));
    case "closed":
      return "done";
    case "suspended":
      return "suspended";
    case "cancelled":
      return "cancelled";
    default:
      return state.status satisfies never;
  }
}

function busyness(statuses: readonly StepState["status"][]): Phase {
  if (statuses.includes("open")) return "working";
  return statuses.includes("submitted") || statuses.includes("approved") ? "deciding" : "waiting";
}
