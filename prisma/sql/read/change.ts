import type { Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";

/** A unit's cycle and the sequence it stands at. */
export interface Change {
  readonly unit: string;
  readonly seq: number;
}

/** As this file gives it out; whatever else a reader sends back is no instant (`0` would parse as a year). */
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/**
 * The cycles that changed since a real instant, and the present one. A row carries the time its
 * transaction began, so a little more than asked is given: to be told twice does no harm.
 */
export async function changedSince(
  db: Reader,
  campaign: string,
  since: Instant | null,
): Promise<{ now: Instant; changed: Change[] }> {
  const asked =
    since !== null && INSTANT.test(since) && !Number.isNaN(Date.parse(since)) ? since : null;
  const { rows } = await db.query<{ now: Instant; unit: string | null; seq: number }>({
    name: "changed-since",
    text: `SELECT n.now, c.unit, c.seq FROM (SELECT clock_timestamp() AS now) n
             LEFT JOIN cycles c ON c.campaign = $1
              AND c.updated_at >= $2::timestamptz - interval '10 seconds'`,
    values: [campaign, asked],
  });
  const changed = rows.flatMap(({ unit, seq }) => (unit === null ? [] : [{ unit, seq }]));
  return { now: rows[0]?.now ?? new Date().toISOString(), changed };
}
