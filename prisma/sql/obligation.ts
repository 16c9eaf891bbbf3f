import { extensionKey } from "#domain/extension-key.ts";
import type { ObligationAct } from "#domain/obligation-act.ts";
import type { Instant } from "#domain/time.ts";
import type { Tx } from "#prisma/client.ts";

export interface MetObligation {
  /** The row's id, `<campaign>/<unit>/<step>/<act>/<post>/<round>`. */
  readonly id: string;
  readonly at: Instant;
  readonly by: string;
}

/**
 * Marks an obligation met by a fact and drops its open notices. False when it was not open: nothing
 * of the kind is owed (any more).
 */
export const meetObligation = (tx: Tx, met: MetObligation): Promise<boolean> =>
  endObligation(tx, met, "met");

/** Marks an obligation excused and drops its open notices; false when it was not open. */
export const excuseObligation = (tx: Tx, excused: MetObligation): Promise<boolean> =>
  endObligation(tx, excused, "excused");

async function endObligation(
  tx: Tx,
  { id, at, by }: MetObligation,
  status: "met" | "excused",
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE obligations SET status = $4, ended_at = $2, ended_by = $3
      WHERE id = $1 AND status = 'open'`,
    [id, at, by, status],
  );
  if (rowCount === 0) return false;
  await tx.query(
    `UPDATE notices SET status = 'dropped', reason = $2, settled_at = now()
      WHERE obligation = $1 AND status = 'open'`,
    [id, status],
  );
  return true;
}

/** What is owed on a step now and when it is due, by `step/act/post/round`. */
export async function readDues(
  tx: Tx,
  cycle: string,
  step: string,
): Promise<Record<string, Instant>> {
  const { rows } = await tx.query<{
    act: ObligationAct;
    post: string;
    round: number;
    due: Instant;
  }>(
    `SELECT act, post, round, due_at AS due FROM obligations
      WHERE cycle = $1 AND step = $2 AND status = 'open'`,
    [cycle, step],
  );
  return Object.fromEntries(
    rows.map(({ act, post, round, due }) => [extensionKey(step, act, post, round), due]),
  );
}

/** The generation of an open obligation; null when it is not open. */
export async function generationOf(tx: Tx, id: string): Promise<number | null> {
  const { rows } = await tx.query<{ generation: number }>(
    "SELECT generation FROM obligations WHERE id = $1 AND status = 'open'",
    [id],
  );
  return rows[0]?.generation ?? null;
}
