import type { Command } from "#domain/command.ts";
import type { Obligation } from "#domain/obligation.ts";
import type { Instant } from "#domain/time.ts";
import type { Tx } from "#prisma/client.ts";
import { campaignOf, obligationRowId } from "./cycle.ts";
import { ENGINE } from "./inbox.ts";
import { milestoneRows } from "./milestone.ts";
import type { CycleRows, ReachedElsewhere } from "./reconcile.ts";

/** Writes the columns of a locked cycle that mirror its state. */
export async function writeMirror(
  tx: Tx,
  cycle: string,
  mirror: {
    readonly status: string;
    readonly open: boolean;
    readonly phase: string;
    readonly wakeAt: Instant | null;
    readonly nextDue: Instant | null;
  },
): Promise<void> {
  await tx.query(
    "UPDATE cycles SET status = $2, open = $3, phase = $4, wake_at = $5, next_due = $6 WHERE id = $1",
    [cycle, mirror.status, mirror.open, mirror.phase, mirror.wakeAt, mirror.nextDue],
  );
}

/**
 * Writes obligations of a locked cycle that its state says are owed: new ones, and again, in a new generation,
 * those whose row says something else. Returns their generations by row id.
 */
export async function oweAgain(
  tx: Tx,
  rows: CycleRows,
  owed: readonly Obligation[],
): Promise<Map<string, number>> {
  if (owed.length === 0) return new Map();
  const written = owed.map((one) => ({ ...one, id: obligationRowId(rows.campaign, one.id) }));
  const { rows: generations } = await tx.query<{ id: string; generation: number }>(
    `INSERT INTO obligations AS o (id, realm, campaign, cycle, unit, step, act, post, round, ladder,
            due_at, first_due_at, status, arose_at)
     SELECT x.id, $1, $2, $3, $4, x.step, x.act, x.post, x.round, x.ladder, x.due, x.due, 'open', $5
       FROM jsonb_to_recordset($6) AS x (id text, step text, act text, post text, round integer,
            ladder text, due timestamptz)
     ON CONFLICT (id) DO UPDATE SET generation = o.generation + 1, due_at = excluded.due_at,
        ladder = excluded.ladder, status = 'open', ended_at = NULL, ended_by = NULL, arose_at = excluded.arose_at,
        seen_until = NULL, seen_by = NULL
     RETURNING id, generation`,
    [rows.realm, rows.campaign, rows.id, rows.unit, rows.now, JSON.stringify(written)],
  );
  return new Map(generations.map(({ id, generation }) => [id, generation]));
}

/** Ends obligations of a locked cycle; nobody did it by hand, so nobody is named. */
export async function endObligations(
  tx: Tx,
  { campaign, now }: CycleRows,
  ended: readonly { readonly id: string; readonly status: "met" | "void" }[],
): Promise<void> {
  if (ended.length === 0) return;
  await tx.query(
    `UPDATE obligations o SET status = e.status, ended_at = $1
       FROM unnest($2::text[], $3::text[]) AS e (id, status) WHERE o.id = e.id AND o.status = 'open'`,
    [now, ended.map(({ id }) => obligationRowId(campaign, id)), ended.map(({ status }) => status)],
  );
}

/**
 * Tells a cycle once more what another unit has reached, under the id it had at first. False when that row was
 * handled already: then it is the state that does not know it, and nothing sent again will help.
 */
export async function retellMilestone(
  tx: Tx,
  told: ReachedElsewhere,
  unit: string,
): Promise<boolean> {
  const { cycle, from, step, stands, seq } = told;
  const command: Extract<Command, { readonly type: "milestone" }> = {
    type: "milestone",
    unit: from.slice(campaignOf(from).length + 1),
    step,
    until: stands,
    back: false,
  };
  const [row] = milestoneRows({ id: from, campaign: campaignOf(from) }, seq, [{ unit, command }]);
  const { rowCount } = await tx.query(
    `INSERT INTO inbox (id, realm, campaign, cycle, command, act, campaign_at)
     SELECT $1, c.realm, c.campaign, c.id, $3, $4, campaign_now(c.campaign) FROM cycles c WHERE c.id = $2
     ON CONFLICT (id) DO NOTHING`,
    [row?.id, cycle, JSON.stringify(command), ENGINE],
  );
  return rowCount === 1;
}
