import { type Attempt, ofKind, standing } from "./attempt.ts";
import { DomainError } from "./errors.ts";
import type { CycleEvent } from "./event.ts";
import { dayOf } from "./time.ts";

type Of<Type extends string> = Attempt<Extract<Attempt["command"], { readonly type: Type }>>;

/** A conference has been held; on which day, tells when it occurred. Never before its planned day. */
export function hold({ step, stands, command, act }: Of<"hold">): CycleEvent[] {
  const { id, conference } = ofKind(step, "conference");
  standing(stands, "open");
  const day = dayOf(act.occurredAt);
  if (day < conference.day) throw new DomainError("conference_not_yet", { day: conference.day });
  const outcome = { kind: "held", day, attendance: command.attendance } as const;
  return [{ type: "step_done", at: act.occurredAt, step: id, outcome }];
}
