import type { Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";
import { type CycleStart, NEW_EPOCH } from "./cycle-start.ts";
import type { Patience } from "./reconcile.ts";

/** A cycle as its run should know it. */
export interface CycleRun extends CycleStart {
  readonly realm: string;
  readonly seq: number;
  readonly open: boolean;
  readonly phase: string;
  /** On a real clock; a stepped one is moved from outside. */
  readonly wakeAt: Instant | null;
  /** Nothing has changed for a while, so that its run has had time to follow. */
  readonly settled: boolean;
}

const RUNS = `
SELECT c.id AS cycle, c.campaign, c.realm, c.unit, u.level, c.epoch, c.seq, c.open, c.phase,
       EXISTS (SELECT FROM cycles b WHERE b.campaign = c.campaign AND b.parent = c.unit AND b.open) AS below,
       CASE WHEN k.mode = 'real' THEN c.wake_at END AS "wakeAt",
       c.updated_at <= now() - interval '1 second' *
         CASE WHEN c.seq = 0 AND c.parent IS NOT NULL THEN $2::float8 ELSE $1::float8 END AS settled
  FROM cycles c JOIN campaign_units u ON u.campaign = c.campaign AND u.unit = c.unit
  JOIN clocks k ON k.campaign = c.campaign`;

/** The next page of open cycles, by id. */
export async function openRuns(
  reader: Reader,
  { cycle, begin }: Patience,
  after: string,
  limit: number,
): Promise<CycleRun[]> {
  const { rows } = await reader.query<CycleRun>(
    `${RUNS} WHERE c.open AND c.id > $3 ORDER BY c.id LIMIT $4`,
    [cycle, begin, after, limit],
  );
  return rows;
}

/** Cycles by their ids, open or not; those that are no more are not among them. */
export async function runsOf(
  reader: Reader,
  { cycle, begin }: Patience,
  ids: readonly string[],
): Promise<CycleRun[]> {
  const { rows } = await reader.query<CycleRun>(`${RUNS} WHERE c.id = ANY ($3)`, [
    cycle,
    begin,
    ids,
  ]);
  return rows;
}

/** Fences one cycle's run off; returns the new epoch. */
export async function raiseEpoch(reader: Reader, cycle: string): Promise<number | null> {
  const { rows } = await reader.query<{ epoch: number }>(
    `UPDATE cycles SET epoch = ${NEW_EPOCH} WHERE id = $1 RETURNING epoch`,
    [cycle],
  );
  return rows[0]?.epoch ?? null;
}
