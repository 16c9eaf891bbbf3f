import type { Tx } from "#prisma/client.ts";
import { type ConditionKey, writeCondition } from "./inbox.ts";

/** Opens a condition on facts: so many receipts or votes are needed in this round. */
export async function openCondition(
  tx: Tx,
  key: ConditionKey & { readonly realm: string; readonly need: number },
): Promise<void> {
  await tx.query(
    `INSERT INTO conditions (cycle, step, round, condition, realm, need) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (cycle, step, round, condition) DO NOTHING`,
    [key.cycle, key.step, key.round, key.condition, key.realm, key.need],
  );
}

/** Locks a condition before its facts are counted or added to. False when there is none. */
export async function lockCondition(tx: Tx, key: ConditionKey): Promise<boolean> {
  const { rowCount } = await tx.query(
    `SELECT 1 FROM conditions WHERE cycle = $1 AND step = $2 AND round = $3 AND condition = $4 FOR UPDATE`,
    [key.cycle, key.step, key.round, key.condition],
  );
  return rowCount === 1;
}

/** Counts one more fact on a locked condition; tells the cycle when it was the last one needed. True then. */
export async function countFact(tx: Tx, key: ConditionKey): Promise<boolean> {
  const { rows } = await tx.query<{ met: boolean }>(
    `UPDATE conditions SET have = have + 1, met = have + 1 >= need
      WHERE cycle = $1 AND step = $2 AND round = $3 AND condition = $4 AND NOT met RETURNING met`,
    [key.cycle, key.step, key.round, key.condition],
  );
  if (!rows[0]?.met) return false;
  await writeCondition(tx, key);
  return true;
}
