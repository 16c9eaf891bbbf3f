import type { Act, Facts, PersonCommand } from "./command.ts";
import type { CycleState } from "./cycle.ts";
import { entitledPosts } from "./entitled.ts";
import { DomainError } from "./errors.ts";
import { inWords, roundOf, STEP_KIND, STEP_STATUS } from "./status.ts";
import type { PlannedStep, StepState, SubmittedContent } from "./step.ts";
import type { Instant } from "./time.ts";
import { unmet } from "./wait.ts";
import { waitWords } from "./wait-words.ts";

/** A person's attempt at an act on a step: everything a rule needs to allow or refuse it. */
export interface Attempt<C extends PersonCommand = PersonCommand> {
  readonly state: CycleState;
  readonly command: C;
  readonly act: Act;
  /** The real person behind any cover. */
  readonly person: string;
  readonly step: PlannedStep;
  readonly stands: StepState;
  readonly facts: Facts;
  readonly now: Instant;
}

/**
 * What every act of a person needs: a known step that has opened, in the round its author saw; something that
 * has happened, after the cycle began; somebody real who holds an entitled post.
 * @throws DomainError step_unknown, step_waits, content_changed, not_entitled, occurred_in_future, …
 */
export function attempt<C extends PersonCommand>(
  state: CycleState,
  command: C,
  act: Act,
  facts: Facts,
  now: Instant,
): Attempt<C> {
  const step = state.plan.steps.find((planned) => planned.id === command.step);
  const stands = state.steps[command.step];
  if (!step || !stands) throw new DomainError("step_unknown", { step: command.step });
  const entitled = entitledPosts(state, command);
  if (entitled.length === 0)
    throw new DomainError("wrong_kind", inWords("kind", STEP_KIND[step.kind]));
  if (stands.status === "waiting")
    throw new DomainError(
      "step_waits",
      inWords("waits", waitWords(state, unmet(state, step.waits))),
    );
  if (roundOf(stands) !== command.round) throw new DomainError("content_changed");
  const { person } = act;
  if (person === null || !entitled.some((post) => act.posts.includes(post)))
    throw new DomainError("not_entitled", { posts: entitled.join(", ") });
  if (act.occurredAt > now) throw new DomainError("occurred_in_future");
  if (state.begunAt && act.occurredAt < state.begunAt)
    throw new DomainError("occurred_before_begin");
  return { state, command, act, person, step, stands, facts, now };
}

/** The step as one of a kind. @throws DomainError wrong_kind */
export function ofKind<K extends PlannedStep["kind"]>(
  step: PlannedStep,
  kind: K,
): Extract<PlannedStep, { readonly kind: K }> {
  if (step.kind !== kind)
    throw new DomainError("wrong_kind", inWords("kind", STEP_KIND[step.kind]));
  return step as Extract<PlannedStep, { readonly kind: K }>;
}

/** The step's state in one of the statuses that take this act. @throws DomainError step_not_open */
export function standing<S extends StepState["status"]>(
  stands: StepState,
  ...statuses: readonly S[]
): Extract<StepState, { readonly status: S }> {
  if (!statuses.some((status) => status === stands.status))
    throw new DomainError("step_not_open", inWords("status", STEP_STATUS[stands.status]));
  return stands as Extract<StepState, { readonly status: S }>;
}

/** A decision is bound to the content its author saw. @throws DomainError content_changed */
export function requireSeen(content: SubmittedContent, hash: string): void {
  if (content.hash !== hash) throw new DomainError("content_changed");
}

/** The reason in words, trimmed. @throws DomainError reason_missing */
export function requireReason(reason: string): string {
  const words = reason.trim();
  if (words === "") throw new DomainError("reason_missing");
  return words;
}

/** The real people of an act: who decided, and the clerk who entered it for them. */
export const peopleOf = (who: {
  readonly person: string | null;
  readonly clerk?: string | null;
}): readonly string[] => [who.person, who.clerk ?? null].filter((one) => one !== null);
