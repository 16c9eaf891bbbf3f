import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { config, environmentWith } from "#config.ts";
import { CommandError } from "./failure.ts";
import type { Started } from "./part.ts";
import { end, forget, isAlive, remember, survivor } from "./process-record.ts";

const PLENUM = fileURLToPath(new URL("plenum.js", import.meta.url));
const READY_PATIENCE_MS = 90_000;
const END_PATIENCE_MS = 8_000;

export interface ChildOptions {
  readonly command: "worker" | "api";
  readonly env: Record<string, string>;
  /** Says so when it can work; until then the child is only starting. */
  readonly ready: (child: ChildProcess) => Promise<boolean>;
}

/**
 * Starts one of our own processes as `plenum <command>`. It ends by itself when its supervisor is gone; one
 * that a killed supervisor left behind is ended first, because its settings may be of yesterday.
 */
export async function startChild({ command, env, ready }: ChildOptions): Promise<Started> {
  const folder = config.dataFolder;
  const left = survivor(folder, command);
  if (left) await end(left, "SIGTERM", 3_000);
  mkdirSync(join(folder, "logs"), { recursive: true });
  const file = join(folder, "logs", `${command}.log`);
  const log = openSync(file, "a");
  const child = spawn(process.execPath, [PLENUM, command], {
    env: environmentWith({ ...env, PLENUM_DATA: folder }),
    // A group of its own: Ctrl-C reaches the supervisor, which ends the parts in their order.
    detached: true,
    stdio: ["ignore", log, log, "ipc"],
  });
  closeSync(log);
  child.on("error", () => undefined);
  const record = remember(folder, command, child.pid ?? 0);
  const stop = async (): Promise<void> => {
    await end(record, "SIGTERM", END_PATIENCE_MS);
    forget(folder, command);
  };
  const until = Date.now() + READY_PATIENCE_MS;
  while (isAlive(record) && Date.now() < until) {
    if (await ready(child)) return { record, words: `process ${record.pid}`, stop };
    await sleep(50);
  }
  const silent = isAlive(record);
  await stop();
  const said = readFileSync(file, "utf8").trim().split("\n").at(-1) ?? "";
  const what = silent ? "is not ready after a minute and a half" : "has ended while starting";
  throw new CommandError(`The ${command} ${what}: ${said} (more in ${file}).`);
}

/** Remembers that a child has said `ready` over its channel. */
export function hearingReady(): (child: ChildProcess) => Promise<boolean> {
  const ready = new WeakSet<ChildProcess>();
  const heard = new WeakSet<ChildProcess>();
  return async (child) => {
    if (!heard.has(child)) {
      heard.add(child);
      child.on("message", (message) => {
        if (message === "ready") ready.add(child);
      });
    }
    return ready.has(child);
  };
}

/** For a child: ends this process, in good order, when its supervisor is gone. */
export function followSupervisor(): void {
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), END_PATIENCE_MS).unref();
  });
}
