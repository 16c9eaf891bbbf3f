import { randomBytes } from "node:crypto";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "../client.ts";

export type AccountStatus = "invited" | "active" | "closed";

/** An account as it is kept. Its password's hash and its second step's secret never leave the API. */
export interface AccountRow {
  readonly id: string;
  readonly realm: string;
  readonly person: string | null;
  readonly login: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly language: "vi" | "en";
  readonly password: string | null;
  readonly passwordAt: Instant | null;
  readonly status: AccountStatus;
  readonly totpSecret: string | null;
  readonly totpOn: boolean;
  readonly totpStep: number | null;
  readonly oidcSubject: string | null;
  /** Units it administers; `*` = the realm. */
  readonly administers: readonly string[];
}

const COLUMNS = `a.id, a.realm, a.person, a.login, coalesce(p.name, a.name) AS name, coalesce(a.email, p.email) AS email,
  a.language, a.password, a.password_at AS "passwordAt", a.status, a.totp_secret AS "totpSecret",
  a.totp_on AS "totpOn", a.totp_step AS "totpStep", a.oidc_subject AS "oidcSubject",
  ARRAY(SELECT g.unit FROM account_grants g WHERE g.account = a.id ORDER BY g.unit) AS administers`;

const FROM = "accounts a LEFT JOIN persons p ON p.realm = a.realm AND p.id = a.person";

async function one(db: Reader, where: string, values: unknown[]): Promise<AccountRow | null> {
  const { rows } = await db.query<AccountRow>(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE ${where}`,
    values,
  );
  return rows[0] ?? null;
}

/** Locks the account against other changes, where it is read inside one. */
export async function lockAccount(tx: Tx, id: string): Promise<AccountRow | null> {
  return one(tx, "a.id = $1 FOR NO KEY UPDATE OF a", [id]);
}

export const readAccount = (db: Reader, id: string): Promise<AccountRow | null> =>
  one(db, "a.id = $1", [id]);

export const accountByLogin = (
  db: Reader,
  realm: string,
  login: string,
): Promise<AccountRow | null> => one(db, "a.realm = $1 AND a.login = $2", [realm, login]);

export interface NewAccount {
  readonly realm: string;
  readonly person: string | null;
  readonly name: string;
  readonly email: string | null;
}

/** An account that waits for its owner to accept it. */
export async function writeAccount(tx: Tx, account: NewAccount): Promise<string> {
  const id = `a-${randomBytes(9).toString("base64url")}`;
  await tx.query(
    "INSERT INTO accounts (id, realm, person, name, email) VALUES ($1, $2, $3, $4, $5)",
    [id, account.realm, account.person, account.name, account.email],
  );
  return id;
}

/** Login and password set by the owner: the account is open from now on. False: the login is somebody else's. */
export async function openAccount(
  tx: Tx,
  id: string,
  { login, password, name }: { login: string; password: string | null; name?: string | undefined },
): Promise<boolean> {
  await tx.query("SAVEPOINT login");
  try {
    await tx.query(
      `UPDATE accounts SET login = $2, password = coalesce($3, password),
              password_at = CASE WHEN $3::text IS NULL THEN password_at ELSE now() END,
              name = coalesce($4, name), status = 'active' WHERE id = $1`,
      [id, login, password, name ?? null],
    );
    await tx.query("RELEASE SAVEPOINT login");
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== "23505") throw error;
    await tx.query("ROLLBACK TO SAVEPOINT login");
    return false;
  }
}

/** `changed`: by the owner, not only hashed anew with stronger parameters. */
export async function writePassword(
  db: Reader,
  id: string,
  password: string,
  changed: boolean,
): Promise<void> {
  await db.query(
    `UPDATE accounts SET password = $2, password_at = CASE WHEN $3 THEN now() ELSE password_at END WHERE id = $1`,
    [id, password, changed],
  );
}

export async function writeProfile(
  db: Reader,
  id: string,
  { name, language }: { name: string | null; language: "vi" | "en" },
): Promise<void> {
  await db.query(
    "UPDATE accounts SET name = CASE WHEN person IS NULL THEN coalesce($2, name) ELSE name END, language = $3 WHERE id = $1",
    [id, name, language],
  );
}

export async function setStatus(db: Reader, id: string, status: AccountStatus): Promise<void> {
  await db.query("UPDATE accounts SET status = $2 WHERE id = $1", [id, status]);
}

/** What the account administers from now on. */
export async function writeGrants(
  tx: Tx,
  account: string,
  units: readonly string[],
  by: string,
): Promise<void> {
  await tx.query("DELETE FROM account_grants WHERE account = $1 AND NOT unit = ANY ($2)", [
    account,
    units,
  ]);
  await tx.query(
    `INSERT INTO account_grants (account, unit, given_by) SELECT $1, u.unit, $3 FROM unnest($2::text[]) AS u (unit)
     ON CONFLICT DO NOTHING`,
    [account, units, by],
  );
}

/** Whether somebody can administer the whole realm. */
export async function hasAdministrator(db: Reader, realm: string): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT FROM accounts a JOIN account_grants g ON g.account = a.id AND g.unit = '*'
      WHERE a.realm = $1 AND a.status = 'active' LIMIT 1`,
    [realm],
  );
  return rows.length > 0;
}
