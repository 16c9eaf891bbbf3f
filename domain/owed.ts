import type { CycleState } from "./cycle.ts";
import { openExtensions } from "./extension.ts";
import type { PlannedStep } from "./step.ts";
import { type Owed, workOn } from "./work.ts";

export type { Owed } from "./work.ts";

/** Who owes what on a step as it stands: its work, then decisions on later dates that were asked for. */
export function owedOn(state: CycleState, step: PlannedStep): readonly Owed[] {
  const work = workOn(state, step);
  const asked = openExtensions(state, step).map(({ superior }) => superior);
  if (asked.length === 0) return work;
  const decisions = [...new Set(asked)].map((post) => ({ act: "decide_extension" as const, post }));
  return [...work, ...decisions];
}
