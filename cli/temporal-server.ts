import { execFileSync, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Connection } from "@temporalio/client";
import { SEARCH_ATTRIBUTES } from "#workflows/contract.ts";
import { CommandError } from "./failure.ts";
import { freePort } from "./port.ts";
import { end, forget, isAlive, type ProcessRecord, recall, remember } from "./process-record.ts";
import type { TemporalProgram } from "./temporal-program.ts";

const START_PATIENCE_MS = 60_000;
const ENDING_MS = 15_000;

export interface RunningTemporal {
  readonly record: ProcessRecord;
  readonly address: string;
  /** The server's own web interface. */
  readonly uiAddress: string;
  readonly adopted: boolean;
  stop(): Promise<void>;
}

export interface TemporalOptions {
  /** `default` unless told otherwise. */
  readonly namespace?: string;
  /** Kept only in memory: for tests. */
  readonly inMemory?: boolean;
  /** How long it may take to answer after its start, in ms. */
  readonly patience?: number;
}

/** What an operator can search the cycles by. */
const ATTRIBUTE_TYPES = {
  campaign: "Keyword",
  unit: "Keyword",
  level: "Keyword",
  phase: "Keyword",
  dueAt: "Datetime",
} satisfies Record<keyof typeof SEARCH_ATTRIBUTES, string>;

const attributes = Object.entries(SEARCH_ATTRIBUTES).map(([key, name]) => ({
  name,
  type: ATTRIBUTE_TYPES[key as keyof typeof SEARCH_ATTRIBUTES],
}));

/**
 * `transferProcessorMaxPollRPS`: without it every task waits up to 50 ms. `useNewMatcher`: priorities.
 * One partition each: 40 % more starts on a single machine.
 */
const DYNAMIC_CONFIG = {
  "history.transferProcessorMaxPollRPS": "2000",
  "matching.useNewMatcher": "true",
  "matching.numTaskqueueReadPartitions": "1",
  "matching.numTaskqueueWritePartitions": "1",
};

/**
 * The Temporal server of a data folder: started, or taken over when an earlier start left it running.
 * Its file is a cache that `plenum rehydrate` can rebuild, but it survives a power cut all the same.
 */
export async function startTemporal(
  folder: string,
  program: () => Promise<TemporalProgram>,
  options: TemporalOptions = {},
): Promise<RunningTemporal> {
  const { namespace = "default", patience = START_PATIENCE_MS } = options;
  const before = recall(folder, "temporal");
  if (before !== null && before.folder === folder && isAlive(before)) {
    if (await answering(before, namespace, patience)) return running(before, true);
  }
  mkdirSync(join(folder, "temporal"), { recursive: true });
  mkdirSync(join(folder, "logs"), { recursive: true });
  const { path } = await program();
  const storage = options.inMemory ? [] : storageOf(folder, path);
  const port = await freePort(before?.port);
  const uiPort = await freePort(before?.uiPort);
  const file = join(folder, "logs", "temporal.log");
  const log = openSync(file, "a");
  const child = spawn(path, [...wordsOf(port, uiPort, namespace), ...storage], {
    detached: true,
    stdio: ["ignore", log, log],
  });
  child.on("error", () => undefined);
  child.unref();
  closeSync(log);
  const record = remember(folder, "temporal", child.pid ?? 0, { port, uiPort });
  if (await answering(record, namespace, patience)) return running(record, false);
  // It may only be slow: left to itself it would go on holding its port and its file, known to nobody.
  await end(record, "SIGTERM", ENDING_MS);
  forget(folder, "temporal");
  const said = readFileSync(file, "utf8").trim().split("\n").at(-1);
  throw new CommandError(`The Temporal server does not start: ${said} (more in ${file})`);
}

function running(record: ProcessRecord, adopted: boolean): RunningTemporal {
  return {
    record,
    address: `127.0.0.1:${record.port}`,
    uiAddress: `http://127.0.0.1:${record.uiPort}`,
    adopted,
    stop: () => end(record, "SIGTERM", ENDING_MS),
  };
}

function wordsOf(port: number, uiPort: number, namespace: string): string[] {
  return [
    "server",
    "start-dev",
    "--ip=127.0.0.1",
    `--port=${port}`,
    `--ui-port=${uiPort}`,
    "--log-level=error",
    `--namespace=${namespace}`,
    ...Object.entries(DYNAMIC_CONFIG).map(
      ([key, value]) => `--dynamic-config-value=${key}=${value}`,
    ),
    ...attributes.map(({ name, type }) => `--search-attribute=${name}=${type}`),
  ];
}

/** SQLite's file is not carried from one server version to the next; the name keeps them apart. */
function storageOf(folder: string, path: string): string[] {
  const said = execFileSync(path, ["--version"], { stdio: "pipe" }).toString();
  const version = /Server ([\d.]+)/.exec(said)?.[1] ?? "unknown";
  return [
    `--db-filename=${join(folder, "temporal", `server-${version}.db`)}`,
    "--sqlite-pragma=journal_mode=wal",
    // 2 = full: an acknowledged command outlives a power cut.
    "--sqlite-pragma=synchronous=2",
  ];
}

/** Waits until it serves its namespace; false when it ended, or is silent for too long. */
async function answering(
  record: ProcessRecord,
  namespace: string,
  patience: number,
): Promise<boolean> {
  const until = Date.now() + patience;
  while (isAlive(record) && Date.now() < until) {
    if (await serves(`127.0.0.1:${record.port}`, namespace)) return true;
    await sleep(100);
  }
  return false;
}

/** It listens before its namespace and search attributes are there; a worker would give up on that. */
async function serves(address: string, namespace: string): Promise<boolean> {
  let connection: Connection | null = null;
  try {
    connection = await Connection.connect({ address, connectTimeout: 2000 });
    await connection.workflowService.describeNamespace({ namespace });
    const known = await connection.operatorService.listSearchAttributes({ namespace });
    const names = Object.keys(known.customAttributes ?? {});
    return attributes.every(({ name }) => names.includes(name));
  } catch {
    return false;
  } finally {
    await connection?.close();
  }
}
