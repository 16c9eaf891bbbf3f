import { DomainError } from "#domain/errors.ts";
import type { ObligationAct } from "#domain/obligation-act.ts";
import { CYCLE_STATUS, inWords } from "#domain/status.ts";
import type { Instant } from "#domain/time.ts";
import type { Tx } from "#prisma/client.ts";
import { postsEntered } from "./clerk.ts";
import { actingPosts } from "./post-holder.ts";

/** Who states a fact, as of when. */
export interface FactActor {
  /** The real person; of a fact entered from paper the person who acted. */
  readonly person: string;
  readonly clerk: string | null;
  readonly evidence: string | null;
  /** null: now. */
  readonly occurredAt: Instant | null;
}

/** Where a fact belongs, and the rights of its author there. */
export interface FactPlace {
  readonly realm: string;
  readonly campaign: string;
  readonly unit: string;
  /** Campaign instant at which it occurred. */
  readonly at: Instant;
  readonly posts: readonly string[];
}

const ACTING = actingPosts(
  "c.realm",
  "$2",
  { occurred: "stamp.at", received: "stamp.now", own: "$4" },
  { campaign: "c.campaign", acts: "$5::text[]" },
);

/**
 * Begins a fact's transaction: locks the campaign (shared) and with `cycle: "share"` the cycle, so that
 * no recording is under way, and reads the author's posts as of the fact, for one of these acts.
 * @throws DomainError step_unknown, cycle_not_running, occurred_in_future, not_clerk
 */
export async function beginFact(
  tx: Tx,
  cycle: string,
  actor: FactActor,
  lock: "none" | "share",
  acts: readonly ObligationAct[],
): Promise<FactPlace> {
  const campaign = await tx.query<{ status: "running" | "suspended" | "closed" | "cancelled" }>({
    name: "fact-campaign",
    text: "SELECT status FROM campaigns WHERE id = split_part($1, '/', 1) FOR SHARE",
    values: [cycle],
  });
  // OFFSET 0: flattened into the whole, the clock would be read twice, and `at` be later than `now`.
  const { rows } = await tx.query<FactPlace & { now: Instant; open: boolean }>({
    name: `fact-cycle-${lock}`,
    text: `SELECT c.realm, c.campaign, c.unit, c.open, stamp.now, stamp.at,
                  ${ACTING} AS posts
             FROM cycles c, LATERAL (SELECT now, coalesce($3::timestamptz, now) AS at
                  FROM (SELECT campaign_now(c.campaign) AS now OFFSET 0) AS clock) AS stamp
            WHERE c.id = $1 ${lock === "share" ? "FOR SHARE OF c" : ""}`,
    values: [cycle, actor.person, actor.occurredAt, actor.clerk === null, acts],
  });
  const [place] = rows;
  if (!place) throw new DomainError("step_unknown", { step: cycle });
  const status = campaign.rows[0]?.status ?? "cancelled";
  if (status !== "running" || !place.open)
    throw new DomainError(
      "cycle_not_running",
      inWords("status", CYCLE_STATUS[status === "running" ? "closed" : status]),
    );
  if (place.at > place.now) throw new DomainError("occurred_in_future");
  const posts = await postsEntered(tx, { ...place, clerk: actor.clerk }, place.now);
  return { ...place, posts };
}

/** @throws DomainError not_entitled when the author does not act for the post */
export function requirePost({ posts }: FactPlace, post: string): void {
  if (!posts.includes(post)) throw new DomainError("not_entitled", { posts: post });
}
