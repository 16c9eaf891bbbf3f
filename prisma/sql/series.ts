import type { Tx } from "#prisma/client.ts";

export interface SeriesKey {
  readonly realm: string;
  /** Issuer, type and term or year: `<committee>/<type>/<period>`. */
  readonly id: string;
  readonly committee: string;
  readonly type: string;
}

/**
 * Locks a number series until the transaction ends and returns the next number it gives. A series
 * nobody has used yet (a new year's) begins with 1.
 */
export async function lockSeries(
  tx: Tx,
  { realm, id, committee, type }: SeriesKey,
): Promise<number> {
  const { rows } = await tx.query<{ next: number }>(
    `INSERT INTO series AS s (realm, id, committee, type, period, next) VALUES ($1, $2, $3, $4, $5, 1)
     ON CONFLICT (realm, id) DO UPDATE SET next = s.next RETURNING next`,
    [realm, id, committee, type, id.slice(id.lastIndexOf("/") + 1)],
  );
  const [row] = rows;
  if (!row) throw new Error(`series ${id} could not be locked`);
  return row.next;
}
