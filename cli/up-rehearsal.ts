import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { config, environmentWith } from "#config.ts";
import { end, forget, recall, remember, survivor } from "./process-record.ts";

const PLENUM = fileURLToPath(new URL("plenum.js", import.meta.url));
const SEED = "examples/chau-thanh-2020.yaml";
const NAME = "rehearsal";
const MOST_TRIES = 5;
const PAUSE_MS = 2_000;

export interface KeptRehearsal {
  /** Ends it for now: the next start goes on with it. */
  stop(): Promise<void>;
}

/** True when an earlier start began the example's rehearsal and it has not ended. */
export const isRehearsalUnfinished = (): boolean => recall(config.dataFolder, NAME) !== null;

/**
 * Has the seed campaign's live rehearsal run beside the stack, so that a newcomer's first page already moves.
 * One that was killed goes on where it was: the same command continues it.
 */
export async function keepRehearsal(show: (line: string) => void): Promise<KeptRehearsal> {
  const left = survivor(config.dataFolder, NAME);
  if (left) await end(left, "SIGTERM", 3_000);
  show(
    `The example's rehearsal ${left || isRehearsalUnfinished() ? "goes on" : "begins"}: ${SEED}.`,
  );
  let stopping = false;
  const running = run();
  return {
    stop: async () => {
      stopping = true;
      const current = survivor(config.dataFolder, NAME);
      if (current) await end(current, "SIGTERM", 3_000);
      await running;
    },
  };

  async function run(): Promise<void> {
    for (let tries = 1; !stopping; tries += 1) {
      const code = await rehearseOnce();
      if (stopping) return;
      if (code === 0) {
        forget(config.dataFolder, NAME);
        return show("The example's rehearsal has ended, exactly as its dry one said.");
      }
      if (tries === MOST_TRIES || code === 2) {
        forget(config.dataFolder, NAME);
        return show(`The example's rehearsal has ended: see ${logFile()}.`);
      }
      await sleep(PAUSE_MS);
    }
  }
}

const logFile = (): string => join(config.dataFolder, "logs", "rehearsal.log");

/** Its exit code; null when it was killed. */
function rehearseOnce(): Promise<number | null> {
  const file = fileURLToPath(new URL(`../${SEED}`, import.meta.url));
  const log = openSync(logFile(), "a");
  const child = spawn(process.execPath, [PLENUM, "rehearse", file, "--live"], {
    env: environmentWith({ PLENUM_DATA: config.dataFolder }),
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  remember(config.dataFolder, NAME, child.pid ?? 0);
  return new Promise((resolve) => {
    child.on("error", () => resolve(1));
    child.on("exit", (code) => resolve(code));
  });
}
