import { DomainError } from "#domain/errors.ts";
import { mayEnterFor } from "#domain/rights.ts";
import type { Instant } from "#domain/time.ts";
import type { Tx } from "#prisma/client.ts";
import { civilDay, heldPosts } from "./post-holder.ts";

/**
 * Asks inside a recording transaction whether somebody may enter another's act for a unit, as of the instant at
 * which it was received: an appointment may have ended since the request was let in.
 * @throws DomainError not_clerk
 */
export async function requireClerk(
  tx: Tx,
  { realm, unit }: { readonly realm: string; readonly unit: string },
  clerk: string | null,
  received: Instant,
): Promise<void> {
  if (clerk === null) return;
  const { rows } = await tx.query<{ unit: string; role: string }>({
    name: "clerk-posts",
    text: `SELECT p.unit, p.role FROM posts p
            WHERE p.realm = $1 AND p.id = ANY (${heldPosts("$1", "$2", civilDay("$3::timestamptz"))})`,
    values: [realm, clerk, received],
  });
  if (!mayEnterFor(rows, unit)) throw new DomainError("not_clerk", { unit });
}
