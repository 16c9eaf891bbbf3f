import type { CycleState } from "./cycle.ts";
import type { Instant } from "./time.ts";

/**
 * The next instant at which the cycle changes by itself, or null: the earliest expiry of a proposed
 * override. What is only overdue changes nothing.
 */
export function wakeAt(state: CycleState): Instant | null {
  if (state.status === "closed" || state.status === "cancelled") return null;
  const expiries = state.plan.steps.flatMap(({ id }) => {
    const stands = state.steps[id];
    return stands?.status === "open" && stands.override ? [stands.override.expires] : [];
  });
  return expiries.sort()[0] ?? null;
}
