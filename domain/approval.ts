import { type Attempt, ofKind, peopleOf, requireReason, requireSeen, standing } from "./attempt.ts";
import type { Act } from "./command.ts";
import { enteredBy } from "./entered-by.ts";
import { DomainError } from "./errors.ts";
import type { CycleEvent } from "./event.ts";
import { OUTSIDE } from "./post.ts";
import type { Approval, PlannedStep, Reason, SubmittedContent } from "./step.ts";
import { undecided } from "./undecided.ts";

type Of<Type extends string> = Attempt<Extract<Attempt["command"], { readonly type: Type }>>;
type DocumentStep = Extract<PlannedStep, { readonly kind: "document" }>;

/** An approver endorses the content; the last one needed approves it. */
export function approveDocument({
  step,
  stands,
  command,
  act,
  person,
}: Of<"approve">): CycleEvent[] {
  const document = ofKind(step, "document");
  const { content, approvals } = standing(stands, "submitted");
  requireSeen(content, command.hash);
  const post = decidingPost(document, approvals, act, content);
  const at = act.occurredAt;
  const approval: Approval = { post, person, at, clerk: act.clerk };
  const endorsed: CycleEvent = { type: "step_endorsed", at, step: step.id, approval };
  return approvals.length + 1 >= document.decision.need
    ? [endorsed, { type: "step_approved", at, step: step.id }]
    : [endorsed];
}

/** The post by which the actor decides now. */
function decidingPost(
  step: DocumentStep,
  approvals: readonly Approval[],
  act: Act,
  content: SubmittedContent,
): string {
  const { approvers, order } = step.decision;
  const left = undecided(step, approvals);
  const mine = left.filter((post) => act.posts.includes(enteredBy(post, step)));
  const [first] = mine;
  if (first === undefined) throw new DomainError("already_decided");
  const next = left[0] ?? first;
  if (order === "sequence" && !mine.includes(next))
    throw new DomainError("out_of_order", { post: next });
  const post = order === "sequence" ? next : (mine.find((one) => one === OUTSIDE) ?? first);
  // The answer of the party above the root is only entered here, so its entering is no decision.
  if (post === OUTSIDE) return post;
  requireFourEyes(act, content);
  if (approvers.length > 1) requireOnce(act, approvals);
  return post;
}

/**
 * Nobody approves what they submitted or entered, as themselves, behind a cover, or as the clerk who
 * enters the decision. @throws DomainError four_eyes
 */
export function requireFourEyes(act: Act, content: SubmittedContent): void {
  const authors = peopleOf(content);
  if (peopleOf(act).some((person) => authors.includes(person))) throw new DomainError("four_eyes");
}

/**
 * One real person counts once, however many posts they hold or cover. A clerk may enter several
 * people's decisions, but not beside one of their own. @throws DomainError already_decided
 */
function requireOnce(act: Act, approvals: readonly Approval[]): void {
  const again = approvals.some(
    (approval) =>
      peopleOf(act).includes(approval.person) ||
      (act.person !== null && approval.clerk === act.person),
  );
  if (again) throw new DomainError("already_decided");
}

/** An approver sends the document back, with reasons: the next round begins. */
export function returnDocument({ step, stands, command, act }: Of<"return">): CycleEvent[] {
  const { decision } = ofKind(step, "document");
  const { content } = standing(stands, "submitted", "approved");
  requireSeen(content, command.hash);
  const reasons = requireReasons(command.reasons);
  const by =
    decision.approvers.find((post) => act.posts.includes(enteredBy(post, step))) ?? step.owner;
  return [{ type: "step_returned", at: act.occurredAt, step: step.id, by, reasons }];
}

/** @throws DomainError reason_missing when there is none, or one without words */
export function requireReasons(reasons: readonly Reason[]): readonly Reason[] {
  if (reasons.length === 0) throw new DomainError("reason_missing");
  return reasons.map((reason) => ({ field: reason.field, text: requireReason(reason.text) }));
}

/** Whoever submitted takes it back before the decision: the next round begins. */
export function withdraw({ step, stands, act }: Of<"withdraw">): CycleEvent[] {
  standing(stands, "submitted");
  return [{ type: "step_withdrawn", at: act.occurredAt, step: step.id }];
}
