import { inTransaction, type Tx } from "#prisma/client.ts";
import type { AccountRow } from "#prisma/sql/account.ts";
import { appendRealmAudit } from "#prisma/sql/audit.ts";
import {
  deletePasskey,
  turnOffTotp,
  turnOnTotp,
  writeTotpSecret,
} from "#prisma/sql/second-step.ts";
import { endSessions, rotateSoon, sessionsOf } from "#prisma/sql/session.ts";
import type { Account } from "#prisma/sql/token.ts";
import { ownAccount, requirePresent } from "../account/own.ts";
import { addPasskey, askNewPasskey } from "../account/passkey.ts";
import { requireParty } from "../account/place.ts";
import { newRecoveryCodes, newSecret, takeTotp, totpView } from "../account/second-step.ts";
import { ApiError } from "../errors.ts";
import type { Deps, Handlers } from "../router.ts";

type Routes =
  | "beginTotp"
  | "confirmTotp"
  | "endTotp"
  | "newPasskey"
  | "addPasskey"
  | "deletePasskey"
  | "sessions"
  | "endSessions"
  | "endSession";

const DONE = { status: 200, body: { done: true } } as const;

/** Second steps, passkeys and sessions of one's own. */
export function ownSecurityRoutes({ pool, publicUrl }: Deps): Pick<Handlers, Routes> {
  const change = async (
    account: Account,
    what: string,
    work: (tx: Tx, own: AccountRow) => Promise<Readonly<Record<string, unknown>> | undefined>,
  ): Promise<typeof DONE> => {
    const own = await ownAccount(pool, account);
    await inTransaction(pool, async (tx) => {
      const more = await work(tx, own);
      await rotateSoon(tx, own.id);
      const entry = { what, account: own.id, person: own.person, ...more };
      await appendRealmAudit(tx, own.realm, entry);
    });
    return DONE;
  };
  return {
    beginTotp: async ({ account }) => {
      const own = await ownAccount(pool, account);
      if (own.totpOn) throw new ApiError("malformed_request", { reason: "totp is on" });
      const secret = newSecret();
      await writeTotpSecret(pool, own.id, secret);
      return { status: 200, body: { secret, ...totpView(secret, own.login ?? own.name) } };
    },
    confirmTotp: async ({ account, body }) => {
      const own = await ownAccount(pool, account);
      if (own.totpOn || !(await takeTotp(pool, own, body.code)))
        throw new ApiError("second_step_mistyped");
      const codes = newRecoveryCodes();
      await change(account, "second_step_on", async (tx) => {
        await turnOnTotp(tx, own.id, codes);
        return undefined;
      });
      return { status: 200, body: { codes } };
    },
    endTotp: async ({ account, body }) => {
      await requirePresent(await ownAccount(pool, account), body.password);
      return change(account, "second_step_off", async (tx, own) => {
        await turnOffTotp(tx, own.id);
        return undefined;
      });
    },
    newPasskey: async ({ account, request }) => {
      const own = await ownAccount(pool, account);
      const party = requireParty(request, publicUrl);
      return { status: 200, body: await askNewPasskey(pool, party, own) };
    },
    addPasskey: async ({ account, body, request }) => {
      const own = await ownAccount(pool, account);
      await addPasskey(pool, requireParty(request, publicUrl), own, body);
      return DONE;
    },
    deletePasskey: ({ account, params }) =>
      change(account, "passkey_removed", async (tx, own) => {
        if (!(await deletePasskey(tx, own.id, params.passkey)))
          throw new ApiError("not_found", { what: params.passkey });
        return { passkey: params.passkey };
      }),
    sessions: async ({ account }) => {
      const own = await ownAccount(pool, account);
      const items = (await sessionsOf(pool, own.id)).map((one) => ({
        ...one,
        current: one.id === account.token,
      }));
      return { status: 200, body: { items } };
    },
    endSessions: ({ account }) =>
      change(account, "sessions_ended", async (tx, own) => ({
        ended: (await endSessions(tx, own.id, { except: account.token })).length,
      })),
    endSession: ({ account, params }) =>
      change(account, "session_ended", async (tx, own) => {
        const ended = await endSessions(tx, own.id, { only: params.session });
        if (ended.length === 0) throw new ApiError("not_found", { what: params.session });
        return { token: params.session };
      }),
  };
}
