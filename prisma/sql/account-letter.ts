import { randomBytes } from "node:crypto";
import type { NoticeWords } from "#domain/notice-words.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "../client.ts";

/** A letter about an account, frozen: its words do not change, however often it is handed over. */
export interface LetterWrite {
  readonly account: string;
  readonly realm: string;
  readonly code: string;
  readonly address: string;
  readonly name: string;
  readonly words: NoticeWords;
}

export async function writeLetter(tx: Tx, letter: LetterWrite): Promise<void> {
  await tx.query(
    `INSERT INTO account_mails (id, account, code, realm, address, name, words) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      `l-${randomBytes(16).toString("hex")}`,
      letter.account,
      letter.code,
      letter.realm,
      letter.address,
      letter.name,
      JSON.stringify(letter.words),
    ],
  );
}

export interface ClaimedLetter extends LetterWrite {
  readonly id: string;
  readonly attempt: number;
  readonly frozenAt: Instant;
}

/** Leases letters that are due for an attempt; one whose code is no longer good is not sent. */
export async function claimLetters(
  db: Reader,
  limit: number,
  leaseMs: number,
): Promise<ClaimedLetter[]> {
  const { rows } = await db.query<ClaimedLetter>(
    `WITH due AS (
       SELECT m.id, c.used_at IS NULL AND c.revoked_at IS NULL AND c.expires_at > now() AS good
         FROM account_mails m JOIN account_codes c ON c.id = m.code
        WHERE m.status = 'frozen' AND m.lease_until <= now()
        ORDER BY m.lease_until LIMIT $1 FOR UPDATE OF m SKIP LOCKED
     ), stale AS (
       UPDATE account_mails m SET status = 'not_sent', detail = 'code no longer good'
         FROM due WHERE m.id = due.id AND NOT due.good
     )
     UPDATE account_mails m
        SET lease_until = now() + $2 * interval '1 millisecond', attempts = m.attempts + 1
       FROM due WHERE m.id = due.id AND due.good
     RETURNING m.id, m.account, m.realm, m.code, m.address, m.name, m.words, m.attempts AS attempt,
               m.frozen_at AS "frozenAt"`,
    [limit, leaseMs],
  );
  return rows;
}

/** What the relay said; a deferred letter rests so many ms. */
export async function recordLetter(
  db: Reader,
  id: string,
  answer: { readonly status: "accepted" | "deferred" | "refused"; readonly detail: string },
  restMs: number,
): Promise<void> {
  await db.query(
    `UPDATE account_mails SET detail = $3, lease_until = now() + $4 * interval '1 millisecond',
            status = CASE $2 WHEN 'accepted' THEN 'accepted' WHEN 'refused' THEN 'failed' ELSE 'frozen' END
      WHERE id = $1`,
    [id, answer.status, answer.detail, restMs],
  );
}
