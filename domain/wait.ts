import { type CycleState, milestoneKey } from "./cycle.ts";
import type { Wait } from "./step.ts";

/**
 * Whether a wait holds. A declined or cancelled step of this unit fulfils it too (otherwise one refusal
 * would stop the unit for ever); declines in other units arrive as milestones like any other end.
 */
export function holds(state: CycleState, wait: Wait): boolean {
  if (wait.on === "below") return reachedBelow(state, wait) >= wait.need;
  if (wait.unit !== state.plan.unit)
    return milestoneKey(wait.unit, wait.step, wait.until) in state.reached;
  const stands = state.steps[wait.step];
  if (stands?.status === "declined" || stands?.status === "cancelled") return true;
  return stands?.status === "done" && (wait.until === "done" || stands.acknowledged);
}

/** How many of the awaited units below have reached the step. */
export function reachedBelow(state: CycleState, wait: Extract<Wait, { on: "below" }>): number {
  return wait.units.filter((unit) => milestoneKey(unit, wait.step, "done") in state.reached).length;
}

/** The waits that do not hold yet. */
export const unmet = (state: CycleState, waits: readonly Wait[]): readonly Wait[] =>
  waits.filter((wait) => !holds(state, wait));
