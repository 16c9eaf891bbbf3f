import type pg from "pg";
import { instantWords } from "#domain/date-words.ts";
import type { Finding, FindingKind } from "#domain/finding.ts";
import { inTransaction, type Tx } from "#prisma/client.ts";
import { campaignOf } from "#prisma/sql/cycle.ts";
import { enterHealed } from "#prisma/sql/finding.ts";
import { retellMilestone } from "#prisma/sql/heal.ts";
import { readOutcome, readRow, wakeRowId, writeCondition, writeWake } from "#prisma/sql/inbox.ts";
import {
  type Awaited,
  lyingRows,
  missedWakes,
  type Patience,
  reachedElsewhere,
  untoldConditions,
} from "#prisma/sql/reconcile.ts";
import { findingIn } from "./cycle-difference.ts";
import type { Fault } from "./reconcile-rows.ts";

/** Takes one inbox row to its cycle; null when it was recorded, otherwise why not yet. */
export type Send = (cycle: string, row: string, kind: string) => Promise<string | null>;

/** Rows looked at in one go; where more lie, a worker is missing and the rest follows with the next run. */
const MOST_ROWS = 500;

/** After so many that nobody answers there is no worker, and the others would only be waited for, too. */
const MOST_UNANSWERED = 3;

/** What should have come into an inbox and has not: wakes, and conditions on facts that are met. */
export async function untoldFaults(pool: pg.Pool, patience: Patience): Promise<Fault[]> {
  const wakes = await missedWakes(pool, patience);
  const conditions = await untoldConditions(pool);
  return [
    ...wakes.map(({ cycle, wakeAt, ...place }): Fault => {
      const finding = findingIn(place, "wake_missed", cycle, { since: instantWords(wakeAt) });
      return toldAgain(pool, finding, (tx) => woken(tx, cycle, wakeAt));
    }),
    ...conditions.map(({ cycle, step, round, condition, ...place }): Fault => {
      const subject = `${cycle}/${step}/${round}/${condition}`;
      const finding = findingIn(place, "condition_untold", subject, { step });
      return toldAgain(pool, finding, async (tx) => {
        await writeCondition(tx, { cycle, step, round, condition });
        return true;
      });
    }),
  ];
}

/** What lies in inboxes: it is sent again, and was healed when it has been recorded by it. */
export async function lyingRowFaults(
  pool: pg.Pool,
  send: Send,
  patience: Patience,
): Promise<Fault[]> {
  let unanswered = 0;
  const lying = await lyingRows(pool, patience, MOST_ROWS);
  return lying.map((row): Fault => {
    const kind: FindingKind = row.attempts === 0 ? "inbox_unsent" : "inbox_unanswered";
    const { command, attempts } = row;
    const finding = findingIn(row, kind, row.id, {
      command,
      attempts,
      since: instantWords(row.since),
    });
    const heal = async (): Promise<readonly Finding[]> => {
      if (unanswered >= MOST_UNANSWERED) return [];
      // The row tells: somebody else may have been quicker. A run that has answered to this id before
      // answers the same again, without looking: then it is asked under another.
      for (const id of [row.id, `${row.id}/${Date.now()}`]) {
        await send(row.cycle, id, command);
        if (await readOutcome(pool, row.id)) return await entered(pool, [finding]);
      }
      unanswered += 1;
      return [];
    };
    return { findings: [finding], heal };
  });
}

/** A wake that was answered and changed nothing stays as it is: its row is there, and it is not written again. */
async function woken(tx: Tx, cycle: string, wakeAt: string): Promise<boolean> {
  if (await readRow(tx, wakeRowId(cycle, wakeAt))) return false;
  await writeWake(tx, cycle, wakeAt);
  return true;
}

/** Milestones that another unit has reached and that never came. */
export async function milestoneFaults(
  pool: pg.Pool,
  realm: string,
  awaited: readonly Awaited[],
): Promise<Fault[]> {
  const reached = await reachedElsewhere(pool, awaited);
  return reached.map((one): Fault => {
    const campaign = campaignOf(one.cycle);
    const unit = one.cycle.slice(campaign.length + 1);
    const from = one.from.slice(campaign.length + 1);
    const { step } = one;
    const place = { campaign, realm, unit };
    const subject = `${one.cycle}/${one.key}`;
    const finding = findingIn(place, "milestone_untold", subject, { from, step });
    return toldAgain(pool, finding, (tx) => retellMilestone(tx, one, unit));
  });
}

/** Writes a row into an inbox again, with its audit entry; the sender takes it from there. */
const toldAgain = (
  pool: pg.Pool,
  finding: Finding,
  write: (tx: Tx) => Promise<boolean>,
): Fault => ({
  findings: [finding],
  heal: () =>
    inTransaction(pool, async (tx) => {
      if (!(await write(tx))) return [];
      await enterHealed(tx, [finding]);
      return [finding];
    }),
});

/** Enters what was healed elsewhere than in the database, in a transaction of its own. */
export const entered = (pool: pg.Pool, findings: readonly Finding[]): Promise<readonly Finding[]> =>
  inTransaction(pool, async (tx) => {
    await enterHealed(tx, findings);
    return findings;
  });
