import { config } from "#config.ts";
import { slipWords } from "#domain/account-login.ts";
import { createPool, inTransaction, type Tx } from "#prisma/client.ts";
import { setStatus, writeGrants } from "#prisma/sql/account.ts";
import { revokeCodes } from "#prisma/sql/account-code.ts";
import {
  type Invited,
  inviteAccount,
  recoverAccount,
  type WayIn,
} from "#prisma/sql/account-invite.ts";
import {
  type KeptRead,
  keptAccount,
  keptPerson,
  listKept,
  unknownUnit,
} from "#prisma/sql/account-keeping.ts";
import { appendRealmAudit } from "#prisma/sql/audit.ts";
import { REAL } from "#prisma/sql/realm.ts";
import { endAllTokens } from "#prisma/sql/session.ts";
import { COMMAND_LINE, WHOLE_REALM } from "#prisma/sql/token.ts";
import { CommandError } from "./failure.ts";
import { withDatabase } from "./stack.ts";

interface Changed {
  readonly answer: unknown;
  readonly lines: string[];
}

const MOST_LISTED = 10_000;

function inDatabase(work: (tx: Tx) => Promise<Changed>): Promise<Changed> {
  return withDatabase(async ({ url }) => {
    const pool = createPool({ url, max: 1, name: "plenum account" });
    try {
      return await inTransaction(pool, work);
    } finally {
      await pool.end();
    }
  });
}

export const listAccounts = (): Promise<Changed> =>
  inDatabase(async (tx) => {
    const keeper = { operator: true, subtree: new Set<string>(), clerkOf: new Set<string>() };
    const filter = { realm: REAL, words: "", limit: MOST_LISTED, after: null };
    const kept = await listKept(tx, keeper, filter);
    const lines = kept.map(({ account, status, login, name, person, administers }) =>
      [
        account ?? "-",
        status ?? "not invited",
        login ?? "-",
        name,
        person ?? "-",
        administers.join(","),
      ].join("  "),
    );
    return { answer: kept, lines: lines.length > 0 ? lines : ["Nobody is in the register yet."] };
  });

export const inviteSomebody = (
  who: string,
  asked: { readonly administrator?: string; readonly mail?: boolean },
): Promise<Changed> =>
  inDatabase(async (tx) => {
    const { administrator } = asked;
    await tx.query(
      "INSERT INTO realms (id, kind, title) VALUES ('real', 'real', 'Plenum') ON CONFLICT DO NOTHING",
    );
    const whom: Invited =
      administrator === undefined ? await requirePerson(tx, who) : { ...NOBODY_YET, name: who };
    if (administrator !== undefined && administrator !== WHOLE_REALM) {
      const unknown = await unknownUnit(tx, REAL, [administrator]);
      if (unknown !== null) throw new CommandError(`There is no unit ${unknown}.`, 2);
    }
    if (whom.status === "active")
      throw new CommandError(`${who} has an open account: plenum account reset ${whom.account}`, 2);
    if (asked.mail && whom.email === null)
      throw new CommandError(`${who} has no e-mail address: leave --mail out.`, 2);
    const way = asked.mail ? "mail" : "slip";
    const given = await inviteAccount(tx, whom, { kind: "invitation", way, by: COMMAND_LINE });
    if (administrator !== undefined)
      await writeGrants(tx, given.account, [administrator], COMMAND_LINE);
    const entry = { what: "invited", account: given.account, person: whom.person, way };
    const units = administrator === undefined ? {} : { units: [administrator] };
    await appendRealmAudit(tx, REAL, { ...entry, ...units, by: COMMAND_LINE });
    return shown(given);
  });

const NOBODY_YET = { realm: REAL, person: null, email: null, account: null, status: null } as const;

export const resetAccount = (id: string): Promise<Changed> =>
  inDatabase(async (tx) => {
    const kept = await requireAccount(tx, id);
    const asked = { kind: "recovery", way: "slip", by: COMMAND_LINE } as const;
    const given = await recoverAccount(tx, { ...kept, account: id }, asked);
    const entry = { what: "account_reset", account: id, person: kept.person, by: COMMAND_LINE };
    await appendRealmAudit(tx, REAL, entry);
    return shown(given);
  });

export const revokeAccount = (id: string): Promise<Changed> =>
  inDatabase(async (tx) => {
    const { person } = await requireAccount(tx, id);
    await setStatus(tx, id, "closed");
    await revokeCodes(tx, id);
    const ended = (await endAllTokens(tx, id)).length;
    const entry = { what: "account_closed", account: id, person, ended, by: COMMAND_LINE };
    await appendRealmAudit(tx, REAL, entry);
    return { answer: { closed: id, ended }, lines: [`Closed: ${id} (${ended} sessions ended)`] };
  });

async function requirePerson(tx: Tx, person: string): Promise<KeptRead> {
  const kept = await keptPerson(tx, REAL, person);
  if (!kept) throw new CommandError(`There is no person ${person} in the real realm.`, 2);
  return kept;
}

async function requireAccount(tx: Tx, id: string): Promise<KeptRead> {
  const kept = await keptAccount(tx, REAL, id);
  if (!kept) throw new CommandError(`There is no account ${id}: see plenum account list.`, 2);
  return kept;
}

function shown({ account, slip, expiresAt }: WayIn): Changed {
  const address = `${config.publicUrl}/welcome`;
  const code = slip === null ? null : slipWords(slip);
  const how = code === null ? "A letter is on its way." : `Open ${address} and enter ${code}`;
  return {
    answer: { account, address, code, expiresAt },
    lines: [how, `account ${account}; works once, until ${expiresAt}`],
  };
}
