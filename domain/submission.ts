import { requireFourEyes, requireReasons } from "./approval.ts";
import { type Attempt, ofKind, requireSeen, standing } from "./attempt.ts";
import { DomainError } from "./errors.ts";
import type { CycleEvent } from "./event.ts";
import { requireNominees } from "./nominee.ts";
import { OUTSIDE } from "./post.ts";

type Of<Type extends string> = Attempt<Extract<Attempt["command"], { readonly type: Type }>>;

/** The owner sends the dossier up, with the nominees it carries. */
export function submitUp({
  step,
  stands,
  command,
  act,
  person,
  facts,
}: Of<"submit">): CycleEvent[] {
  const { id, owner, submission } = ofKind(step, "submission");
  standing(stands, "open");
  const quota = submission.nominees?.quota ?? 0;
  const nominees = requireNominees(command.nominees, facts.nominees, quota);
  const content = { hash: command.hash, person, post: owner, clerk: act.clerk, nominees };
  return [{ type: "step_submitted", at: act.occurredAt, step: id, round: command.round, content }];
}

/**
 * The receiver accepts, all nominees or the `chosen` among them. For the party above the root the owner
 * enters its answer; four-eyes is about deciding, not about writing down what another decided.
 */
export function accept({ step, stands, command, act, person }: Of<"approve">): CycleEvent[] {
  const { id, submission } = ofKind(step, "submission");
  const { content } = standing(stands, "submitted");
  requireSeen(content, command.hash);
  if (submission.receiver !== OUTSIDE) requireFourEyes(act, content);
  const nominees = requireNominees(
    command.chosen ?? content.nominees,
    content.nominees,
    content.nominees.length,
  );
  const at = act.occurredAt;
  const approval = { post: submission.receiver, person, at, clerk: act.clerk };
  const outcome = { kind: "accepted", hash: content.hash, nominees } as const;
  return [
    { type: "step_endorsed", at, step: id, approval },
    { type: "step_done", at, step: id, outcome },
  ];
}

/**
 * The receiver sends it back for correction, so often and no more (a thin dossier once, as in Pleiku).
 * What the party above the root returns is a fact and has no limit here.
 */
export function returnDown({ step, stands, command, act }: Of<"return">): CycleEvent[] {
  const { id, submission } = ofKind(step, "submission");
  const { content, returns = 0 } = standing(stands, "submitted");
  requireSeen(content, command.hash);
  const reasons = requireReasons(command.reasons);
  if (submission.receiver !== OUTSIDE && returns >= submission.returns)
    throw new DomainError("returns_used_up", { allowed: submission.returns });
  return [
    { type: "step_returned", at: act.occurredAt, step: id, by: submission.receiver, reasons },
  ];
}
