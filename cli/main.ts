import { Command, CommanderError } from "commander";
import { note } from "./output.ts";

const COMMANDS = {
  up: () => import("./up.ts"),
  check: () => import("./check.ts"),
  plan: () => import("./plan.ts"),
  rehearse: () => import("./rehearse.ts"),
  import: () => import("./import.ts"),
  start: () => import("./start.ts"),
  answer: () => import("./answer.ts"),
  address: () => import("./address.ts"),
  change: () => import("./change.ts"),
  remind: () => import("./remind.ts"),
  notices: () => import("./notices.ts"),
  why: () => import("./why.ts"),
  status: () => import("./status.ts"),
  token: () => import("./token.ts"),
  account: () => import("./account.ts"),
  feed: () => import("./feed.ts"),
  migrate: () => import("./migrate.ts"),
  backup: () => import("./backup.ts"),
  restore: () => import("./restore.ts"),
  verify: () => import("./verify.ts"),
  audit: () => import("./audit.ts"),
  rehydrate: () => import("./rehydrate.ts"),
  doctor: () => import("./doctor.ts"),
  worker: () => import("./worker.ts"),
  api: () => import("./api.ts"),
};

/**
 * Runs one command line and gives its exit code: 0 good, 2 bad input, 1 failure. A person never sees a
 * stack trace: every error is one sentence.
 */
export async function run(argv: readonly string[]): Promise<number> {
  try {
    const program = await plenum(argv[2]);
    await program.parseAsync(argv);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    note(`plenum: ${error instanceof Error ? error.message : String(error)}`);
    return exitCodeOf(error);
  }
}

/** Only the command that is asked for is loaded; help needs them all. */
async function plenum(asked: string | undefined): Promise<Command> {
  const program = new Command("plenum")
    .description("Summary conferences on many levels, as durable work.")
    .exitOverride()
    .showSuggestionAfterError()
    .addHelpText("after", HELP);
  const known = Object.entries(COMMANDS).filter(([name]) => name === asked);
  for (const [, load] of known.length > 0 ? known : Object.entries(COMMANDS)) {
    const { command } = await load();
    program.addCommand(command().exitOverride());
  }
  return program;
}

const HELP = `
Examples:
  npm start                                        everything on this machine, data in .plenum/
  npx plenum check examples/chau-thanh-2020.yaml   every problem of a campaign file at once
  npx plenum rehearse examples/chau-thanh-2020.yaml
  npx plenum help start                            one command in detail

Exit codes: 0 good, 2 bad input, 1 failure. Settings: .env.example. More: docs/cli.md.`;

function exitCodeOf(error: unknown): number {
  const told = typeof error === "object" && error !== null && "exitCode" in error;
  if (told) return Number(error.exitCode);
  return error instanceof Error && error.name === "ConfigError" ? 2 : 1;
}
