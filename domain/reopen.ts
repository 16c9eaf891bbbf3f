import { type Attempt, requireReason, standing } from "./attempt.ts";
import type { CycleState } from "./cycle.ts";
import { DomainError } from "./errors.ts";
import type { CycleEvent } from "./event.ts";
import { inWords } from "./status.ts";
import type { PlannedStep, Wait } from "./step.ts";

/**
 * A settled step is opened again for another round, by whoever decides on it, with a reason. Later steps of
 * this unit that are done stand in the way: they are lifted first, one by one, so that nobody undoes more than
 * they see. Steps already under way go on; those still waiting wait for it again.
 */
export function reopen({
  state,
  step,
  stands,
  command,
  act,
}: Attempt<Extract<Attempt["command"], { readonly type: "reopen" }>>): CycleEvent[] {
  standing(stands, "done", "declined");
  const reason = requireReason(command.reason);
  const later = state.plan.steps.filter(
    (other) => reliesOn(other, step.id, state.plan.unit) && isDone(state, other),
  );
  if (later.length > 0)
    throw new DomainError(
      "later_steps_done",
      inWords("steps", {
        vi: later.map((other) => other.title.vi).join("; "),
        en: later.map((other) => other.title.en).join("; "),
      }),
    );
  return [{ type: "step_reopened", at: act.occurredAt, step: step.id, reason }];
}

function reliesOn(other: PlannedStep, step: string, unit: string): boolean {
  const waits: readonly Wait[] =
    other.kind === "gate" ? [...other.waits, ...other.gate.evidence] : other.waits;
  return waits.some((wait) => wait.on === "step" && wait.unit === unit && wait.step === step);
}

const isDone = (state: CycleState, { id }: PlannedStep): boolean =>
  state.steps[id]?.status === "done";
