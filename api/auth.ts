import type { Request, Response } from "express";
import type pg from "pg";
import { type Right, reachOf } from "#domain/rights.ts";
import { inTransaction, type Reader } from "#prisma/client.ts";
import { type Account, accountOf, redeemCode } from "#prisma/sql/token.ts";
import { ApiError } from "./errors.ts";

const COOKIE = "plenum_session";
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
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim());
  const token = pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
  return token ? { token, by: "cookie" } : null;
}

/**
 * Who asks. A write under a cookie must come from our own page, because the browser sends the cookie
 * with requests that other pages make, too.
 * @throws ApiError unauthenticated, origin_refused, not_found (the account must not know), not_yours
 */
export async function authorise(request: Request, db: Reader, right: Right): Promise<Account> {
  const shown = shownBy(request);
  const account = shown && (await accountOf(db, shown.token));
  if (!shown || !account) throw new ApiError("unauthenticated");
  const writes = request.method !== "GET" && request.method !== "HEAD";
  if (shown.by === "cookie" && writes && !sameOrigin(request)) throw new ApiError("origin_refused");
  if (reachOf(account.kind, right) === "none") throw new ApiError("not_yours");
  return account;
}

function sameOrigin(request: Request): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined || host === undefined) return false;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** Opens a browser session with the one-time code of the printed address, and takes the code out of it. */
export async function openSession(
  request: Request,
  response: Response,
  db: pg.Pool,
  code: string,
): Promise<void> {
  const session = await inTransaction(db, (tx) => redeemCode(tx, code, SESSION_HOURS));
  const shown = shownBy(request);
  // A reloaded or bookmarked address still works in the browser that opened it first.
  if (!session && !(shown && (await accountOf(db, shown.token)))) throw new ApiError("code_used");
  if (session) {
    const cookie = `${COOKIE}=${session.token}; HttpOnly; SameSite=Strict; Path=/`;
    response.setHeader("Set-Cookie", `${cookie}; Max-Age=${SESSION_HOURS * 3600}`);
  }
  response.redirect(303, "/");
}
