import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { CommandError } from "./failure.ts";
import { freePort } from "./port.ts";
import { type Launch, launchOf, postgresBinaries } from "./postgres-binaries.ts";
import { end, forget, isAlive, type ProcessRecord, recall, remember } from "./process-record.ts";

const OWNER = "plenum_owner";
const APP = "plenum_app";
const DATABASE = "plenum";
const START_PATIENCE_MS = 30_000;

export interface RunningPostgres {
  readonly record: ProcessRecord;
  /** As the app's role: it may only add to the audit chain. */
  readonly url: string;
  /** As the owner of the tables: migrations, backup, restore. */
  readonly ownerUrl: string;
  /** True when it was still running since an earlier start. */
  readonly adopted: boolean;
  stop(): Promise<void>;
}

interface Secrets {
  readonly owner: string;
  readonly app: string;
}

/**
 * The database of a data folder: started, or taken over when an earlier start left it running.
 * It is nobody's child on purpose: it survives a killed supervisor.
 * `settings` are Postgres' own, `name=value`.
 */
export async function startPostgres(
  folder: string,
  settings: readonly string[] = [],
): Promise<RunningPostgres> {
  fs.mkdirSync(join(folder, "run"), { recursive: true });
  fs.mkdirSync(join(folder, "logs"), { recursive: true });
  const before = recall(folder, "postgres");
  if (before !== null && before.folder === folder && isAlive(before)) {
    await answering(before, secretsOf(folder));
    return running(folder, before, true);
  }
  const { initdb, postgres } = postgresBinaries();
  const launch = launchOf([postgres, folder]);
  if (!fs.existsSync(cluster(folder))) initialise(folder, initdb, launch);
  removeStaleLock(folder);
  const port = await freePort(before?.port);
  const record = await serve(folder, postgres, launch, port, settings);
  await prepare(record, secretsOf(folder));
  return running(folder, record, false);
}

/** The database of a data folder if it runs at this moment, without starting it. */
export function runningPostgres(folder: string): RunningPostgres | null {
  const record = recall(folder, "postgres");
  return record?.folder === folder && isAlive(record) ? running(folder, record, true) : null;
}

const cluster = (folder: string): string => join(folder, "postgres");

const urlOf = (role: string, password: string, port: number, database = DATABASE): string =>
  `postgresql://${role}:${password}@127.0.0.1:${port}/${database}`;

function secretsOf(folder: string): Secrets {
  return JSON.parse(fs.readFileSync(join(folder, "postgres.secret.json"), "utf8")) as Secrets;
}

function running(folder: string, record: ProcessRecord, adopted: boolean): RunningPostgres {
  const { owner, app } = secretsOf(folder);
  const port = record.port ?? 0;
  return {
    record,
    url: urlOf(APP, app, port),
    ownerUrl: urlOf(OWNER, owner, port),
    adopted,
    // SIGINT is Postgres' "fast" end: it drops its connections and writes a checkpoint.
    stop: () => end(record, "SIGINT", 20_000),
  };
}

/** Makes the cluster beside its place and moves it there whole: a broken-off start leaves no half one. */
function initialise(folder: string, initdb: string, launch: Launch): void {
  const draft = `${cluster(folder)}.new`;
  const password = join(folder, "postgres.password");
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  const secrets = { owner: randomBytes(24).toString("hex"), app: randomBytes(24).toString("hex") };
  const whole = { mode: 0o600 };
  fs.writeFileSync(join(folder, "postgres.secret.json"), JSON.stringify(secrets), whole);
  fs.writeFileSync(password, secrets.owner, whole);
  if (process.getuid?.() === 0) {
    const of = (flag: string): number => Number(execFileSync("id", [flag, "postgres"]).toString());
    for (const path of [draft, password]) fs.chownSync(path, of("-u"), of("-g"));
  }
  const words = [
    ...launch.prefix,
    initdb,
    `--pgdata=${draft}`,
    `--username=${OWNER}`,
    `--pwfile=${password}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
  ];
  try {
    execFileSync(words[0] ?? "", words.slice(1), { ...ids(launch), cwd: "/", stdio: "pipe" });
    fs.renameSync(draft, cluster(folder));
  } catch (error) {
    const said = String((error as { stderr?: Buffer }).stderr ?? error).trim();
    throw new CommandError(`PostgreSQL could not be set up in ${folder}: ${said}`);
  } finally {
    fs.rmSync(password, { force: true });
  }
}

const ids = ({ uid, gid }: Launch): { uid?: number; gid?: number } =>
  uid === undefined || gid === undefined ? {} : { uid, gid };

/** After a kill the lock names a pid that may belong to anybody now; Postgres would then refuse to start. */
function removeStaleLock(folder: string): void {
  const lock = join(cluster(folder), "postmaster.pid");
  if (!fs.existsSync(lock)) return;
  const pid = Number(fs.readFileSync(lock, "utf8").split("\n")[0]);
  let home: string | null = null;
  try {
    home = fs.readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    if (process.platform !== "linux") return;
  }
  if (home === fs.realpathSync(cluster(folder))) {
    throw new CommandError(
      `Another PostgreSQL (process ${pid}) is using ${cluster(folder)}: end it first.`,
      2,
    );
  }
  fs.rmSync(lock);
}

async function serve(
  folder: string,
  postgres: string,
  launch: Launch,
  port: number,
  extra: readonly string[],
): Promise<ProcessRecord> {
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    `port=${port}`,
    "max_connections=100",
    "shared_buffers=64MB",
    "max_wal_size=512MB",
    "timezone=UTC",
    "log_timezone=UTC",
    "jit=off",
    ...extra,
  ];
  const words = [...launch.prefix, postgres, "-D", cluster(folder)];
  words.push(...settings.flatMap((setting) => ["-c", setting]));
  const until = Date.now() + START_PATIENCE_MS;
  const file = join(folder, "logs", "postgres.log");
  for (;;) {
    const log = fs.openSync(file, "a");
    const child = spawn(words[0] ?? "", words.slice(1), {
      ...ids(launch),
      cwd: "/",
      detached: true,
      stdio: ["ignore", log, log],
    });
    child.on("error", () => undefined);
    child.unref();
    fs.closeSync(log);
    const record = remember(folder, "postgres", child.pid ?? 0, { port });
    if (await answering(record, secretsOf(folder))) return record;
    // The workers of a killed postmaster need a moment to notice that it is gone.
    if (Date.now() > until) {
      forget(folder, "postgres");
      const lines = fs.readFileSync(file, "utf8").trim().split("\n");
      throw new CommandError(`PostgreSQL does not start: ${lines.at(-1)} (more in ${file})`);
    }
    await sleep(500);
  }
}

/** Waits until it takes connections; false when it ended instead. */
async function answering(record: ProcessRecord, secrets: Secrets): Promise<boolean> {
  const connectionString = urlOf(OWNER, secrets.owner, record.port ?? 0, "postgres");
  while (isAlive(record)) {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2000 });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      await sleep(50);
    }
  }
  return false;
}

/** The app's role must exist before the migrations, which give it its rights. */
async function prepare(record: ProcessRecord, secrets: Secrets): Promise<void> {
  const connectionString = urlOf(OWNER, secrets.owner, record.port ?? 0, "postgres");
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const role = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [APP]);
    if (role.rowCount === 0) {
      await client.query(`CREATE ROLE ${APP} LOGIN PASSWORD '${secrets.app}'`);
    }
    const database = await client.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE]);
    if (database.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER}`);
  } finally {
    await client.end();
  }
}
