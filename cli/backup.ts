import { Command } from "commander";
import * as option from "./option.ts";
import { report } from "./output.ts";

export function command(): Command {
  return new Command("backup")
    .description("Write the whole database, as it is at one instant, into one file.")
    .argument("[file]", "a new file; plenum-<date>.backup when left out")
    .addOption(option.json())
    .addHelpText(
      "after",
      `
Works while the stack runs (nobody waits for it) and while it does not. The file is compressed and holds its own
checksums; whoever has it has everything, so keep it as safe as the data folder. Temporal's file is not in it:
it is a cache that a restore rebuilds.

Examples:
  npx plenum backup
  npx plenum backup /mnt/backup/plenum-monday.backup`,
    )
    .action(async (file: string | undefined, options: { json?: boolean }) => {
      const { writeBackup } = await import("./backup-write.ts");
      const { withDatabase } = await import("./stack.ts");
      const day = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
      const path = file ?? `plenum-${day}.backup`;
      const done = await withDatabase(({ ownerUrl }) => writeBackup(ownerUrl, path));
      report(options.json, done, () => [
        `${done.file}: ${done.rows} rows of ${done.tables} tables, ${Math.ceil(done.bytes / 1024)} KiB.`,
        `Back with: PLENUM_DATA=<new folder> plenum restore ${done.file}`,
      ]);
    });
}
