import type { CycleState } from "./cycle.ts";
import type { PlannedStep } from "./step.ts";
import type { Text } from "./text.ts";
import { unmet } from "./wait.ts";
import { type Names, waitWords } from "./wait-words.ts";

/** The evidence a gate that has not been opened yet still lacks, in words; null when none is missing, and for other steps. */
export function missingWords(state: CycleState, step: PlannedStep, names?: Names): Text | null {
  const status = state.steps[step.id]?.status;
  if (step.kind !== "gate" || (status !== "open" && status !== "waiting")) return null;
  const missing = unmet(state, step.gate.evidence);
  return missing.length === 0 ? null : waitWords(state, missing, names);
}
