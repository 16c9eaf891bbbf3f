import { closeSync, mkdirSync, openSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CommandError } from "./failure.ts";
import { type ProcessRecord, startOf, survivor } from "./process-record.ts";

const NAME = "up";

/** The process that runs a data folder at this moment, if there is one. */
export const holderOf = (folder: string): ProcessRecord | null => survivor(folder, NAME);

/**
 * Takes a data folder for this process; a second one is refused in a sentence (exit code 2).
 * What a killed holder left behind is taken over.
 */
export async function takeFolder(folder: string, port?: number): Promise<() => void> {
  mkdirSync(join(folder, "run"), { recursive: true });
  const file = join(folder, "run", `${NAME}.json`);
  const mine = { pid: process.pid, started: startOf(process.pid) ?? "", folder, port };
  for (let tries = 0; tries < 3; tries += 1) {
    const holder = holderOf(folder);
    if (holder !== null && holder.pid !== process.pid) throw taken(holder);
    try {
      if (holder === null) rmSync(file, { force: true });
      const handle = openSync(file, "wx", 0o600);
      writeFileSync(handle, JSON.stringify(mine));
      closeSync(handle);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    // Two that find the same dead holder may both remove it: the last to write stays, the other leaves.
    await sleep(60);
    if (holderOf(folder)?.pid === process.pid) return () => rmSync(file, { force: true });
  }
  const holder = holderOf(folder);
  throw holder ? taken(holder) : new CommandError(`${file} cannot be written.`);
}

function taken({ pid, folder, port }: ProcessRecord): CommandError {
  const where = port === undefined ? "" : ` at http://127.0.0.1:${port}/`;
  return new CommandError(
    `Plenum already runs on ${folder} (process ${pid})${where}: use that one, or set PLENUM_DATA and PORT for another.`,
    2,
  );
}
