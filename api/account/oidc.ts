import { type Request, type Response, Router } from "express";
import * as client from "openid-client";
import { foldLogin } from "#domain/account-login.ts";
import { inTransaction } from "#prisma/client.ts";
import { type AccountRow, readAccount } from "#prisma/sql/account.ts";
import { accountByOffice, invitedByEmail, linkOffice } from "#prisma/sql/account-office.ts";
import { appendRealmAudit } from "#prisma/sql/audit.ts";
import { REAL } from "#prisma/sql/realm.ts";
import { takeChallenge, writeChallenge } from "#prisma/sql/sign-in.ts";
import { accountOf } from "#prisma/sql/token.ts";
import { shownBy } from "../auth.ts";
import { cookieOf, OFFICE_COOKIE, setPassingCookie } from "../cookie.ts";
import type { Deps } from "../router.ts";
import { openFor, setSession } from "./open.ts";
import { addressOf } from "./place.ts";

/** The office's own sign-in, as config.ts reads it. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  /** The words on the button. */
  readonly label: string;
}

const SECONDS = 600;
const SCOPE = "openid email profile";

/**
 * Signing in at the office's own provider (OpenID Connect, authorisation code with PKCE). It finds accounts: one that
 * is linked to the subject, or one that was invited and has the verified address. It never makes one, nor a right.
 */
export function oidcRoutes(deps: Deps, settings: OidcSettings): Router {
  const router = Router();
  const office = provider(settings);
  const start = async (request: Request, response: Response): Promise<void> => {
    const config = await office();
    const verifier = client.randomPKCECodeVerifier();
    const nonce = client.randomNonce();
    const account = request.query["link"] === undefined ? null : await ownAccount(deps, request);
    const data = { nonce, redirect: `${addressOf(request, deps.publicUrl)}/oidc/back` };
    const challenge = { account, challenge: verifier, data };
    const state = await writeChallenge(deps.pool, "oidc", challenge);
    setPassingCookie(response, OFFICE_COOKIE, state, { path: "/oidc", seconds: SECONDS });
    const to = client.buildAuthorizationUrl(config, {
      redirect_uri: data.redirect,
      scope: SCOPE,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state,
      nonce,
    });
    response.redirect(303, to.href);
  };
  const back = async (request: Request, response: Response): Promise<void> => {
    const claimed = await claimsOf(deps, request, office);
    const account = claimed && (await accountFor(deps, settings, claimed));
    if (!account) {
      await inTransaction(deps.pool, (tx) =>
        appendRealmAudit(tx, REAL, {
          what: "sign_in_refused",
          account: null,
          person: null,
          at: "office",
        }),
      );
      return response.redirect(303, "/sign-in?problem=oidc_refused");
    }
    const opened = await inTransaction(deps.pool, (tx) => openFor(tx, request, account, "office"));
    setSession(response, opened);
    response.redirect(303, claimed.linkTo === null ? "/" : "/account");
  };
  const failed =
    (response: Response) =>
    (error: unknown): void => {
      deps.log(`office sign-in: ${error instanceof Error ? error.message : String(error)}`);
      if (!response.headersSent) response.redirect(303, "/sign-in?problem=oidc_refused");
    };
  router.get("/oidc/start", (request, response) => {
    start(request, response).catch(failed(response));
  });
  router.get("/oidc/back", (request, response) => {
    back(request, response).catch(failed(response));
  });
  return router;
}

type Office = () => Promise<client.Configuration>;

/** The provider as it describes itself, asked when first needed; asked again after a failure. */
function provider({ issuer, clientId, clientSecret }: OidcSettings): Office {
  let found: Promise<client.Configuration> | null = null;
  const local = /^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(issuer);
  const options = local ? { execute: [client.allowInsecureRequests] } : {};
  return () => {
    found ??= client.discovery(
      new URL(issuer),
      clientId,
      undefined,
      clientSecret === null ? client.None() : client.ClientSecretBasic(clientSecret),
      options,
    );
    found.catch(() => {
      found = null;
    });
    return found;
  };
}

async function ownAccount({ pool }: Deps, request: Request): Promise<string | null> {
  const shown = shownBy(request);
  const account = shown && (await accountOf(pool, shown.token));
  return account?.session ? (account.account ?? null) : null;
}

interface Claimed {
  readonly subject: string;
  /** Only where the provider has verified it. */
  readonly email: string | null;
  /** The account that asked to be linked, while signed in. */
  readonly linkTo: string | null;
}

/** Who came back, if they left from this browser and the provider vouches for them. */
async function claimsOf(
  { pool, publicUrl }: Deps,
  request: Request,
  office: Office,
): Promise<Claimed | null> {
  const state = cookieOf(request, OFFICE_COOKIE);
  const begun = state && (await takeChallenge(pool, "oidc", state));
  if (!begun) return null;
  const config = await office();
  const url = new URL(request.originalUrl, addressOf(request, publicUrl));
  const tokens = await client.authorizationCodeGrant(config, url, {
    pkceCodeVerifier: begun.challenge,
    expectedState: state,
    expectedNonce: begun.data["nonce"] ?? "",
  });
  const claims = tokens.claims();
  if (!claims) return null;
  const { email, email_verified: isVerified } = claims;
  const told =
    typeof email === "string"
      ? { email, isVerified }
      : await client.fetchUserInfo(config, tokens.access_token, claims.sub).then(
          (info) => ({ email: info.email, isVerified: info.email_verified }),
          () => ({ email: undefined, isVerified: false }),
        );
  const address = told.isVerified === true && told.email !== undefined ? told.email : null;
  return { subject: claims.sub, email: address && foldLogin(address), linkTo: begun.account };
}

async function accountFor(
  { pool }: Deps,
  { issuer }: OidcSettings,
  { subject, email, linkTo }: Claimed,
): Promise<AccountRow | null> {
  const linked = await accountByOffice(pool, issuer, subject);
  if (linked)
    return linked.status === "active" && (linkTo === null || linkTo === linked.id) ? linked : null;
  const id = linkTo ?? (email === null ? null : await invitedByEmail(pool, REAL, email));
  if (id === null) return null;
  const done = await inTransaction(pool, async (tx) => {
    if (!(await linkOffice(tx, { account: id, issuer, subject, login: email }))) return false;
    await appendRealmAudit(tx, REAL, { what: "office_linked", account: id, issuer });
    return true;
  });
  return done ? readAccount(pool, id) : null;
}
