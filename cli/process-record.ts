import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** One process of ours, as `<data>/run/<name>.json` remembers it. */
export interface ProcessRecord {
  readonly pid: number;
  /** The kernel's start time of that pid: a pid alone may belong to somebody else by now. */
  readonly started: string;
  /** The data folder it works for. */
  readonly folder: string;
  readonly port?: number;
  readonly uiPort?: number;
}

const fileOf = (folder: string, name: string): string => join(folder, "run", `${name}.json`);

/** When the process with this pid was started, as an opaque token; null when it is gone (or a zombie). */
export function startOf(pid: number): string | null {
  try {
    if (process.platform !== "linux") {
      const started = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { stdio: "pipe" });
      return started.toString().trim() || null;
    }
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name, in brackets, and may itself hold blanks and brackets.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

/** Remembers a running process under a name. */
export function remember(
  folder: string,
  name: string,
  pid: number,
  ports: { port?: number; uiPort?: number } = {},
): ProcessRecord {
  const record: ProcessRecord = { pid, started: startOf(pid) ?? "gone", folder, ...ports };
  mkdirSync(join(folder, "run"), { recursive: true });
  const file = fileOf(folder, name);
  writeFileSync(`${file}.new`, `${JSON.stringify(record)}\n`);
  renameSync(`${file}.new`, file);
  return record;
}

/** What was remembered under a name, whether or not it still runs. */
export function recall(folder: string, name: string): ProcessRecord | null {
  try {
    return JSON.parse(readFileSync(fileOf(folder, name), "utf8")) as ProcessRecord;
  } catch {
    return null;
  }
}

/** True while the very process that was remembered runs. */
export function isAlive(record: ProcessRecord): boolean {
  return startOf(record.pid) === record.started;
}

/** What was remembered under a name and still runs for this folder. */
export function survivor(folder: string, name: string): ProcessRecord | null {
  const record = recall(folder, name);
  return record !== null && record.folder === folder && isAlive(record) ? record : null;
}

export function forget(folder: string, name: string): void {
  rmSync(fileOf(folder, name), { force: true });
}

/** Asks a remembered process to end, and ends it by force after `patience` milliseconds. */
export async function end(
  record: ProcessRecord,
  signal: NodeJS.Signals,
  patience: number,
): Promise<void> {
  const send = (what: NodeJS.Signals): void => {
    try {
      if (isAlive(record)) process.kill(record.pid, what);
    } catch {
      // It ended between the look and the signal.
    }
  };
  send(signal);
  for (let waited = 0; isAlive(record); waited += 25) {
    if (waited >= patience) send("SIGKILL");
    await sleep(25);
  }
}
