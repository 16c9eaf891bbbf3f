import type { Request, Response } from "express";
import type pg from "pg";
import { type Right, reachOf } from "#domain/rights.ts";
import { isWithin, scopeFor } from "#domain/token-scope.ts";
import { inTransaction, type Reader } from "#prisma/client.ts";
import { keepSession } from "#prisma/sql/session.ts";
import { type Account, accountOf, redeemCode } from "#prisma/sql/token.ts";
import { cookieOf, SESSION_COOKIE, setCookie } from "./cookie.ts";
import { ApiError } from "./errors.ts";

const SESSION_HOURS = 30 * 24;

/** The account of a request and how it was shown: a browser sends its cookie unasked, a program its token. */
interface Shown {
  readonly token: string;
  readonly by: "bearer" | "cookie";
}

/** The token of a request, from its header or its cookie; null when it shows none. */
export function shownBy(request: Request): Shown | null {
  const header = request.headers.authorization;
  if (header !== undefined) {
    const token = /^Bearer ([\w-]{20,200})$/i.exec(header)?.[1];
    return token ? { token, by: "bearer" } : null;
  }
  const token = cookieOf(request, SESSION_COOKIE);
  return token ? { token, by: "cookie" } : null;
}

const askers = new WeakMap<Request, Account>();

/** Who asked, once that is known; also of a request that was then refused. */
export const askerOf = (request: Request): Account | null => askers.get(request) ?? null;

/**
 * Who asks. A write under a cookie must come from our own page, because the browser sends the cookie
 * with requests that other pages make, too.
 * @throws ApiError unauthenticated, origin_refused, not_found (the account must not know), not_yours, scope_missing
 */
export async function authorise(request: Request, db: Reader, right: Right): Promise<Account> {
  const shown = shownBy(request);
  const account = shown && (await accountOf(db, shown.token));
  if (!shown || !account) throw new ApiError("unauthenticated");
  askers.set(request, account);
  const writes = request.method !== "GET" && request.method !== "HEAD";
  if (shown.by === "cookie" && writes && !sameOrigin(request)) throw new ApiError("origin_refused");
  if (reachOf(account.kind, right) === "none") throw new ApiError("not_yours");
  const scope = scopeFor(right, writes);
  if (!isWithin(account.scopes, scope)) throw new ApiError("scope_missing", { scope });
  if (account.due && shown.by === "cookie" && request.res)
    await keepCookie(db, request.res, account.token, shown.token);
  return account;
}

/** Once in a while: the session was used, and its token is changed. */
async function keepCookie(
  db: Reader,
  response: Response,
  session: string,
  shown: string,
): Promise<void> {
  const kept = await keepSession(db, session, shown);
  if (kept) setCookie(response, SESSION_COOKIE, kept.token, kept.seconds);
}

/** Whether a browser sent it from a page of ours. */
export function sameOrigin(request: Request): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined || host === undefined) return false;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** The browser as it names itself, short enough to keep. */
export const deviceOf = (request: Request): string | null =>
  request
    .get("User-Agent")
    ?.normalize("NFC")
    .replace(/\p{Cc}+/gu, " ")
    .slice(0, 200) ?? null;

/** Opens a browser session with the one-time code of the printed address, and takes the code out of it. */
export async function openSession(
  request: Request,
  response: Response,
  db: pg.Pool,
  code: string,
): Promise<void> {
  const device = deviceOf(request);
  const session = await inTransaction(db, (tx) => redeemCode(tx, code, SESSION_HOURS, device));
  const shown = shownBy(request);
  // A reloaded or bookmarked address still works in the browser that opened it first.
  if (!session && !(shown && (await accountOf(db, shown.token)))) throw new ApiError("code_used");
  if (session) setCookie(response, SESSION_COOKIE, session.token, SESSION_HOURS * 3600);
  response.redirect(303, "/");
}
