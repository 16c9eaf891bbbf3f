import type { Request, Response } from "express";
import type pg from "pg";
import { foldLogin } from "#domain/account-login.ts";
import { inTransaction } from "#prisma/client.ts";
import { type AccountRow, accountByLogin, writePassword } from "#prisma/sql/account.ts";
import { REAL } from "#prisma/sql/realm.ts";
import { knowsDevice } from "#prisma/sql/sign-in.ts";
import type { SignedIn } from "../contract-session.ts";
import { ApiError } from "../errors.ts";
import { type Attempt, beginAttempt } from "./attempt.ts";
import { hashPassword, verifyPassword } from "./hashing.ts";
import { deviceCookie, openFor, requireOwnPage, setSession } from "./open.ts";
import { takeSecondStep } from "./second-step.ts";

interface Given {
  readonly login: string;
  readonly password: string;
  readonly code?: string | undefined;
}

/**
 * Signs in with a password. An unknown login, a wrong password and a closed account answer alike, after the same work.
 * @throws ApiError sign_in_refused, second_step_needed, second_step_wrong, sign_in_later, origin_refused
 */
export async function signIn(
  pool: pg.Pool,
  request: Request,
  response: Response,
  given: Given,
): Promise<SignedIn> {
  requireOwnPage(request);
  const login = foldLogin(given.login);
  const found = await accountByLogin(pool, REAL, login);
  const device = await knownDevice(pool, request, found);
  const attempt = await beginAttempt(pool, { what: login, source: request.ip ?? "", device });
  const account = found?.status === "active" ? found : null;
  const { right, outdated } = await verifyPassword(given.password, account?.password ?? null);
  if (account === null || !right) {
    await attempt.tell(REAL, refused(found, "password"));
    throw new ApiError("sign_in_refused");
  }
  await requireSecondStep(pool, attempt, account, given.code);
  await attempt.succeed();
  const hash = outdated ? await hashPassword(given.password) : null;
  const opened = await inTransaction(pool, async (tx) => {
    if (hash !== null) await writePassword(tx, account.id, hash, false);
    return openFor(tx, request, account, "password");
  });
  setSession(response, opened);
  return opened.body;
}

async function requireSecondStep(
  pool: pg.Pool,
  attempt: Attempt,
  account: AccountRow,
  code: string | undefined,
): Promise<void> {
  if (!account.totpOn) return;
  if (code === undefined || code.trim() === "") {
    await attempt.takeBack();
    throw new ApiError("second_step_needed");
  }
  if (await takeSecondStep(pool, account, code)) return;
  await attempt.tell(account.realm, refused(account, "second step"));
  throw new ApiError("second_step_wrong");
}

async function knownDevice(
  pool: pg.Pool,
  request: Request,
  account: AccountRow | null,
): Promise<string | null> {
  const device = deviceCookie(request);
  if (device === null || account === null) return null;
  return (await knowsDevice(pool, account.id, device)) ? device : null;
}

/** In the chain; what was typed for a login that nobody has may be a password, so it is not told. */
const refused = (account: AccountRow | null, at: string): Readonly<Record<string, unknown>> => ({
  what: "sign_in_refused",
  account: account?.id ?? null,
  person: account?.person ?? null,
  at,
});
