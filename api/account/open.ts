import type { Request, Response } from "express";
import type { Tx } from "#prisma/client.ts";
import type { AccountRow } from "#prisma/sql/account.ts";
import { appendRealmAudit } from "#prisma/sql/audit.ts";
import { newDevice, rememberDevice } from "#prisma/sql/sign-in.ts";
import { accountOf, revokeToken, writeToken } from "#prisma/sql/token.ts";
import { deviceOf, sameOrigin, shownBy } from "../auth.ts";
import type { SignedIn } from "../contract-session.ts";
import { cookieOf, DEVICE_COOKIE, SESSION_COOKIE, setCookie } from "../cookie.ts";
import { ApiError } from "../errors.ts";

/** A session ends after a month, and after three days without a visit: a long weekend. */
const SESSION_HOURS = 30 * 24;
const IDLE_HOURS = 72;
/** Longer than a session: what is known is the browser, not who sits before it. */
const DEVICE_SECONDS = 400 * 86_400;

/** How somebody came in. */
export type Way = "password" | "passkey" | "office" | "invitation" | "recovery";

/** The browser's name for itself, kept over sign-ins; null before the first. */
export const deviceCookie = (request: Request): string | null => {
  const device = cookieOf(request, DEVICE_COOKIE);
  return device !== null && /^[\w-]{20,60}$/.test(device) ? device : null;
};

/** A form of another page must not sign anybody in: a browser says where the request comes from. */
export function requireOwnPage(request: Request): void {
  if (request.headers.origin !== undefined && !sameOrigin(request))
    throw new ApiError("origin_refused");
}

/** What the browser is given once the transaction has ended. */
export interface Opened {
  readonly session: string;
  readonly device: string;
  readonly body: SignedIn;
}

/** Opens a session of an account: with a new token always, and the one that was shown ends. */
export async function openFor(
  tx: Tx,
  request: Request,
  account: AccountRow,
  how: Way,
): Promise<Opened> {
  const { id, realm, person, name } = account;
  const device = deviceCookie(request) ?? newDevice();
  const { token, id: session } = await writeToken(tx, {
    realm,
    person,
    label: account.login ?? name,
    kind: "session",
    hours: SESSION_HOURS,
    account: id,
    idle: IDLE_HOURS,
    how,
    device: deviceOf(request),
  });
  await rememberDevice(tx, id, device);
  const shown = shownBy(request);
  const before = shown?.by === "cookie" ? await accountOf(tx, shown.token) : null;
  if (before?.session) await revokeToken(tx, before.token, id);
  await appendRealmAudit(tx, realm, {
    what: "signed_in",
    account: id,
    person,
    how,
    token: session,
  });
  return { session: token, device, body: { account: id, name, login: account.login ?? "" } };
}

export function setSession(response: Response, { session, device }: Opened): void {
  setCookie(response, SESSION_COOKIE, session, SESSION_HOURS * 3600);
  setCookie(response, DEVICE_COOKIE, device, DEVICE_SECONDS);
}
