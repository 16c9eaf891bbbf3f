import { readFileSync } from "node:fs";
import type pg from "pg";
import { z } from "zod";
import { createPool } from "#prisma/client.ts";
import { findBrokenAudit } from "#prisma/sql/audit.ts";
import { CommandError } from "./failure.ts";
import { findUnfaithful } from "./verify-rebuild.ts";

export interface VerifyOptions {
  readonly campaign: string | null;
  readonly rebuild: boolean;
  /** File of heads kept outside the database. */
  readonly heads: string | null;
}

export interface Chain {
  readonly campaign: string;
  readonly entries: number;
  readonly hash: string;
  /** When the newest entry was recorded. */
  readonly until: string;
}

export interface Wrong {
  readonly campaign: string;
  readonly words: string;
}

export interface Verified {
  readonly chains: readonly Chain[];
  /** Cycles folded again; 0 unless asked for. */
  readonly rebuilt: number;
  readonly wrong: readonly Wrong[];
}

/** Checks the audit chains, and with `rebuild` the states, of all campaigns or one. */
export async function verify(url: string, options: VerifyOptions): Promise<Verified> {
  const kept = options.heads === null ? [] : keptHeads(options.heads);
  const pool = createPool({ url, max: 2, name: "plenum verify", queryTimeout: 600_000 });
  try {
    const ids = await campaignsOf(pool, options.campaign);
    const chains: Chain[] = [];
    const wrong: Wrong[] = [];
    let rebuilt = 0;
    for (const id of ids) {
      const chain = await chainOf(pool, id);
      if (chain === null) {
        wrong.push({ campaign: id, words: `${id} has no audit entries at all.` });
      } else {
        chains.push(chain);
      }
      const broken = await findBrokenAudit(pool, id);
      if (broken !== null) {
        wrong.push({
          campaign: id,
          words: `${id}: entry ${broken} does not follow from those before it.`,
        });
      }
      if (!options.rebuild) continue;
      const found = await findUnfaithful(pool, id);
      rebuilt += found.cycles;
      wrong.push(...found.wrong.map((words) => ({ campaign: id, words })));
    }
    const mine = kept.filter(
      (head) => options.campaign === null || head.campaign === options.campaign,
    );
    wrong.push(...(await missingHeads(pool, mine)));
    return { chains, rebuilt, wrong };
  } finally {
    await pool.end();
  }
}

async function campaignsOf(pool: pg.Pool, one: string | null): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM campaigns WHERE $1::text IS NULL OR id = $1
     UNION SELECT campaign FROM audit_heads WHERE $1::text IS NULL OR campaign = $1 ORDER BY id`,
    [one],
  );
  if (one !== null && rows.length === 0) throw new CommandError(`There is no campaign ${one}.`, 2);
  return rows.map(({ id }) => id);
}

async function chainOf(pool: pg.Pool, campaign: string): Promise<Chain | null> {
  const { rows } = await pool.query<Chain>(
    `SELECT campaign, n AS entries, hash, recorded_at AS until FROM audit
      WHERE campaign = $1 ORDER BY n DESC LIMIT 1`,
    [campaign],
  );
  return rows[0] ?? null;
}

const HEADS = z.object({
  chains: z.array(z.object({ campaign: z.string(), entries: z.int(), hash: z.string() })),
});
type Head = z.infer<typeof HEADS>["chains"][number];

function keptHeads(file: string): Head[] {
  try {
    return HEADS.parse(JSON.parse(readFileSync(file, "utf8"))).chains;
  } catch {
    throw new CommandError(`${file} holds no heads: make it with plenum verify --json.`, 2);
  }
}

/** A rewritten chain is whole in itself; only a head of before shows it. */
async function missingHeads(pool: pg.Pool, kept: readonly Head[]): Promise<Wrong[]> {
  const wrong: Wrong[] = [];
  for (const { campaign, entries, hash } of kept) {
    const { rowCount } = await pool.query(
      "SELECT FROM audit WHERE campaign = $1 AND n = $2 AND hash = $3",
      [campaign, entries, hash],
    );
    if (rowCount === 1) continue;
    wrong.push({
      campaign,
      words: `${campaign}: entry ${entries} is not the one whose head was kept.`,
    });
  }
  return wrong;
}
