import { type Attempt, ofKind, requireSeen, standing } from "./attempt.ts";
import { DomainError } from "./errors.ts";
import type { CycleEvent } from "./event.ts";
import { requireNominees } from "./nominee.ts";
import { documentNumber } from "./series.ts";

type Of<Type extends string> = Attempt<Extract<Attempt["command"], { readonly type: Type }>>;

/** The owner hands the draft in. Without approvers it is approved by that. */
export function submitDocument({
  step,
  stands,
  command,
  act,
  person,
  facts,
}: Of<"submit">): CycleEvent[] {
  const { id, owner, decision } = ofKind(step, "document");
  standing(stands, "open");
  const nominees = requireNominees(command.nominees, facts.nominees, 0);
  const at = act.occurredAt;
  const content = { hash: command.hash, person, post: owner, clerk: act.clerk, nominees };
  const submitted: CycleEvent = {
    type: "step_submitted",
    at,
    step: id,
    round: command.round,
    content,
  };
  return decision.need === 0 ? [submitted, { type: "step_approved", at, step: id }] : [submitted];
}

/** The clerk takes the series' next number and issues the approved content. */
export function issueDocument({ step, stands, command, act, facts }: Of<"issue">): CycleEvent[] {
  const { id, document } = ofKind(step, "document");
  const { content } = standing(stands, "approved");
  requireSeen(content, command.hash);
  const number = facts.nextNumber;
  if (number === null) throw new DomainError("number_missing");
  const symbol = documentNumber(document.symbol, number);
  const outcome = { kind: "issued", number, symbol, hash: content.hash } as const;
  return [{ type: "step_done", at: act.occurredAt, step: id, outcome }];
}
