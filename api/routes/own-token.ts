import { inTransaction } from "#prisma/client.ts";
import { ownTokens, readOwnToken } from "#prisma/sql/own-token.ts";
import { issueToken, revokeToken } from "#prisma/sql/token.ts";
import { ownAccount } from "../account/own.ts";
import { ApiError } from "../errors.ts";
import type { Deps, Handlers } from "../router.ts";

/** API tokens that somebody makes for themselves. */
export function ownTokenRoutes({
  pool,
}: Deps): Pick<Handlers, "tokens" | "makeToken" | "deleteToken"> {
  return {
    tokens: async ({ account }) => {
      const own = await ownAccount(pool, account);
      return { status: 200, body: { items: await ownTokens(pool, own) } };
    },
    makeToken: async ({ account, body }) => {
      const { id: own, realm, person } = await ownAccount(pool, account);
      const made = await inTransaction(pool, async (tx) => {
        const { id, token } = await issueToken(
          tx,
          {
            realm,
            person,
            label: body.label,
            kind: "api",
            hours: body.days * 24,
            account: own,
            scopes: [...new Set(body.scopes)],
          },
          own,
        );
        const kept = await readOwnToken(tx, own, id);
        return { id, token, expiresAt: kept?.expiresAt ?? "" };
      });
      return { status: 200, body: made };
    },
    deleteToken: async ({ account, params }) => {
      const own = await ownAccount(pool, account);
      const mine = (await ownTokens(pool, own)).some(({ id }) => id === params.token);
      if (!mine) throw new ApiError("not_found", { what: params.token });
      await inTransaction(pool, (tx) => revokeToken(tx, params.token, own.id));
      return { status: 200, body: { done: true } };
    },
  };
}
