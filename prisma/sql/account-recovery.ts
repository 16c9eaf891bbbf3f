import { randomBytes } from "node:crypto";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "../client.ts";

/** Two days: the second person is found in that time, or it is asked anew. */
const LIFE_HOURS = 48;

export interface RecoveryRead {
  readonly id: string;
  readonly account: string;
  readonly askedBy: string;
  readonly askedPerson: string | null;
  readonly askedByName: string;
  readonly reason: string;
  readonly askedAt: Instant;
  readonly expiresAt: Instant;
}

/** Asks for an account's recovery; an earlier question about it stands no more. */
export async function askRecovery(
  tx: Tx,
  asked: {
    readonly account: string;
    readonly by: string;
    readonly person: string | null;
    readonly reason: string;
  },
): Promise<string> {
  const { account, by, person, reason } = asked;
  await tx.query(
    `UPDATE account_recoveries SET ended_at = now(), ended_as = 'refused', ended_by = $2
      WHERE account = $1 AND ended_at IS NULL`,
    [account, by],
  );
  const id = `r-${randomBytes(9).toString("base64url")}`;
  await tx.query(
    `INSERT INTO account_recoveries (id, account, asked_by, asked_person, reason, expires_at)
     VALUES ($1, $2, $3, $4, $5, now() + $6 * interval '1 hour')`,
    [id, account, by, person, reason, LIFE_HOURS],
  );
  return id;
}

const OPEN = "r.ended_at IS NULL AND r.expires_at > now()";

/** Questions that wait for a second person, the oldest first. */
export async function openRecoveries(db: Reader, realm: string): Promise<RecoveryRead[]> {
  const { rows } = await db.query<RecoveryRead>(
    `SELECT r.id, r.account, r.asked_by AS "askedBy", r.asked_person AS "askedPerson", r.reason,
            coalesce(p.name, b.name, r.asked_by) AS "askedByName", r.asked_at AS "askedAt", r.expires_at AS "expiresAt"
       FROM account_recoveries r JOIN accounts a ON a.id = r.account
       LEFT JOIN accounts b ON b.id = r.asked_by
       LEFT JOIN persons p ON p.realm = a.realm AND p.id = r.asked_person
      WHERE a.realm = $1 AND ${OPEN} ORDER BY r.asked_at, r.id`,
    [realm],
  );
  return rows;
}

/** Ends a question; null when it had ended before. */
export async function endRecovery(
  tx: Tx,
  id: string,
  as: "confirmed" | "refused",
  by: string,
): Promise<{ readonly account: string } | null> {
  const { rows } = await tx.query<{ account: string }>(
    `UPDATE account_recoveries r SET ended_at = now(), ended_as = $2, ended_by = $3
      WHERE r.id = $1 AND ${OPEN} RETURNING r.account`,
    [id, as, by],
  );
  return rows[0] ?? null;
}
