import { Command } from "commander";
import * as option from "./option.ts";
import { report } from "./output.ts";

export function command(): Command {
  return new Command("restore")
    .description("Bring a backup back into an empty database, whole or not at all.")
    .argument("<file>", "made by plenum backup")
    .addOption(option.json())
    .addHelpText(
      "after",
      `
The database must hold no campaign: name a new data folder (PLENUM_DATA) or an empty DATABASE_URL. The file is
checked first. Every open cycle begins a new epoch, so that runs of before can write nothing any more; the next
start, or \`plenum rehydrate\`, starts them again in Temporal.

Example:
  PLENUM_DATA=/srv/plenum-new npx plenum restore plenum-monday.backup
  PLENUM_DATA=/srv/plenum-new npm start`,
    )
    .action(async (file: string, options: { json?: boolean }) => {
      const { checkBackup, restoreBackup } = await import("./backup-read.ts");
      const { withDatabase } = await import("./stack.ts");
      // Before a database is made for it.
      await checkBackup(file);
      const done = await withDatabase(({ ownerUrl }) => restoreBackup(ownerUrl, file), {
        create: true,
      });
      report(options.json, done, () => [
        `Restored ${done.rows} rows of ${done.tables} tables as of ${done.at}; ${done.cycles} open cycles begin a new epoch.`,
        "Next: npm start (or plenum rehydrate while it runs), then plenum verify.",
      ]);
    });
}
