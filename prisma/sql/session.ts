import type { Instant } from "#domain/time.ts";
import type { Reader } from "../client.ts";
import { hashOf, newToken } from "./token.ts";

/** A browser session of an account, as its owner sees it. */
export interface SessionRead {
  readonly id: string;
  readonly how: string;
  readonly device: string | null;
  readonly openedAt: Instant;
  readonly seenAt: Instant;
  readonly expiresAt: Instant | null;
}

/**
 * Notes that a session was used, and gives it a new token once an hour, or at once after its account's powers have
 * changed. The old one counts until the new one has been shown, because an answer may be lost on its way; then a
 * minute longer, because requests cross. null: the token stays.
 */
export async function keepSession(
  db: Reader,
  id: string,
  shown: string,
): Promise<{ readonly token: string; readonly seconds: number } | null> {
  const token = newToken();
  const { rows } = await db.query<{ rotated: boolean; seconds: number }>({
    name: "keep-session",
    text: `UPDATE tokens t
              SET seen_at = now(),
                  hash = CASE WHEN d.rotate THEN $3 ELSE t.hash END,
                  previous_hash = CASE WHEN d.rotate THEN $2 ELSE t.previous_hash END,
                  rotated_at = CASE WHEN d.rotate THEN now() ELSE t.rotated_at END,
                  previous_until = CASE WHEN d.rotate THEN NULL
                    WHEN t.hash = $2 AND t.previous_hash IS NOT NULL
                    THEN coalesce(t.previous_until, now() + interval '1 minute') ELSE t.previous_until END
             FROM (SELECT x.id, CASE WHEN x.hash = $2 THEN x.rotated_at < now() - interval '1 hour'
                     ELSE x.previous_until IS NULL AND x.rotated_at < now() - interval '1 minute' END AS rotate
                     FROM tokens x WHERE x.id = $1 FOR NO KEY UPDATE) AS d
            WHERE t.id = d.id AND $2 IN (t.hash, t.previous_hash)
           RETURNING t.hash = $3 AS rotated,
                     coalesce(extract(epoch FROM t.expires_at - now()), 0)::integer AS seconds`,
    values: [id, hashOf(shown), hashOf(token)],
  });
  const [row] = rows;
  return row?.rotated ? { token, seconds: row.seconds } : null;
}

/** Sessions that could still be used, the last used first. */
export async function sessionsOf(db: Reader, account: string): Promise<SessionRead[]> {
  const { rows } = await db.query<SessionRead>(
    `SELECT id, coalesce(how, 'code') AS how, device, created_at AS "openedAt", seen_at AS "seenAt",
            expires_at AS "expiresAt"
       FROM tokens
      WHERE account = $1 AND kind = 'session' AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
        AND (idle_hours IS NULL OR seen_at > now() - idle_hours * interval '1 hour')
      ORDER BY seen_at DESC, id`,
    [account],
  );
  return rows;
}

/** Ends sessions of an account: one, or all but `except`. Gives those that it ended. */
export async function endSessions(
  db: Reader,
  account: string,
  { only = null, except = null }: { only?: string | null; except?: string | null },
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `UPDATE tokens SET revoked_at = now()
      WHERE account = $1 AND kind = 'session' AND revoked_at IS NULL
        AND ($2::text IS NULL OR id = $2) AND id IS DISTINCT FROM $3 RETURNING id`,
    [account, only, except],
  );
  return rows.map(({ id }) => id);
}

/** Everything the account is shown by is over: sessions, and the tokens it made for itself. */
export async function endAllTokens(db: Reader, account: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    "UPDATE tokens SET revoked_at = now() WHERE account = $1 AND revoked_at IS NULL RETURNING id",
    [account],
  );
  return rows.map(({ id }) => id);
}

/** After a change of what the account may: its sessions get new tokens with their next request. */
export async function rotateSoon(db: Reader, account: string): Promise<void> {
  await db.query(
    "UPDATE tokens SET rotated_at = '-infinity' WHERE account = $1 AND kind = 'session' AND revoked_at IS NULL",
    [account],
  );
}
