import { Command } from "commander";

interface UpOptions {
  readonly empty?: boolean;
  readonly dev?: boolean;
}

export function command(): Command {
  return new Command("up")
    .description("Run everything on this machine and keep it running, until Ctrl-C.")
    .option("--empty", "do not begin the example's live rehearsal on an empty data folder")
    .option(
      "--dev",
      "for work on Plenum: restart worker and API, and rebuild the page, when sources change",
    )
    .addHelpText(
      "after",
      `
Starts PostgreSQL (unless DATABASE_URL is set), a Temporal server (unless TEMPORAL_ADDRESS is set; found,
fetched or built once), migrates the database, builds the page when its sources are newer, starts worker and
API, and prints one address. All data is in one folder (PLENUM_DATA). What ends by accident is started again;
what a killed start left running is taken over.

Examples:
  npm start
  npx plenum up --empty
  PLENUM_DATA=/srv/plenum PORT=8080 npx plenum up`,
    )
    .action(async (options: UpOptions) => {
      const { up } = await import("./up-run.ts");
      await up(options);
    });
}
