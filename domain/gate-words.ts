import type { CycleState } from "./cycle.ts";
import type { PlannedStep } from "./step.ts";
import type { Text } from "./text.ts";
import { unmet } from "./wait.ts";
import { type Names, waitWords } from "./wait-words.ts";

/** The evidence a gate that is not open yet still lacks, in words; null when none is missing, and for other steps. */
export function missingWords(state: CycleState, step: PlannedStep, names?: Names): Text | null {
  if (step.kind !== "gate" || state.steps[step.id]?.status !== "open") return null;
  const missing = unmet(state, step.gate.evidence);
  return missing.length === 0 ? null : waitWords(state, missing, names);
}
