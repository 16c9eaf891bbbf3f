import { inTransaction } from "#prisma/client.ts";
import { appendRealmAudit } from "#prisma/sql/audit.ts";
import { revokeToken } from "#prisma/sql/token.ts";
import { requireOwnPage } from "../account/open.ts";
import { askPasskey, signInByPasskey } from "../account/passkey.ts";
import { partyOf, requireParty } from "../account/place.ts";
import { signIn } from "../account/sign-in.ts";
import { acceptWelcome, lookAtWelcome } from "../account/welcome.ts";
import { SESSION_COOKIE, setCookie } from "../cookie.ts";
import type { Deps, Handlers } from "../router.ts";

type Routes =
  | "signInOffers"
  | "signIn"
  | "signOut"
  | "passkeyChallenge"
  | "passkeySignIn"
  | "welcomeLook"
  | "welcome";

/** The ways in, and out. */
export function sessionRoutes({ pool, publicUrl, oidc }: Deps): Pick<Handlers, Routes> {
  return {
    signInOffers: async ({ request }) => ({
      status: 200,
      body: { passkeys: partyOf(request, publicUrl) !== null, office: oidc?.label ?? null },
    }),
    signIn: async ({ body, request, response }) => ({
      status: 200,
      body: await signIn(pool, request, response, body),
    }),
    signOut: async ({ account, response }) => {
      if (account.session) {
        await inTransaction(pool, async (tx) => {
          await revokeToken(tx, account.token, account.account ?? account.label);
          const { realm, person } = account;
          const entry = { what: "signed_out", account: account.account ?? null, person };
          await appendRealmAudit(tx, realm, { ...entry, token: account.token });
        });
      }
      setCookie(response, SESSION_COOKIE, "", 0);
      return { status: 200, body: { done: true } };
    },
    passkeyChallenge: async ({ request }) => {
      requireOwnPage(request);
      const party = requireParty(request, publicUrl);
      return { status: 200, body: await askPasskey(pool, party) };
    },
    passkeySignIn: async ({ body, request, response }) => ({
      status: 200,
      body: await signInByPasskey(pool, request, response, { given: body, publicUrl }),
    }),
    welcomeLook: async ({ body, request }) => ({
      status: 200,
      body: await lookAtWelcome(pool, request, body.code),
    }),
    welcome: async ({ body, request, response }) => ({
      status: 200,
      body: await acceptWelcome(pool, request, response, body),
    }),
  };
}
