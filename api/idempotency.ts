import { createHash } from "node:crypto";
import type { Request } from "express";
import type pg from "pg";
import { inTransaction, type Tx } from "#prisma/client.ts";
import type { Account } from "#prisma/sql/token.ts";
import { ApiError } from "./errors.ts";

/** A write's identity: who, under which key, and what exactly. */
export interface WriteKey {
  readonly account: string;
  readonly key: string;
  readonly requestHash: string;
}

/** One per person and realm, however many tokens they have; operators by their token. */
export const accountKey = (account: Account): string => {
  const { kind, realm, person, token } = account;
  if (person !== null) return `person/${realm}/${person}`;
  return kind === "administrator" ? `account/${account.account ?? token}` : `operator/${token}`;
};

/** Printable ASCII without blanks: what a header carries everywhere as it is. */
export const KEY_FORM = "^[\\x21-\\x7e]{1,200}$";
const KEY = new RegExp(KEY_FORM);

/** @throws ApiError key_missing */
export function keyOf(request: Request): string {
  const key = request.get("Idempotency-Key");
  if (key === undefined || !KEY.test(key)) throw new ApiError("key_missing");
  return key;
}

/** The same JSON whatever the order of its fields. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== "object") return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([name, inner]) => [name, canonical(inner)]);
}

/** SHA-256 of method, path and body: what a key is bound to. */
export function hashOfRequest(method: string, path: string, body: unknown): string {
  const whole = JSON.stringify([method, path, canonical(body)]);
  return createHash("sha256").update(whole).digest("hex");
}

/**
 * Does a write of facts once: a repetition gets the first answer, the same key with another request
 * is refused, and two at once wait for each other. What is refused is not kept, so it may be tried again.
 */
export function once<T>(
  pool: pg.Pool,
  write: WriteKey,
  work: (tx: Tx) => Promise<T>,
): Promise<{ body: T; repeated: boolean }> {
  return inTransaction(pool, async (tx) => {
    await tx.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [
      `${write.account}\n${write.key}`,
    ]);
    const known = await tx.query<{ request_hash: string; body: T }>(
      "SELECT request_hash, body FROM idempotency WHERE account = $1 AND key = $2",
      [write.account, write.key],
    );
    const [row] = known.rows;
    if (row && row.request_hash !== write.requestHash) throw new ApiError("key_reused");
    if (row) return { body: row.body, repeated: true };
    const body = await work(tx);
    await tx.query(
      "INSERT INTO idempotency (account, key, request_hash, status, body) VALUES ($1, $2, $3, 200, $4)",
      [write.account, write.key, write.requestHash, JSON.stringify(body)],
    );
    return { body, repeated: false };
  });
}
