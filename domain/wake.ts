import type { CycleState } from "./cycle.ts";
import { latestDateOf } from "./gate-date.ts";
import type { Instant } from "./time.ts";

/**
 * The next instant at which the cycle changes by itself, or null: the expiry of a proposed override, an
 * open gate's latest date. Any other step that is only overdue changes nothing.
 */
export function wakeAt(state: CycleState): Instant | null {
  if (state.status === "closed" || state.status === "cancelled") return null;
  const wakes = state.plan.steps.flatMap((step) => {
    const stands = state.steps[step.id];
    if (stands?.status !== "open") return [];
    return [stands.override?.expires, latestDateOf(step, stands)].filter((at) => at != null);
  });
  return wakes.sort()[0] ?? null;
}
