/**
 * Records histories of cycles in every phase into tests/replay/<version>/, once for each release; they
 * are never regenerated. Run: npx tsx tests/replay/record.ts
 */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startPostgres } from "#cli/postgres.ts";
import { findTemporal } from "#cli/temporal-program.ts";
import { startTemporal } from "#cli/temporal-server.ts";
import { migrate } from "#prisma/migrate.ts";
import { play, settled } from "#tests/engine/actors.ts";
import { type Engine, engineOn, until } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { workflowIdOf } from "#workflows/contract.ts";

const definition = aPlayableCampaign();
const DEPUTY = "chau-thanh/standing-deputy/holder";
const HEAD = "chau-thanh/head/holder";
const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
const folder = join("tests", "replay", version);

/** What names this machine or its folders has no place in a recording; replay does not look at it. */
function anonymous(key: string, value: unknown): unknown {
  if (key === "stackTrace" || key === "workerVersion" || key === "binaryChecksum") return undefined;
  return typeof value === "string" ? value.replace(/\b\d+@[\w.-]+/g, "worker") : value;
}

/** As Temporal's own command line shows a history, so that any tool reads it. */
function keep(phase: string, cycle: string, runId?: string): void {
  const words = ["workflow", "show", "--output=json", `--address=${temporal.address}`];
  const run = [`--workflow-id=${workflowIdOf(cycle)}`, ...(runId ? [`--run-id=${runId}`] : [])];
  const shown = execFileSync(program.path, [...words, ...run], { maxBuffer: 50_000_000 });
  const history: unknown = JSON.parse(shown.toString());
  writeFileSync(join(folder, `${phase}.json`), `${JSON.stringify(history, anonymous, 1)}\n`);
}

/** A cycle is locked from outside, so that its recording has to wait. */
async function stalled(engine: Engine, cycle: string): Promise<void> {
  const outside = new pg.Client({ connectionString: engine.url });
  await outside.connect();
  await outside.query("BEGIN");
  await outside.query("SELECT 1 FROM cycles WHERE id = $1 FOR NO KEY UPDATE", [cycle]);
  const late = engine.give(cycle, { type: "complete", step: "comment", round: 1 }, DEPUTY, {
    timeoutMs: 30_000,
  });
  await until(async () => {
    const { raw } = await engine.client.workflow.getHandle(workflowIdOf(cycle)).describe();
    return (raw.pendingActivities ?? []).length > 0;
  });
  await outside.query("ROLLBACK");
  await outside.end();
  await late;
}

/** On a real clock a proposed override expires by the cycle's own timer. */
async function woken(engine: Engine): Promise<string> {
  const cycle = `${await engine.begin(definition, { real: true })}/chau-thanh`;
  await engine.give(
    cycle,
    {
      type: "override_gate",
      step: "gate",
      round: 1,
      reason: "Họp trước khi tổng kết điểm.",
      expires: new Date(Date.now() + 3_000).toISOString(),
    },
    HEAD,
  );
  await until(async () => {
    const lapsed = "SELECT 1 FROM events WHERE cycle = $1 AND type = 'override_lapsed'";
    return (await engine.pool.query(lapsed, [cycle])).rowCount === 1;
  });
  return cycle;
}

async function record(engine: Engine, short: Engine): Promise<void> {
  await engine.work();
  const campaign = await engine.begin(definition);
  const root = `${campaign}/chau-thanh`;
  const commune = `${campaign}/minh-hoa`;
  await settled(engine, campaign);
  keep("root-begun", root);
  keep("commune-waiting", commune);
  await play(engine, definition, campaign, (next) => next.act === "approve");
  keep("root-deciding", root);
  await stalled(engine, commune);
  keep("commune-stalled", commune);
  await play(engine, definition, campaign, (_, acts) => acts === 30);
  keep("commune-working", commune);
  await play(engine, definition, campaign);
  keep("root-closed", root);
  keep("commune-closed", commune);
  keep("root-woken", await woken(engine));

  await short.work();
  const continued = await short.begin(definition);
  const first = short.client.workflow.getHandle(workflowIdOf(`${continued}/chau-thanh`));
  await settled(short, continued);
  const { runId } = await first.describe();
  await play(short, definition, continued);
  keep("root-continued", `${continued}/chau-thanh`, runId);
}

const data = mkdtempSync(join(tmpdir(), "plenum-record-"));
// Under root, Postgres runs as another user, who has to get in.
chmodSync(data, 0o755);
mkdirSync(folder, { recursive: true });
const program = await findTemporal({ progress: () => undefined });
const [postgres, temporal] = await Promise.all([
  startPostgres(data, []),
  startTemporal(data, () => Promise.resolve(program), { inMemory: true }),
]);
try {
  await migrate(postgres.ownerUrl);
  const place = { url: postgres.url, ownerUrl: postgres.ownerUrl, temporal: temporal.address };
  const engine = await engineOn(place);
  const short = await engineOn({ ...place, historyLimit: 40 });
  await record(engine, short);
  await Promise.all([engine.end(), short.end()]);
  process.stdout.write(`histories written to ${folder}\n`);
} finally {
  await Promise.all([postgres.stop(), temporal.stop()]);
  rmSync(data, { recursive: true, force: true });
}
