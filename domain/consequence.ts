import type { CycleState } from "./cycle.ts";
import type { CycleEvent } from "./event.ts";
import { isSettled } from "./status.ts";
import type { Instant } from "./time.ts";
import { unmet } from "./wait.ts";

/**
 * What follows by itself from where a cycle stands: every step whose waits hold opens; when nothing is
 * left to do or to acknowledge, the cycle closes. Opening a step fulfils no wait, so one pass is enough.
 */
export function consequences(state: CycleState, now: Instant): CycleEvent[] {
  if (state.status !== "running") return [];
  const ready = state.plan.steps.filter(
    (step) => state.steps[step.id]?.status === "waiting" && unmet(state, step.waits).length === 0,
  );
  if (ready.length > 0)
    return ready.map((step) => ({ type: "step_opened", at: now, step: step.id, round: 1 }));
  return isFinished(state) ? [{ type: "cycle_closed", at: now }] : [];
}

function isFinished(state: CycleState): boolean {
  return state.plan.steps.every(({ id }) => {
    const stands = state.steps[id];
    return stands && isSettled(stands) && (stands.status !== "done" || stands.acknowledged);
  });
}
