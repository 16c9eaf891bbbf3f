import { inTransaction, type Reader, type Tx } from "#prisma/client.ts";
import {
  type AccountRow,
  hasAdministrator,
  lockAccount,
  writeAccount,
  writeGrants,
  writePassword,
  writeProfile,
} from "#prisma/sql/account.ts";
import { keptAccount } from "#prisma/sql/account-keeping.ts";
import { appendRealmAudit } from "#prisma/sql/audit.ts";
import { REAL } from "#prisma/sql/realm.ts";
import { passkeysOf, recoveryCodesLeft } from "#prisma/sql/second-step.ts";
import { endSessions, rotateSoon } from "#prisma/sql/session.ts";
import { type Account, WHOLE_REALM } from "#prisma/sql/token.ts";
import { requireGoodPassword } from "../account/common.ts";
import { hashPassword } from "../account/hashing.ts";
import { actorOf, ownAccount, requirePresent } from "../account/own.ts";
import { requireLogin, requirePassword, setUp } from "../account/welcome.ts";
import type { OwnAccount } from "../contract-account.ts";
import type { SignedIn } from "../contract-session.ts";
import { ApiError } from "../errors.ts";
import type { Deps, Handlers } from "../router.ts";

/** One's own account: who I am, my password; and the first administrator's. */
export function ownAccountRoutes({
  pool,
}: Deps): Pick<Handlers, "account" | "setAccount" | "setPassword" | "firstAdministrator"> {
  return {
    account: async ({ account }) => ({ status: 200, body: await viewOf(pool, account) }),
    setAccount: async ({ account, body }) => {
      const { id, realm } = await ownAccount(pool, account);
      await inTransaction(pool, async (tx) => {
        await writeProfile(tx, id, { name: body.name ?? null, language: body.language });
        await appendRealmAudit(tx, realm, { what: "account_changed", account: id, ...body });
      });
      return { status: 200, body: await viewOf(pool, account) };
    },
    setPassword: async ({ account, body }) => {
      const own = await ownAccount(pool, account);
      await requirePresent(own, body.present);
      await requirePassword(pool, own, own.login ?? "", body.password);
      const hash = await hashPassword(body.password);
      await inTransaction(pool, async (tx) => {
        await writePassword(tx, own.id, hash, true);
        const ended = await endSessions(tx, own.id, { except: account.token });
        await rotateSoon(tx, own.id);
        await appendRealmAudit(tx, own.realm, {
          what: "password_changed",
          account: own.id,
          person: own.person,
          ended: ended.length,
        });
      });
      return { status: 200, body: { done: true } };
    },
    firstAdministrator: async ({ account, body }) => {
      if (account.kind !== "operator" || account.realm !== REAL) throw new ApiError("not_yours");
      const login = requireLogin(body.login);
      requireGoodPassword(body.password, [body.name, login]);
      const password = await hashPassword(body.password);
      const made = await inTransaction(pool, (tx) =>
        makeFirst(tx, account, { name: body.name, login, password }),
      );
      return { status: 200, body: made };
    },
  };
}

interface First {
  readonly name: string;
  readonly login: string;
  readonly password: string;
}

/** Once: whoever comes second finds that there is an administrator. */
async function makeFirst(tx: Tx, account: Account, first: First): Promise<SignedIn> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('plenum administrators', 0))");
  if (await hasAdministrator(tx, REAL)) throw new ApiError("administrator_there");
  const { name, login, password } = first;
  const id = await writeAccount(tx, { realm: REAL, person: null, name, email: null });
  const row = await lockAccount(tx, id);
  if (row) await setUp(tx, row, { login, password });
  await writeGrants(tx, id, [WHOLE_REALM], actorOf(account)["by"] ?? "");
  const entry = { what: "first_administrator", account: id, login, ...actorOf(account) };
  await appendRealmAudit(tx, REAL, entry);
  return { account: id, name, login };
}

async function viewOf(db: Reader, account: Account): Promise<OwnAccount> {
  if (account.account === undefined) {
    const mayMake = account.kind === "operator" && account.realm === REAL;
    return { account: null, firstAdministrator: mayMake && !(await hasAdministrator(db, REAL)) };
  }
  const own = await ownAccount(db, account);
  return { account: await selfOf(db, own), firstAdministrator: false };
}

async function selfOf(db: Reader, own: AccountRow): Promise<NonNullable<OwnAccount["account"]>> {
  const [kept, passkeys, left] = await Promise.all([
    keptAccount(db, own.realm, own.id),
    passkeysOf(db, own.id),
    recoveryCodesLeft(db, own.id),
  ]);
  const { id, name, email, language, passwordAt, totpOn } = own;
  return {
    id,
    login: own.login ?? "",
    name,
    email,
    language,
    password: own.password !== null,
    passwordAt,
    totp: totpOn,
    recoveryCodesLeft: left,
    office: own.oidcSubject !== null,
    administers: own.administers.map((unit, at) => ({
      unit,
      name: kept?.administersNames[at] ?? unit,
    })),
    passkeys: passkeys.map((key) => ({
      id: key.id,
      name: key.name,
      madeAt: key.madeAt,
      usedAt: key.usedAt,
    })),
  };
}
