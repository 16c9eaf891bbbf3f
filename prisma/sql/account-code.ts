import { randomBytes, randomInt } from "node:crypto";
import { SLIP_LENGTH, SLIP_LETTERS } from "#domain/account-login.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "../client.ts";
import { hashOf } from "./token.ts";

export type CodeKind = "invitation" | "recovery";
export type CodeWay = "mail" | "slip";

/** The name of the key that seals links in letters about accounts. */
export const ACCOUNT_LINK_KEY = "account-link";

export interface MadeCode {
  readonly id: string;
  readonly expiresAt: Instant;
  /** On a slip, shown this once; of a letter only its own link is good, which is sealed when it leaves. */
  readonly slip: string | null;
}

/** Hours a code is good: a letter over a long weekend, a slip until it has been carried to the person. */
export const CODE_HOURS = { mail: 168, slip: 72 } as const satisfies Record<CodeWay, number>;

export interface CodeWrite {
  readonly account: string;
  readonly kind: CodeKind;
  readonly way: CodeWay;
  readonly by: string;
}

/** Makes a one-time code; earlier ones of the account are worth nothing from now on. */
export async function writeCode(tx: Tx, { account, kind, way, by }: CodeWrite): Promise<MadeCode> {
  await revokeCodes(tx, account);
  const id = `w-${randomBytes(16).toString("hex")}`;
  const slip =
    way === "mail"
      ? null
      : Array.from(
          { length: SLIP_LENGTH },
          () => SLIP_LETTERS[randomInt(SLIP_LETTERS.length)],
        ).join("");
  const { rows } = await tx.query<{ expiresAt: Instant }>(
    `INSERT INTO account_codes (id, account, kind, way, hash, made_by, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 hour') RETURNING expires_at AS "expiresAt"`,
    [id, account, kind, way, slip && hashOf(slip), by, CODE_HOURS[way]],
  );
  return { id, expiresAt: rows[0]?.expiresAt ?? "", slip };
}

/** The account's open codes are worth nothing from now on, and letters that were not sent yet stay. */
export async function revokeCodes(tx: Tx, account: string): Promise<void> {
  await tx.query(
    `UPDATE account_codes SET revoked_at = now() WHERE account = $1 AND used_at IS NULL AND revoked_at IS NULL`,
    [account],
  );
  await tx.query(
    `UPDATE account_mails SET status = 'not_sent', detail = 'revoked' WHERE account = $1 AND status = 'frozen'`,
    [account],
  );
}

export interface OpenCode {
  readonly id: string;
  readonly account: string;
  readonly kind: CodeKind;
}

const OPEN = "used_at IS NULL AND revoked_at IS NULL AND expires_at > now()";

/** A code that may still be used, by its id (a letter's, whose seal was checked) or its slip. */
export async function openCode(
  db: Reader,
  by: { readonly id: string } | { readonly slip: string },
): Promise<OpenCode | null> {
  const where = "id" in by ? "id = $1 AND way = 'mail'" : "hash = $1";
  const value = "id" in by ? by.id : hashOf(by.slip);
  const { rows } = await db.query<OpenCode>(
    `SELECT id, account, kind FROM account_codes WHERE ${where} AND ${OPEN}`,
    [value],
  );
  return rows[0] ?? null;
}

/** Spends a code; false when somebody was quicker. */
export async function spendCode(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE account_codes SET used_at = now() WHERE id = $1 AND ${OPEN}`,
    [id],
  );
  return rowCount === 1;
}
