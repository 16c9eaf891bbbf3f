import type { Request, Response } from "express";
import type pg from "pg";
import { foldLogin, isEmail, isLogin, readSlip } from "#domain/account-login.ts";
import { inTransaction, type Reader, type Tx } from "#prisma/client.ts";
import { isSeal } from "#prisma/seal.ts";
import { type AccountRow, lockAccount, openAccount, readAccount } from "#prisma/sql/account.ts";
import { ACCOUNT_LINK_KEY, type OpenCode, openCode, spendCode } from "#prisma/sql/account-code.ts";
import { keptAccount } from "#prisma/sql/account-keeping.ts";
import { appendRealmAudit } from "#prisma/sql/audit.ts";
import { REAL } from "#prisma/sql/realm.ts";
import { signingKey } from "#prisma/sql/signing-key.ts";
import type { SignedIn, WelcomeView } from "../contract-session.ts";
import { ApiError } from "../errors.ts";
import { beginAttempt } from "./attempt.ts";
import { requireGoodPassword } from "./common.ts";
import { hashPassword } from "./hashing.ts";
import { openFor, requireOwnPage, setSession } from "./open.ts";

/** The code of a letter's link or of a slip, if it may still be used. */
async function codeOf(db: Reader, given: string): Promise<OpenCode | null> {
  const [, id = "", seal = ""] = /^(w-[0-9a-f]{32})\.([\w-]{32})$/.exec(given.trim()) ?? [];
  if (id !== "") {
    const code = await openCode(db, { id });
    const key = await signingKey(db, ACCOUNT_LINK_KEY);
    return code && isSeal(key, id, code.account, seal) ? code : null;
  }
  const slip = readSlip(given);
  return slip === null ? null : openCode(db, { slip });
}

interface Shown {
  readonly code: OpenCode;
  readonly account: AccountRow;
}

/** Tries a code; tries from one source are slowed like sign-ins. @throws ApiError welcome_refused, sign_in_later */
async function tryCode(pool: pg.Pool, request: Request, given: string): Promise<Shown> {
  requireOwnPage(request);
  const source = request.ip ?? "";
  const attempt = await beginAttempt(pool, { what: "welcome code", source, device: null });
  const code = await codeOf(pool, given);
  const account = code && (await readAccount(pool, code.account));
  if (!code || !account) {
    await attempt.tell(REAL, { what: "welcome_refused" });
    throw new ApiError("welcome_refused");
  }
  await attempt.succeed();
  return { code, account };
}

/** Whose code it is, before they choose a login and a password. */
export async function lookAtWelcome(
  pool: pg.Pool,
  request: Request,
  given: string,
): Promise<WelcomeView> {
  const { code, account } = await tryCode(pool, request, given);
  const { kind } = code;
  const proposed = account.login ?? (account.email && isEmail(account.email) ? account.email : "");
  return { kind, name: account.name, login: foldLogin(proposed) };
}

interface Chosen {
  readonly code: string;
  readonly login: string;
  readonly password: string;
}

/** Accepts: the code is spent, login and password are set, and a session is open. */
export async function acceptWelcome(
  pool: pg.Pool,
  request: Request,
  response: Response,
  chosen: Chosen,
): Promise<SignedIn> {
  const { code, account } = await tryCode(pool, request, chosen.code);
  const login = requireLogin(chosen.login);
  await requirePassword(pool, account, login, chosen.password);
  const password = await hashPassword(chosen.password);
  const opened = await inTransaction(pool, async (tx) => {
    const locked = await lockAccount(tx, account.id);
    if (!locked || !(await spendCode(tx, code.id))) throw new ApiError("welcome_refused");
    await setUp(tx, locked, { login, password });
    const entry = { what: `${code.kind}_accepted`, account: account.id, person: account.person };
    await appendRealmAudit(tx, account.realm, entry);
    return openFor(tx, request, { ...locked, login, status: "active" }, code.kind);
  });
  setSession(response, opened);
  return opened.body;
}

export async function setUp(
  tx: Tx,
  account: AccountRow,
  { login, password }: { readonly login: string; readonly password: string },
): Promise<void> {
  if (!(await openAccount(tx, account.id, { login, password }))) throw new ApiError("login_taken");
}

/** @throws ApiError login_malformed */
export function requireLogin(given: string): string {
  if (!isLogin(given)) throw new ApiError("login_malformed");
  return foldLogin(given);
}

/** Not made of the person's own names and units either. @throws ApiError password_… */
export async function requirePassword(
  db: Reader,
  account: AccountRow,
  login: string,
  password: string,
): Promise<void> {
  const kept = await keptAccount(db, account.realm, account.id);
  requireGoodPassword(password, [account.name, account.email, login, ...(kept?.unitNames ?? [])]);
}
