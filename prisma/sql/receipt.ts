import { DomainError } from "#domain/errors.ts";
import { CLERK_ROLE } from "#domain/rights.ts";
import type { Tx } from "#prisma/client.ts";
import { appendAudit } from "./audit.ts";
import { countFact, lockCondition } from "./condition.ts";
import { beginFact, type FactActor, type FactPlace, requirePost } from "./fact.ts";
import { excuseObligation, meetObligation } from "./obligation.ts";
import { civilDay, heldPosts, isVacant } from "./post-holder.ts";

export interface Acknowledge {
  /** `<campaign>/<unit>` of the unit that issued the paper. */
  readonly cycle: string;
  readonly step: string;
  readonly round: number;
  /** The recipient. */
  readonly post: string;
  readonly actor: FactActor;
}

/** What a fact led to: `told` when it was the last one and the cycle's inbox has got a row (poke the sender). */
export interface FactResult {
  readonly repeated: boolean;
  readonly told: boolean;
}

/**
 * While nobody holds a post, the clerk of its unit takes in what comes for it: a receipt says that a paper has
 * arrived, it decides nothing.
 */
async function receivesFor(
  tx: Tx,
  { realm, campaign, at, posts }: FactPlace,
  person: string,
  post: string,
): Promise<boolean> {
  if (posts.includes(post)) return true;
  const day = civilDay("$4::timestamptz");
  const { rows } = await tx.query<{ mine: boolean }>({
    name: "receipt-for-vacant",
    text: `SELECT ${isVacant("p.realm", "p.id", day, "$5", "'acknowledge'")}
                  AND EXISTS (SELECT FROM posts k WHERE k.realm = p.realm AND k.unit = p.unit AND k.role = $6
                                 AND k.id = ANY (${heldPosts("p.realm", "$3", day)})) AS mine
             FROM posts p WHERE p.realm = $1 AND p.id = $2`,
    values: [realm, post, person, at, campaign, CLERK_ROLE],
  });
  return rows[0]?.mine ?? false;
}

/**
 * A recipient acknowledges an issued paper; for a vacant post the clerk of its unit may. Again by the same post changes nothing.
 * @throws DomainError step_not_open when no receipt is asked of the post, not_entitled, cycle_not_running
 */
export async function acknowledge(tx: Tx, fact: Acknowledge): Promise<FactResult> {
  const { cycle, step, round, post, actor } = fact;
  const place = await beginFact(tx, cycle, actor, "none", ["acknowledge"]);
  if (!(await receivesFor(tx, place, actor.person, post))) requirePost(place, post);
  const condition = { cycle, step, round, condition: "acknowledged" } as const;
  await lockCondition(tx, condition);
  if (await isGiven(tx, fact)) return { repeated: true, told: false };
  await tx.query(
    `UPDATE receipts SET acknowledged_at = $5, person = $6, clerk = $7, evidence = $8, recorded_at = now()
      WHERE cycle = $1 AND step = $2 AND round = $3 AND post = $4`,
    [cycle, step, round, post, place.at, actor.person, actor.clerk, actor.evidence],
  );
  const told = await countFact(tx, condition);
  const id = `${cycle}/${step}/acknowledge/${post}/${round}`;
  await meetObligation(tx, { id, at: place.at, by: actor.person });
  const entry = { what: "acknowledge", unit: place.unit, step, round, post, at: place.at, actor };
  await appendAudit(tx, { campaign: place.campaign, realm: place.realm, entry });
  return { repeated: false, told };
}

export interface Excuse extends Acknowledge {
  readonly reason: string;
  /** The posts that may excuse it: whoever decides on the paper, or is above. */
  readonly by: readonly string[];
}

/**
 * A receipt is excused: nobody holds the post, or it need not be given. It counts as given, with who excused it
 * and why on record. Again, or once it is given, it changes nothing.
 * @throws DomainError not_entitled, step_not_open when no receipt is asked of the post, cycle_not_running
 */
export async function excuseReceipt(tx: Tx, fact: Excuse): Promise<FactResult> {
  const { cycle, step, round, post, actor, reason, by } = fact;
  const place = await beginFact(tx, cycle, actor, "none", ["approve"]);
  if (!by.some((one) => place.posts.includes(one)))
    throw new DomainError("not_entitled", { posts: by.join(", ") });
  const condition = { cycle, step, round, condition: "acknowledged" } as const;
  await lockCondition(tx, condition);
  if (await isGiven(tx, fact)) return { repeated: true, told: false };
  await tx.query(
    `UPDATE receipts SET excused_at = $5, excused_by = $6, excused_reason = $7, clerk = $8, evidence = $9,
            recorded_at = now()
      WHERE cycle = $1 AND step = $2 AND round = $3 AND post = $4`,
    [cycle, step, round, post, place.at, actor.person, reason, actor.clerk, actor.evidence],
  );
  const told = await countFact(tx, condition);
  const id = `${cycle}/${step}/acknowledge/${post}/${round}`;
  await excuseObligation(tx, { id, at: place.at, by: actor.person });
  const entry = {
    what: "excuse_receipt",
    unit: place.unit,
    step,
    round,
    post,
    reason,
    at: place.at,
    actor,
  };
  await appendAudit(tx, { campaign: place.campaign, realm: place.realm, entry });
  return { repeated: false, told };
}

/**
 * Whether the receipt was given or excused already; its condition is locked.
 * @throws DomainError step_not_open when no receipt is asked of the post
 */
async function isGiven(tx: Tx, { cycle, step, round, post }: Acknowledge): Promise<boolean> {
  const { rows } = await tx.query<{ given: boolean }>(
    `SELECT coalesce(acknowledged_at, excused_at) IS NOT NULL AS given FROM receipts
      WHERE cycle = $1 AND step = $2 AND round = $3 AND post = $4`,
    [cycle, step, round, post],
  );
  const [receipt] = rows;
  if (!receipt)
    throw new DomainError("step_not_open", { status: "not issued", status_vi: "chưa ban hành" });
  return receipt.given;
}
