import { postsToEnterFor } from "#domain/rights.ts";
import type { Instant } from "#domain/time.ts";
import type { Entrant } from "#prisma/sql/read/act.ts";
import type { Account } from "#prisma/sql/token.ts";
import { ApiError } from "./errors.ts";

/** The part of a body that says whose act it is, when it happened and from what paper. */
export interface OnPaper {
  readonly occurredAt?: Instant | undefined;
  readonly onBehalf?: { readonly person: string } | undefined;
  readonly evidence?: string | undefined;
  /** Attachments of the step. */
  readonly evidenceFiles?: readonly string[] | undefined;
}

export interface PersonActor {
  /** Whose act it is. */
  readonly person: string;
  /** Who entered it for them; null when they did it themselves. */
  readonly clerk: string | null;
  readonly evidence: string | null;
  readonly occurredAt: Instant | null;
}

/**
 * Who acts. Entered for somebody else it is that person's act, with the clerk and the evidence beside it.
 * @throws ApiError evidence_needed, not_yours
 */
export function actorOf(account: Account, body: OnPaper): PersonActor {
  const { person } = account;
  if (person === null) throw new ApiError("not_yours");
  const decider = body.onBehalf?.person ?? person;
  const clerk = decider === person ? null : person;
  const evidence = body.evidence ?? null;
  if (clerk !== null && evidence === null) throw new ApiError("evidence_needed");
  return { person: decider, clerk, evidence, occurredAt: body.occurredAt ?? null };
}

/**
 * The posts for which an act may be given: all of the author's, or, entered from paper, those of units whose clerk
 * enters it; none when it is no clerk of theirs. Early; the transaction that records the act asks again.
 */
export function postsOf(
  actor: PersonActor,
  posts: readonly string[],
  { posts: entrant, units }: Entrant,
): readonly string[] {
  if (actor.clerk === null) return posts;
  const placed = posts.map((id) => ({ id, unit: units[id] ?? "" }));
  return postsToEnterFor(entrant, placed);
}
