import { DomainError } from "#domain/errors.ts";
import { postsToEnterFor } from "#domain/rights.ts";
import type { Instant } from "#domain/time.ts";
import type { Tx } from "#prisma/client.ts";
import { civilDay, heldPosts } from "./post-holder.ts";

/** Whose act is entered, and by whom; `clerk` is null where they did it themselves. */
export interface Entered {
  readonly realm: string;
  /** The posts for which the act may be given. */
  readonly posts: readonly string[];
  readonly clerk: string | null;
}

/**
 * The posts for which an act counts, asked inside its recording transaction as of the instant at which it was
 * received: entered from paper, only those of units whose clerk entered it. An appointment may have ended since
 * the request was let in.
 * @throws DomainError not_clerk when that leaves none
 */
export async function postsEntered(
  tx: Tx,
  { realm, posts, clerk }: Entered,
  received: Instant,
): Promise<readonly string[]> {
  if (clerk === null) return posts;
  const { rows } = await tx.query<{ id: string; unit: string; role: string; mine: boolean }>({
    name: "clerk-posts",
    text: `WITH mine AS (SELECT unnest(${heldPosts("$1", "$2", civilDay("$3::timestamptz"))}) AS id)
           SELECT p.id, p.unit, p.role, p.id IN (SELECT id FROM mine) AS mine FROM posts p
            WHERE p.realm = $1 AND (p.id = ANY ($4) OR p.id IN (SELECT id FROM mine))`,
    values: [realm, clerk, received, posts],
  });
  const lent = postsToEnterFor(
    rows.filter(({ mine }) => mine),
    rows.filter(({ id }) => posts.includes(id)),
  );
  if (lent.length === 0) throw new DomainError("not_clerk");
  return lent;
}
