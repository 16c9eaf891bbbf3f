import { createHash, randomBytes } from "node:crypto";
import { FORGOTTEN_AFTER, type Measure } from "#domain/sign-in-delay.ts";
import type { Reader, Tx } from "../client.ts";

/** What is measured, as it is kept: a login that was mistyped may be a password. */
export const measureKey = (...parts: readonly string[]): string =>
  createHash("sha256").update(parts.join("\0")).digest("hex");

/** The measures of some keys, locked in one order until the transaction ends: attempts at once are counted one by one. */
export async function lockMeasures(
  tx: Tx,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Measure>> {
  await tx.query(
    `INSERT INTO sign_in_measures (key, failures, last_at) SELECT k, 0, now() FROM unnest($1::text[]) AS k ORDER BY k
     ON CONFLICT DO NOTHING`,
    [keys],
  );
  const { rows } = await tx.query<{ key: string; failures: number; secondsAgo: number }>(
    `SELECT key, failures, extract(epoch FROM clock_timestamp() - last_at)::float8 AS "secondsAgo"
       FROM sign_in_measures WHERE key = ANY ($1) ORDER BY key FOR UPDATE`,
    [keys],
  );
  return new Map(rows.map(({ key, failures, secondsAgo }) => [key, { failures, secondsAgo }]));
}

export async function writeFailures(tx: Tx, measures: ReadonlyMap<string, number>): Promise<void> {
  await tx.query(
    `UPDATE sign_in_measures m SET failures = x.n, last_at = clock_timestamp()
       FROM unnest($1::text[], $2::integer[]) AS x (key, n) WHERE m.key = x.key`,
    [[...measures.keys()], [...measures.values()]],
  );
  await tx.query("DELETE FROM sign_in_measures WHERE last_at < now() - $1 * interval '1 second'", [
    FORGOTTEN_AFTER,
  ]);
}

/** An attempt that was none after all: the one counted beforehand is taken back; a success forgets a login's all. */
export async function forgiveFailures(
  db: Reader,
  { all, one }: { readonly all: readonly string[]; readonly one: readonly string[] },
): Promise<void> {
  await db.query(
    `UPDATE sign_in_measures SET failures = CASE WHEN key = ANY ($1) THEN 0 ELSE greatest(0, failures - 1) END
      WHERE key = ANY ($1) OR key = ANY ($2)`,
    [all, one],
  );
}

const hashOfDevice = (device: string): string =>
  createHash("sha256").update(`device\0${device}`).digest("hex");

export const newDevice = (): string => randomBytes(24).toString("base64url");

/** Whether the account has signed in in this browser before. */
export async function knowsDevice(db: Reader, account: string, device: string): Promise<boolean> {
  const { rows } = await db.query("SELECT FROM account_devices WHERE hash = $1", [
    hashOfDevice(`${account}\0${device}`),
  ]);
  return rows.length > 0;
}

/** A browser may be known to several accounts: an office shares a machine. */
export async function rememberDevice(db: Reader, account: string, device: string): Promise<void> {
  await db.query(
    `INSERT INTO account_devices (hash, account) VALUES ($1, $2) ON CONFLICT (hash) DO UPDATE SET last_at = now()`,
    [hashOfDevice(`${account}\0${device}`), account],
  );
}

export type ChallengeKind = "passkey_new" | "passkey" | "oidc";

export interface Challenge {
  readonly account: string | null;
  readonly challenge: string;
  readonly data: Readonly<Record<string, string>>;
}

/** What a sign-in under way must come back with, within ten minutes, once. */
export async function writeChallenge(
  db: Reader,
  kind: ChallengeKind,
  { account, challenge, data }: Challenge,
): Promise<string> {
  const id = randomBytes(18).toString("base64url");
  await db.query(
    `WITH gone AS (DELETE FROM sign_in_challenges WHERE expires_at < now())
     INSERT INTO sign_in_challenges (id, kind, account, challenge, data, expires_at)
     VALUES ($1, $2, $3, $4, $5, now() + interval '10 minutes')`,
    [id, kind, account, challenge, JSON.stringify(data)],
  );
  return id;
}

/** Takes a challenge; null when it is unknown, too old or taken before. */
export async function takeChallenge(
  db: Reader,
  kind: ChallengeKind,
  id: string,
): Promise<Challenge | null> {
  const { rows } = await db.query<Challenge>(
    `DELETE FROM sign_in_challenges WHERE id = $1 AND kind = $2 AND expires_at > now()
     RETURNING account, challenge, data`,
    [id, kind],
  );
  return rows[0] ?? null;
}
