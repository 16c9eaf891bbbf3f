import { config } from "#config.ts";
import { CommandError } from "./failure.ts";
import { takeFolder } from "./lock.ts";
import { say } from "./output.ts";
import { isFree } from "./port.ts";
import { end, survivor } from "./process-record.ts";
import type { KeptRehearsal } from "./up-rehearsal.ts";
import { openStack } from "./up-stack.ts";
import { watchSources } from "./up-watch.ts";
import { welcome } from "./up-welcome.ts";

export interface UpOptions {
  readonly empty?: boolean;
  readonly dev?: boolean;
}

/** Runs the whole stack until a signal ends it in good order. */
export async function up(options: UpOptions): Promise<void> {
  const begun = Date.now();
  const leave = await takeFolder(config.dataFolder, config.port);
  const stack = openStack(show);
  const interrupted = new Promise<"interrupted">((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => resolve("interrupted"));
    }
  });
  let unwatch = (): void => undefined;
  let rehearsal: KeptRehearsal | null = null;
  try {
    await freeOurPort();
    show(`Plenum starts; data in ${config.dataFolder}`);
    const outcome = await Promise.race([stack.start(), interrupted]);
    if (outcome !== "interrupted") {
      if (options.dev) unwatch = watchSources(show);
      rehearsal = await welcome(outcome, { show, begun, rehearse: !options.empty });
      await interrupted;
    }
    say("");
    show("Stopping…");
  } finally {
    unwatch();
    await rehearsal?.stop();
    await stack.stop();
    leave();
  }
  show("Stopped. Nothing is lost: npm start goes on where it was.");
  // A start that was interrupted may still be waiting for something.
  process.exit(0);
}

const clock = (): string => new Date().toTimeString().slice(0, 8);

function show(line: string): void {
  say(`${clock()}  ${line}`);
}

/** The page's port must be free; what a killed start of ours left on it is ended first. */
async function freeOurPort(): Promise<void> {
  const left = survivor(config.dataFolder, "api");
  if (left) await end(left, "SIGTERM", 3_000);
  if (await isFree(config.port, config.host)) return;
  throw new CommandError(
    `Another program uses port ${config.port} of ${config.host}: end it, or set PORT to a free one (PORT=${config.port + 1} npm start).`,
    2,
  );
}
