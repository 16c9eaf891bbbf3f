import type { PlannedStep, StepState } from "./step.ts";
import type { Instant } from "./time.ts";

/**
 * The instant at which an open gate's latest date passes, or null when it has passed: from then on its
 * approver owes a decision, though evidence is missing. A gate that opens late is past its date at once.
 */
export function latestDateOf(step: PlannedStep, stands: StepState): Instant | null {
  if (step.kind !== "gate" || stands.status !== "open") return null;
  return isPastLatestDate(step, stands) ? null : step.due.at;
}

/** Whether the cycle has noted that an open step's due instant passed. A later date, set since, counts anew. */
export const isPastLatestDate = (
  step: PlannedStep,
  stands: Extract<StepState, { readonly status: "open" }>,
): boolean => stands.since >= step.due.at || (stands.overdue ?? "") >= step.due.at;
