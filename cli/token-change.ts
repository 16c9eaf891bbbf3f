import type pg from "pg";
import { config } from "#config.ts";
import { createPool, inTransaction } from "#prisma/client.ts";
import { issueToken, revokeToken } from "#prisma/sql/token.ts";
import { CommandError } from "./failure.ts";
import { withDatabase } from "./stack.ts";

const ONCE_HOURS = 12;

interface Asked {
  readonly person?: string;
  readonly realm: string;
  readonly label?: string;
  readonly days?: number;
  readonly once?: boolean;
  readonly revoke?: string;
}

interface Changed {
  readonly answer: unknown;
  readonly lines: string[];
}

/** Issues or revokes a token in the database of this data folder. */
export function changeToken(asked: Asked): Promise<Changed> {
  return withDatabase(async ({ url }) => {
    const pool = createPool({ url, max: 1, name: "plenum token" });
    try {
      return asked.revoke === undefined
        ? await issue(pool, asked)
        : await revoke(pool, asked.revoke);
    } finally {
      await pool.end();
    }
  });
}

async function revoke(pool: pg.Pool, id: string): Promise<Changed> {
  if (!(await inTransaction(pool, (tx) => revokeToken(tx, id)))) {
    throw new CommandError(`There is no token ${id} that could still be used.`, 2);
  }
  return { answer: { revoked: id }, lines: [`Revoked: ${id}`] };
}

async function issue(pool: pg.Pool, asked: Asked): Promise<Changed> {
  const { person = null, realm, once = false } = asked;
  const { id, token } = await inTransaction(pool, async (tx) => {
    const realms = await tx.query("SELECT FROM realms WHERE id = $1", [realm]);
    if (realms.rowCount === 0) throw new CommandError(`There is no realm ${realm}.`, 2);
    if (person !== null) {
      const persons = await tx.query("SELECT FROM persons WHERE realm = $1 AND id = $2", [
        realm,
        person,
      ]);
      if (persons.rowCount === 0) {
        throw new CommandError(`There is no person ${person} in the realm ${realm}.`, 2);
      }
    }
    const hours = asked.days === undefined ? null : asked.days * 24;
    return issueToken(tx, {
      realm,
      person,
      label: asked.label ?? (person === null ? "operator" : `for ${person}`),
      kind: once ? "once" : "api",
      hours: once ? ONCE_HOURS : hours,
    });
  });
  const address = once ? `${config.publicUrl}/?code=${token}` : null;
  return {
    answer: { id, token, address, person, realm },
    lines: [
      address ?? token,
      `id ${id}; shown this once, revoke it with: plenum token --revoke ${id}`,
    ],
  };
}
