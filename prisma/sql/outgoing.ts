import type { Reader } from "#prisma/client.ts";

/** An open inbox row on its way to its cycle. Recording takes the cycle's other open rows with it. */
export interface Outgoing {
  readonly row: string;
  readonly cycle: string;
  readonly kind: string;
  readonly attempts: number;
}

const CLAIMED = `
  UPDATE inbox i SET sent_at = now(), attempts = i.attempts + 1
    FROM due WHERE i.id = due.id
  RETURNING i.id AS row, i.cycle, i.command ->> 'type' AS kind, i.attempts, i.ord`;

const ONE_A_CYCLE = `SELECT DISTINCT ON (cycle) row, cycle, kind, attempts FROM claimed ORDER BY cycle, ord`;

/** Rows of these cycles that have just been committed: the oldest of each. */
export async function claimOf(reader: Reader, cycles: readonly string[]): Promise<Outgoing[]> {
  const { rows } = await reader.query<Outgoing>({
    name: "outgoing-of",
    text: `WITH due AS (
             SELECT id FROM inbox WHERE status = 'open' AND cycle = ANY ($1) FOR UPDATE SKIP LOCKED
           ), claimed AS (${CLAIMED}) ${ONE_A_CYCLE}`,
    values: [cycles],
  });
  return rows;
}

/**
 * Rows that nobody has sent, or whose sending has led to nothing: the oldest of each cycle. A cycle
 * that has not begun is started from above; its first row is only looked after when that has failed.
 */
export async function claimUnsent(reader: Reader, most: number): Promise<Outgoing[]> {
  const { rows } = await reader.query<Outgoing>({
    name: "outgoing-unsent",
    text: `WITH due AS (
             SELECT i.id FROM inbox i JOIN cycles c ON c.id = i.cycle
              WHERE i.status = 'open'
                AND CASE WHEN i.sent_at IS NOT NULL
                         THEN i.sent_at < now() - least(i.attempts, 10) * interval '3 seconds'
                         WHEN i.command ->> 'type' = 'begin' AND c.parent IS NOT NULL
                         THEN i.received_at < now() - interval '5 minutes'
                         ELSE i.received_at < now() - interval '1 second' END
              ORDER BY i.sent_at NULLS FIRST, i.ord LIMIT $1 FOR UPDATE OF i SKIP LOCKED
           ), claimed AS (${CLAIMED}) ${ONE_A_CYCLE}`,
    values: [most],
  });
  return rows;
}
