import { type Attempt, ofKind, peopleOf, requireReason, standing } from "./attempt.ts";
import { DomainError } from "./errors.ts";
import type { CycleEvent } from "./event.ts";
import { inWords } from "./status.ts";
import { unmet } from "./wait.ts";
import { waitWords } from "./wait-words.ts";

type Of<Type extends string> = Attempt<Extract<Attempt["command"], { readonly type: Type }>>;

/** The approver opens the gate: all of its evidence must be there. */
export function openGate({ state, step, stands, act }: Of<"open_gate">): CycleEvent[] {
  const { id, gate } = ofKind(step, "gate");
  standing(stands, "open");
  const missing = unmet(state, gate.evidence);
  if (missing.length > 0)
    throw new DomainError("evidence_missing", inWords("missing", waitWords(state, missing)));
  return [opened(id, act.occurredAt, null)];
}

/**
 * The gate opens without its evidence, by two different people and with a reason: the first proposes,
 * until when; the second confirms before that with the same command.
 */
export function overrideGate({
  step,
  stands,
  command,
  act,
  person,
  now,
}: Of<"override_gate">): CycleEvent[] {
  const { id, gate, owner } = ofKind(step, "gate");
  const { override } = standing(stands, "open");
  const at = act.occurredAt;
  if (override) {
    if (at >= override.expires) throw new DomainError("override_expired");
    const first = peopleOf(override);
    if (peopleOf(act).some((one) => first.includes(one)))
      throw new DomainError("second_person_needed");
    return [opened(id, at, override.reason)];
  }
  const reason = requireReason(command.reason);
  const { expires } = command;
  if (expires <= now) throw new DomainError("override_expired");
  const post = [gate.approver, owner].find((one) => act.posts.includes(one)) ?? owner;
  const proposed = { person, post, reason, at, expires, clerk: act.clerk };
  return [{ type: "override_proposed", at, step: id, override: proposed }];
}

const opened = (step: string, at: string, override: string | null): CycleEvent => ({
  type: "step_done",
  at,
  step,
  outcome: { kind: "opened", override },
});
