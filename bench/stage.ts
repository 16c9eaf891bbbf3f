import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client, Connection } from "@temporalio/client";
import type pg from "pg";
import { freePort } from "#cli/port.ts";
import { type RunningPostgres, startPostgres } from "#cli/postgres.ts";
import { findTemporal } from "#cli/temporal-program.ts";
import { startTemporal } from "#cli/temporal-server.ts";
import { createPool } from "#prisma/client.ts";
import { migrate } from "#prisma/migrate.ts";
import { BARE_TABLE, type Bare, bareProgram } from "./bare/program.ts";
import { type Child, startNode } from "./child.ts";
import { type MailSink, mailSink } from "./mail/sink.ts";
import { type Plenum, plenumProgram } from "./plenum/program.ts";
import { OURSELVES } from "./process-tree.ts";

/** One Postgres and one Temporal server, with both programs on them. */
export interface Stage {
  readonly folder: string;
  readonly pool: pg.Pool;
  readonly bare: Bare;
  readonly plenum: Plenum;
  readonly mail: MailSink;
  readonly plenumWorker: Running;
  readonly bareWorker: Running;
  /** Process ids by name, for CPU meters. */
  bareProcesses(): Record<string, number>;
  plenumProcesses(): Record<string, number>;
  killTemporal(): void;
  /** On the same file and, where it is free, the same port. */
  startTemporal(): Promise<void>;
  end(): Promise<void>;
}

/** A worker that can be killed and started again. */
export interface Running {
  kill(): Promise<void>;
  /** Returns as soon as it says it is ready. */
  start(): Promise<void>;
}

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const TSX = ["--import", "tsx"];

/** Starts everything; what has been started is ended again when a part fails. */
export async function openStage(
  show: (line: string) => void,
  profile: string | null,
): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), "plenum-bench-"));
  // Under root, Postgres runs as another user, who has to get in.
  chmodSync(folder, 0o755);
  const ends: (() => Promise<unknown>)[] = [];
  const endAll = async (): Promise<void> => {
    for (const one of ends.splice(0).reverse()) await one().catch(() => undefined);
    if (profile !== null) cpSync(join(folder, "logs"), join(profile, "logs"), { recursive: true });
    rmSync(folder, { recursive: true, force: true });
  };
  // Asked twice when a signal makes a piece of work fail: the second waits for the first.
  let ending: Promise<void> | null = null;
  const end = (): Promise<void> => {
    ending ??= endAll();
    return ending;
  };
  try {
    return await build({ folder, show, profile, ends, end });
  } catch (error) {
    await end();
    throw error;
  }
}

interface Site {
  readonly folder: string;
  readonly show: (line: string) => void;
  readonly profile: string | null;
  readonly ends: (() => Promise<unknown>)[];
  readonly end: () => Promise<void>;
}

async function build({ folder, show, profile, ends, end }: Site): Promise<Stage> {
  const program = () => findTemporal({ progress: show });
  const traced = profile === null ? [] : ["log_min_duration_statement=0"];
  const postgres = await startPostgres(folder, traced);
  ends.push(() => postgres.stop());
  let temporal = await startTemporal(folder, program);
  ends.push(() => temporal.stop());
  await migrate(postgres.ownerUrl);
  const bareUrl = await bareDatabase(postgres);
  show(`PostgreSQL and Temporal server run (${folder})`);

  const mail = await mailSink(folder);
  ends.push(() => mail.stop());
  const port = await freePort();
  const env = {
    PLENUM_DATA: folder,
    PORT: String(port),
    DATABASE_URL: postgres.url,
    DATABASE_OWNER_URL: "",
    TEMPORAL_ADDRESS: temporal.address,
    SMTP_URL: mail.url,
  };
  const log = join(folder, "logs");
  const plenum = (command: string): Promise<Child> => {
    const flags =
      profile === null ? [] : ["--cpu-prof", `--cpu-prof-dir=${join(profile, command)}`];
    const words = [...flags, join(ROOT, "cli", "plenum.js"), command];
    return startNode({ words, env, log: join(log, `${command}.log`) });
  };
  if (profile !== null) mkdirSync(profile, { recursive: true });
  const plenumWorker = await keptChild(() => plenum("worker"), ends);
  const api = await plenum("api");
  ends.push(() => api.stop());
  const bareWorker = await keptChild(
    () =>
      startNode({
        words: [...TSX, join(ROOT, "bench", "bare", "worker.ts")],
        env: { DATABASE: bareUrl, TEMPORAL: temporal.address },
        log: join(log, "bare.log"),
      }),
    ends,
  );
  show("Plenum's worker and API and the bare program's worker run");

  const connection = await Connection.connect({ address: temporal.address });
  ends.push(() => connection.close());
  const [pool, barePool] = [postgres.url, bareUrl].map((url) =>
    createPool({ url, max: 8, name: "bench" }),
  ) as [pg.Pool, pg.Pool];
  ends.push(() => Promise.all([pool.end(), barePool.end()]));
  const servers = () => ({
    server: temporal.record.pid,
    postgres: postgres.record.pid,
    client: OURSELVES,
  });
  return {
    folder,
    pool,
    mail,
    bare: bareProgram(new Client({ connection }), barePool),
    plenum: plenumProgram(pool, `http://127.0.0.1:${port}`),
    plenumWorker,
    bareWorker,
    bareProcesses: () => ({ worker: bareWorker.pid(), ...servers() }),
    plenumProcesses: () => ({ worker: plenumWorker.pid(), api: api.pid, ...servers() }),
    killTemporal: () => void process.kill(temporal.record.pid, "SIGKILL"),
    async startTemporal() {
      temporal = await startTemporal(folder, program);
    },
    end,
  };
}

/** The bare program's table has a database of its own on the same Postgres. */
async function bareDatabase({ ownerUrl }: RunningPostgres): Promise<string> {
  const owner = createPool({ url: ownerUrl, max: 1, name: "bench" });
  await owner.query("CREATE DATABASE bare");
  await owner.end();
  const url = new URL(ownerUrl);
  url.pathname = "/bare";
  const bare = createPool({ url: url.href, max: 1, name: "bench" });
  await bare.query(BARE_TABLE);
  await bare.end();
  return url.href;
}

async function keptChild(
  begin: () => Promise<Child>,
  ends: (() => Promise<unknown>)[],
): Promise<Running & { pid(): number }> {
  let child = await begin();
  ends.push(() => child.stop());
  return {
    pid: () => child.pid,
    kill: () => child.kill(),
    start: async () => {
      child = await begin();
    },
  };
}
