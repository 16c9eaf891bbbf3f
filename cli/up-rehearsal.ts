import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { config, environmentWith } from "#config.ts";

const PLENUM = fileURLToPath(new URL("plenum.js", import.meta.url));
const LIVE = fileURLToPath(new URL("rehearse-live.ts", import.meta.url));
const SEED = "examples/chau-thanh-2020.yaml";

/** Begins the seed campaign's live rehearsal beside the stack, so that a newcomer's first page already moves. */
export function beginRehearsal(show: (line: string) => void): void {
  if (!existsSync(LIVE)) return;
  const file = fileURLToPath(new URL(`../${SEED}`, import.meta.url));
  const log = openSync(join(config.dataFolder, "logs", "rehearsal.log"), "a");
  const child = spawn(process.execPath, [PLENUM, "rehearse", file, "--live"], {
    env: environmentWith({ PLENUM_DATA: config.dataFolder }),
    stdio: ["ignore", log, log, "ipc"],
  });
  closeSync(log);
  show(`The example's rehearsal begins: ${SEED}, a day a second at most (--empty leaves it out).`);
  child.on("exit", (code) => {
    if (code === 0) show("The example's rehearsal has ended; its summary is on the page.");
    else if (code !== null) {
      show(`The example's rehearsal stopped; again: npx plenum rehearse ${SEED} --live`);
    }
  });
}
