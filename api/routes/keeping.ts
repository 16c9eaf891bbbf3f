import { type Keeper, mayGrant } from "#domain/account-rights.ts";
import { fold } from "#domain/search.ts";
import { inTransaction, type Reader, type Tx } from "#prisma/client.ts";
import { hasAdministrator, setStatus, writeGrants } from "#prisma/sql/account.ts";
import { revokeCodes } from "#prisma/sql/account-code.ts";
import { type Invited, inviteAccount, type WayIn } from "#prisma/sql/account-invite.ts";
import { listKept, unknownUnit } from "#prisma/sql/account-keeping.ts";
import { appendRealmAudit } from "#prisma/sql/audit.ts";
import { REAL } from "#prisma/sql/realm.ts";
import { endAllTokens, rotateSoon } from "#prisma/sql/session.ts";
import { type Account, WHOLE_REALM } from "#prisma/sql/token.ts";
import {
  itemOf,
  requireKeeper,
  requireKept,
  requireKeptAccount,
  wayInView,
} from "../account/keeping.ts";
import { actorOf } from "../account/own.ts";
import { addressOf } from "../account/place.ts";
import { ApiError } from "../errors.ts";
import { pageOfRows, pageRequest } from "../paging.ts";
import type { Call, Deps, Handlers } from "../router.ts";

type Routes = "accounts" | "invite" | "setGrants" | "endAccountSessions" | "closeAccount";

const DONE = { status: 200, body: { done: true } } as const;

/** Other people's accounts. What is asked twice with one key is done twice: an answer may hold a code. */
export function keepingRoutes({ pool, publicUrl }: Deps): Pick<Handlers, Routes> {
  return {
    accounts: async ({ account, query }) => {
      const keeper = await requireKeeper(pool, account);
      const page = pageRequest(query, "text,text");
      const words = fold(query.q ?? "");
      const filter = { realm: REAL, words, limit: page.read, after: page.after };
      const body = pageOfRows(
        await listKept(pool, keeper, filter),
        page,
        (kept) => [kept.name, kept.person ?? kept.account ?? ""],
        (kept) => itemOf(keeper, kept),
      );
      return { status: 200, body };
    },
    invite: async ({ account, body, request }) => {
      const keeper = await requireKeeper(pool, account);
      const way = await inTransaction(pool, (tx) => invite(tx, keeper, account, body));
      return { status: 200, body: wayInView(way, addressOf(request, publicUrl)) };
    },
    setGrants: async ({ account, params, body }) => {
      const keeper = await requireKeeper(pool, account);
      await inTransaction(pool, async (tx) => {
        const kept = await requireKeptAccount(tx, keeper, params.account, "grant");
        const units = await requireUnits(tx, keeper, body.units);
        const by = actorOf(account)["by"] ?? "";
        await keepingOne(tx, () => writeGrants(tx, kept.account, units, by));
        await rotateSoon(tx, kept.account);
        const before = kept.administers;
        await tell(tx, account, { what: "grants_set", account: kept.account, before, units });
      });
      return DONE;
    },
    endAccountSessions: async ({ account, params }) => {
      const keeper = await requireKeeper(pool, account);
      await inTransaction(pool, async (tx) => {
        const kept = await requireKeptAccount(tx, keeper, params.account, "end_sessions");
        const ended = (await endAllTokens(tx, kept.account)).length;
        await tell(tx, account, { what: "account_sessions_ended", account: kept.account, ended });
      });
      return DONE;
    },
    closeAccount: async ({ account, params }) => {
      const keeper = await requireKeeper(pool, account);
      await inTransaction(pool, async (tx) => {
        const kept = await requireKeptAccount(tx, keeper, params.account, "close");
        await keepingOne(tx, () => setStatus(tx, kept.account, "closed"));
        await revokeCodes(tx, kept.account);
        const ended = (await endAllTokens(tx, kept.account)).length;
        await tell(tx, account, { what: "account_closed", account: kept.account, ended });
      });
      return DONE;
    },
  };
}

const tell = (tx: Tx, account: Account, entry: Readonly<Record<string, unknown>>): Promise<void> =>
  appendRealmAudit(tx, REAL, { ...entry, ...actorOf(account) });

async function invite(
  tx: Tx,
  keeper: Keeper,
  account: Account,
  asked: Call<"invite">["body"],
): Promise<WayIn> {
  const units = "administers" in asked ? await requireUnits(tx, keeper, asked.administers) : null;
  const who: Invited =
    "administers" in asked
      ? { ...NOBODY_YET, name: asked.name, email: asked.email }
      : await requireKept(tx, keeper, asked, "invite");
  if (who.status === "active") throw new ApiError("account_open", { name: who.name });
  if (asked.way === "mail" && who.email === null)
    throw new ApiError("no_address", { name: who.name });
  const by = actorOf(account)["by"] ?? "";
  const way = await inviteAccount(tx, who, { kind: "invitation", way: asked.way, by });
  if (units !== null) await writeGrants(tx, way.account, units, by);
  const { person } = who;
  const told = { what: "invited", account: way.account, person, way: asked.way };
  await tell(tx, account, units === null ? told : { ...told, units });
  return way;
}

const NOBODY_YET = { realm: REAL, person: null, account: null, status: null } as const;

/** @throws ApiError unit_unknown unless each is there and administered by the keeper */
async function requireUnits(
  db: Reader,
  keeper: Keeper,
  units: readonly string[],
): Promise<string[]> {
  const outside = units.find((unit) => !mayGrant(keeper, [unit]));
  const named = units.filter((unit) => unit !== WHOLE_REALM);
  const unknown = outside ?? (await unknownUnit(db, REAL, named));
  if (unknown !== null) throw new ApiError("unit_unknown", { unit: unknown });
  return [...new Set(units)];
}

/** Where somebody administers the whole realm, somebody does afterwards. @throws ApiError last_administrator */
async function keepingOne(tx: Tx, change: () => Promise<void>): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('plenum administrators', 0))");
  const before = await hasAdministrator(tx, REAL);
  await change();
  if (before && !(await hasAdministrator(tx, REAL))) throw new ApiError("last_administrator");
}
