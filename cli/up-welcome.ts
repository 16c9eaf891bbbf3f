import { fileURLToPath } from "node:url";
import type pg from "pg";
import { config } from "#config.ts";
import { createPool, inTransaction } from "#prisma/client.ts";
import { issueToken } from "#prisma/sql/token.ts";
import { ensureOperatorToken } from "./operator.ts";
import { say } from "./output.ts";
import { isRehearsalUnfinished, type KeptRehearsal, keepRehearsal } from "./up-rehearsal.ts";
import type { RunningStack } from "./up-stack.ts";

const EXAMPLES = ["chau-thanh-2020.yaml", "an-giang-2026.yaml"];
const CODE_HOURS = 12;

interface WelcomeOptions {
  readonly show: (line: string) => void;
  /** When the start was asked for, ms. */
  readonly begun: number;
  /** Begin the example's live rehearsal when there is no campaign yet. */
  readonly rehearse: boolean;
}

/**
 * Says where to look and what to do next; on an empty data folder, begins the example's rehearsal, and
 * goes on with one that is under way.
 */
export async function welcome(
  stack: RunningStack,
  options: WelcomeOptions,
): Promise<KeptRehearsal | null> {
  const pool = createPool({ url: stack.url, max: 1, name: "plenum up" });
  try {
    await ensureOperatorToken(pool);
    const address = await addressWithCode(pool);
    const examples = await checkedExamples();
    const empty = (await campaigns(pool)) === 0;
    const seconds = ((Date.now() - options.begun) / 1000).toFixed(1);
    options.show(`Plenum runs (${seconds} s).`);
    say("");
    say(`  Open       ${address}`);
    say(`             (the code opens one browser; afterwards ${config.publicUrl}/ is enough)`);
    if (stack.temporalUi) say(`  Temporal   ${stack.temporalUi}`);
    say(`  Data       ${config.dataFolder}`);
    for (const line of examples) say(`  Example    ${line}`);
    say("  Next       npx plenum plan FILE · npx plenum rehearse FILE · npx plenum start FILE");
    say("  Stop       Ctrl-C");
    say("");
    const wanted = options.rehearse && (empty || isRehearsalUnfinished());
    return wanted ? await keepRehearsal(options.show) : null;
  } finally {
    await pool.end();
  }
}

async function addressWithCode(pool: pg.Pool): Promise<string> {
  const label = "the address printed by plenum up";
  const request = { realm: "real", person: null, label, kind: "once", hours: CODE_HOURS } as const;
  const { token } = await inTransaction(pool, (tx) => issueToken(tx, request));
  return `${config.publicUrl}/?code=${token}`;
}

async function campaigns(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>("SELECT count(*) AS n FROM campaigns");
  return rows[0]?.n ?? 0;
}

/** The examples as they come with this version: checked, ready to be planned, rehearsed or started. */
async function checkedExamples(): Promise<string[]> {
  const { readCampaignAt } = await import("./campaign-file.ts");
  return EXAMPLES.map((name) => {
    const path = fileURLToPath(new URL(`../examples/${name}`, import.meta.url));
    try {
      const result = readCampaignAt(path);
      if (!("campaign" in result)) throw new Error(`${result.problems.length} problems`);
      const { title, units } = result.campaign;
      return `examples/${name}: ${title.vi} (${units.length} units)`;
    } catch (error) {
      // An example that was edited badly is no reason to stop what runs.
      return `examples/${name}: ${(error as Error).message}; see npx plenum check examples/${name}`;
    }
  });
}
