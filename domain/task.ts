import { type Attempt, ofKind, requireReason, standing } from "./attempt.ts";
import type { CycleEvent } from "./event.ts";

type Of<Type extends string> = Attempt<Extract<Attempt["command"], { readonly type: Type }>>;

/** The owner has done a task. */
export function complete({ step, stands, act }: Of<"complete">): CycleEvent[] {
  const { id } = ofKind(step, "task");
  standing(stands, "open");
  return [{ type: "step_done", at: act.occurredAt, step: id, outcome: { kind: "completed" } }];
}

/** The owner will not do the step at all, and says why (a unit with nothing to nominate). */
export function decline({ step, stands, command, act }: Of<"decline">): CycleEvent[] {
  standing(stands, "open");
  const reason = requireReason(command.reason);
  return [{ type: "step_declined", at: act.occurredAt, step: step.id, reason }];
}
