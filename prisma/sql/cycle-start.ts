import type { Reader } from "#prisma/client.ts";

/** What a cycle's workflow is started with. */
export interface CycleStart {
  readonly cycle: string;
  readonly campaign: string;
  readonly unit: string;
  readonly level: string;
  readonly epoch: number;
  /** Open cycles stand below it. */
  readonly below: boolean;
}

const STARTS = `
SELECT c.id AS cycle, c.campaign, c.unit, u.level, c.epoch,
       EXISTS (SELECT 1 FROM cycles b WHERE b.campaign = c.campaign AND b.parent = c.unit AND b.open) AS below
  FROM cycles c JOIN campaign_units u ON u.campaign = c.campaign AND u.unit = c.unit`;

/** One cycle, open or not: a command on a closed one is answered by a run that records it and ends. */
export async function readStart(reader: Reader, cycle: string): Promise<CycleStart | null> {
  const { rows } = await reader.query<CycleStart>(`${STARTS} WHERE c.id = $1`, [cycle]);
  return rows[0] ?? null;
}

/** The open cycles directly below one, in tree order. */
export async function readStartsBelow(reader: Reader, cycle: string): Promise<CycleStart[]> {
  const { rows } = await reader.query<CycleStart>(
    `${STARTS} JOIN cycles p ON p.campaign = c.campaign AND p.unit = c.parent
      WHERE p.id = $1 AND c.open ORDER BY u.ord`,
    [cycle],
  );
  return rows;
}

/** Every open cycle, roots first. */
export async function readOpenStarts(reader: Reader): Promise<CycleStart[]> {
  const { rows } = await reader.query<CycleStart>(
    `${STARTS} WHERE c.open ORDER BY u.depth, c.campaign, u.ord`,
  );
  return rows;
}

/**
 * SQL: an epoch that no run has had: the seconds since 2020, or one more than the present. A count alone would be the
 * same after each restore of one backup, and a run that the first of them began would pass for one of the second.
 */
export const NEW_EPOCH = `greatest(epoch + 1, extract(epoch FROM clock_timestamp() - timestamptz '2020-01-01Z')::integer)`;

/**
 * Fences off every run that is under way: whatever has another epoch records nothing any more. Closed cycles too,
 * because a run may go on for one that was reopened after the backup. Returns how many open ones there are.
 */
export async function raiseEpochs(reader: Reader): Promise<number> {
  const { rows } = await reader.query<{ open: number }>(
    `WITH raised AS (UPDATE cycles SET epoch = ${NEW_EPOCH} RETURNING open)
     SELECT count(*) FILTER (WHERE open)::int AS open FROM raised`,
  );
  return rows[0]?.open ?? 0;
}
