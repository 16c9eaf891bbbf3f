import { mayKeep } from "#domain/account-rights.ts";
import { inTransaction, type Tx } from "#prisma/client.ts";
import { recoverAccount } from "#prisma/sql/account-invite.ts";
import { keptAccount } from "#prisma/sql/account-keeping.ts";
import {
  askRecovery,
  endRecovery,
  openRecoveries,
  type RecoveryRead,
} from "#prisma/sql/account-recovery.ts";
import { appendRealmAudit } from "#prisma/sql/audit.ts";
import { REAL } from "#prisma/sql/realm.ts";
import type { Account } from "#prisma/sql/token.ts";
import { requireKeeper, requireKeptAccount, wayInView } from "../account/keeping.ts";
import { actorOf } from "../account/own.ts";
import { addressOf } from "../account/place.ts";
import type { RecoveryItem } from "../contract-accounts.ts";
import { ApiError } from "../errors.ts";
import type { Deps, Handlers } from "../router.ts";

type Routes = "askRecovery" | "recoveries" | "confirmRecovery" | "refuseRecovery";

/** Back into an account that nobody can open: one asks, another person confirms. */
export function recoveryRoutes({ pool, publicUrl }: Deps): Pick<Handlers, Routes> {
  return {
    askRecovery: async ({ account, params, body }) => {
      const keeper = await requireKeeper(pool, account);
      // An operator has no name: nobody could be sure that the second is another person.
      if (account.account === undefined) throw new ApiError("no_account");
      const by = account.account;
      const id = await inTransaction(pool, async (tx) => {
        const kept = await requireKeptAccount(tx, keeper, params.account, "ask_recovery");
        if (kept.status !== "active") throw new ApiError("account_not_open", { name: kept.name });
        if (kept.account === by) throw new ApiError("other_person_needed");
        const asked = { account: kept.account, by, person: account.person, reason: body.reason };
        const made = await askRecovery(tx, asked);
        await tell(tx, account, {
          what: "recovery_asked",
          recovery: made,
          account: kept.account,
          reason: body.reason,
        });
        return made;
      });
      return { status: 200, body: { id } };
    },
    recoveries: async ({ account }) => {
      const keeper = await requireKeeper(pool, account);
      const items: RecoveryItem[] = [];
      for (const one of await openRecoveries(pool, REAL)) {
        const kept = await keptAccount(pool, REAL, one.account);
        if (!kept || !mayKeep(keeper, "see", kept)) continue;
        const { id, reason, askedAt, expiresAt } = one;
        items.push({
          id,
          account: one.account,
          name: kept.name,
          askedBy: one.askedByName,
          reason,
          askedAt,
          expiresAt,
          mayConfirm: mayKeep(keeper, "confirm_recovery", kept) && isOther(account, one),
        });
      }
      return { status: 200, body: { items } };
    },
    confirmRecovery: async ({ account, params, body, request }) => {
      const keeper = await requireKeeper(pool, account);
      const way = await inTransaction(pool, async (tx) => {
        const asked = await requireRecovery(tx, params.recovery);
        const kept = await requireKeptAccount(tx, keeper, asked.account, "confirm_recovery");
        if (!isOther(account, asked)) throw new ApiError("other_person_needed");
        if (kept.status !== "active") throw new ApiError("account_not_open", { name: kept.name });
        if (body.way === "mail" && kept.email === null)
          throw new ApiError("no_address", { name: kept.name });
        const by = actorOf(account)["by"] ?? "";
        if (!(await endRecovery(tx, asked.id, "confirmed", by)))
          throw new ApiError("not_found", { what: asked.id });
        const made = await recoverAccount(tx, kept, { kind: "recovery", way: body.way, by });
        await tell(tx, account, {
          what: "recovery_confirmed",
          recovery: asked.id,
          account: kept.account,
          askedBy: asked.askedBy,
          way: body.way,
        });
        return made;
      });
      return { status: 200, body: wayInView(way, addressOf(request, publicUrl)) };
    },
    refuseRecovery: async ({ account, params }) => {
      const keeper = await requireKeeper(pool, account);
      await inTransaction(pool, async (tx) => {
        const asked = await requireRecovery(tx, params.recovery);
        await requireKeptAccount(tx, keeper, asked.account, "see");
        await endRecovery(tx, asked.id, "refused", actorOf(account)["by"] ?? "");
        const entry = { what: "recovery_refused", recovery: asked.id, account: asked.account };
        await tell(tx, account, entry);
      });
      return { status: 200, body: { done: true } };
    },
  };
}

const tell = (tx: Tx, account: Account, entry: Readonly<Record<string, unknown>>): Promise<void> =>
  appendRealmAudit(tx, REAL, { ...entry, ...actorOf(account) });

/** Another human being than who asked, and than whom it is for: by account, and by person where there is one. */
const isOther = (account: Account, asked: RecoveryRead): boolean =>
  account.account !== undefined &&
  account.account !== asked.askedBy &&
  account.account !== asked.account &&
  (account.person === null || account.person !== asked.askedPerson);

async function requireRecovery(tx: Tx, id: string): Promise<RecoveryRead> {
  const found = (await openRecoveries(tx, REAL)).find((one) => one.id === id);
  if (!found) throw new ApiError("not_found", { what: id });
  return found;
}
