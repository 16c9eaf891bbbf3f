import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "../client.ts";
import { hashOf } from "./token.ts";

/** A new secret for the second step, which counts once a first code has confirmed it. */
export async function writeTotpSecret(db: Reader, account: string, secret: string): Promise<void> {
  await db.query(
    "UPDATE accounts SET totp_secret = $2, totp_on = false, totp_step = NULL WHERE id = $1",
    [account, secret],
  );
}

/** Takes a step of 30 s, once: false when it, or a later one, was taken before. */
export async function takeTotpStep(db: Reader, account: string, step: number): Promise<boolean> {
  const { rowCount } = await db.query(
    "UPDATE accounts SET totp_step = $2 WHERE id = $1 AND (totp_step IS NULL OR totp_step < $2)",
    [account, step],
  );
  return rowCount === 1;
}

/** Switches the second step on with codes for the day the phone is lost; earlier codes are worth nothing. */
export async function turnOnTotp(tx: Tx, account: string, codes: readonly string[]): Promise<void> {
  await tx.query("UPDATE accounts SET totp_on = true WHERE id = $1", [account]);
  await tx.query("DELETE FROM account_recovery_codes WHERE account = $1", [account]);
  await tx.query(
    "INSERT INTO account_recovery_codes (account, hash) SELECT $1, h FROM unnest($2::text[]) AS h",
    [account, codes.map((code) => hashOf(`${account}\0${code}`))],
  );
}

export async function turnOffTotp(tx: Tx, account: string): Promise<void> {
  await tx.query(
    "UPDATE accounts SET totp_on = false, totp_secret = NULL, totp_step = NULL WHERE id = $1",
    [account],
  );
  await tx.query("DELETE FROM account_recovery_codes WHERE account = $1", [account]);
}

/** Spends a code for the lost phone; false when it is none, or was spent. */
export async function spendRecoveryCode(
  db: Reader,
  account: string,
  code: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    "UPDATE account_recovery_codes SET used_at = now() WHERE account = $1 AND hash = $2 AND used_at IS NULL",
    [account, hashOf(`${account}\0${code}`)],
  );
  return rowCount === 1;
}

export async function recoveryCodesLeft(db: Reader, account: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    "SELECT count(*) AS n FROM account_recovery_codes WHERE account = $1 AND used_at IS NULL",
    [account],
  );
  return rows[0]?.n ?? 0;
}

export interface PasskeyRow {
  readonly id: string;
  readonly account: string;
  /** COSE key, base64url. */
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: string[];
  readonly name: string;
  readonly madeAt: Instant;
  readonly usedAt: Instant | null;
}

const COLUMNS = `id, account, public_key AS "publicKey", counter, transports, name, made_at AS "madeAt", used_at AS "usedAt"`;

export async function passkeysOf(db: Reader, account: string): Promise<PasskeyRow[]> {
  const { rows } = await db.query<PasskeyRow>(
    `SELECT ${COLUMNS} FROM account_passkeys WHERE account = $1 ORDER BY made_at, id`,
    [account],
  );
  return rows;
}

export async function readPasskey(db: Reader, id: string): Promise<PasskeyRow | null> {
  const { rows } = await db.query<PasskeyRow>(
    `SELECT ${COLUMNS} FROM account_passkeys WHERE id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export async function writePasskey(
  tx: Tx,
  key: Omit<PasskeyRow, "madeAt" | "usedAt">,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO account_passkeys (id, account, public_key, counter, transports, name)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [key.id, key.account, key.publicKey, key.counter, key.transports, key.name],
  );
  return rowCount === 1;
}

export async function usePasskey(db: Reader, id: string, counter: number): Promise<void> {
  await db.query("UPDATE account_passkeys SET counter = $2, used_at = now() WHERE id = $1", [
    id,
    counter,
  ]);
}

export async function deletePasskey(tx: Tx, account: string, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    "DELETE FROM account_passkeys WHERE account = $1 AND id = $2",
    [account, id],
  );
  return rowCount === 1;
}

/** Recovery: whoever had the account before keeps no way in. */
export async function forgetSecondSteps(tx: Tx, account: string): Promise<void> {
  await turnOffTotp(tx, account);
  await tx.query("DELETE FROM account_passkeys WHERE account = $1", [account]);
  await tx.query("DELETE FROM account_devices WHERE account = $1", [account]);
}
