import { OUTSIDE } from "./post.ts";
import type { PlannedStep } from "./step.ts";

/** Posts that must acknowledge an issued document; none where it asks for no acknowledgement. */
export function acknowledgers(step: PlannedStep): readonly string[] {
  if (step.kind !== "document" || step.document.acknowledgeWithin === 0) return [];
  return [...new Set(step.document.recipients)].filter((post) => post !== OUTSIDE);
}

export const asksAcknowledgement = (step: PlannedStep): boolean => acknowledgers(step).length > 0;
