import { DomainError } from "#domain/errors.ts";
import type { Tx } from "#prisma/client.ts";
import { appendAudit } from "./audit.ts";
import { countFact, lockCondition } from "./condition.ts";
import { beginFact, type FactActor, requirePost } from "./fact.ts";
import { meetObligation } from "./obligation.ts";

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
 * A recipient acknowledges an issued paper. Again by the same post changes nothing.
 * @throws DomainError step_not_open when no receipt is asked of the post, not_entitled, cycle_not_running
 */
export async function acknowledge(tx: Tx, fact: Acknowledge): Promise<FactResult> {
  const { cycle, step, round, post, actor } = fact;
  const place = await beginFact(tx, cycle, actor, "none", ["acknowledge"]);
  requirePost(place, post);
  const condition = { cycle, step, round, condition: "acknowledged" } as const;
  await lockCondition(tx, condition);
  const { rows } = await tx.query<{ given: boolean }>(
    `SELECT acknowledged_at IS NOT NULL AS given FROM receipts
      WHERE cycle = $1 AND step = $2 AND round = $3 AND post = $4`,
    [cycle, step, round, post],
  );
  const [receipt] = rows;
  if (!receipt)
    throw new DomainError("step_not_open", { status: "not issued", status_vi: "chưa ban hành" });
  if (receipt.given) return { repeated: true, told: false };
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
