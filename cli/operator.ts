import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { config } from "#config.ts";
import { inTransaction } from "#prisma/client.ts";
import { accountOf, issueToken } from "#prisma/sql/token.ts";

const LABEL = "command line of the data folder";

const fileOf = (): string => join(config.dataFolder, "operator.token");

function keptToken(): string | null {
  try {
    return readFileSync(fileOf(), "utf8").trim() || null;
  } catch {
    return null;
  }
}

/**
 * The token with which the command line speaks to the API: an operator's, which decides nothing. Kept in
 * the data folder, readable by its owner only; made again when it is missing or no longer valid.
 */
export async function ensureOperatorToken(pool: pg.Pool): Promise<string> {
  const kept = keptToken();
  if (kept !== null && (await accountOf(pool, kept)) !== null) return kept;
  await pool.query(
    "INSERT INTO realms (id, kind, title) VALUES ('real', 'real', 'Plenum') ON CONFLICT DO NOTHING",
  );
  const request = { realm: "real", person: null, label: LABEL, kind: "api", hours: null } as const;
  const { token } = await inTransaction(pool, (tx) => issueToken(tx, request));
  mkdirSync(config.dataFolder, { recursive: true });
  writeFileSync(fileOf(), `${token}\n`, { mode: 0o600 });
  return token;
}
