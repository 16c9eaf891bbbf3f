import { Command } from "commander";
import * as option from "./option.ts";
import { note, report } from "./output.ts";

export function command(): Command {
  return new Command("rehydrate")
    .description("Start in Temporal whatever is open in Postgres and missing there.")
    .option("--raise", "begin a new epoch first: every run of before is fenced off and replaced")
    .addOption(option.json())
    .addHelpText(
      "after",
      `
Safe to repeat at any time; a starting worker does it by itself. With --raise after a move to another Temporal
server whose old one may still run. Needs the stack running (npm start), or DATABASE_URL and TEMPORAL_ADDRESS.

Examples:
  npx plenum rehydrate
  npx plenum rehydrate --raise`,
    )
    .action(async (options: { raise?: boolean; json?: boolean }) => {
      const { rehydrateNow } = await import("./rehydrate-now.ts");
      const done = await rehydrateNow(options.raise ?? false, (started, of) =>
        note(`${started} of ${of} cycles started…`),
      );
      report(options.json, done, () => [
        `${done.open} cycles are open in Postgres; ${done.started} were missing in Temporal and have been started.`,
      ]);
    });
}
