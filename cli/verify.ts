import { Command } from "commander";
import * as option from "./option.ts";
import { report } from "./output.ts";

interface VerifyOptions {
  readonly rebuild?: boolean;
  readonly heads?: string;
  readonly json?: boolean;
}

export function command(): Command {
  return new Command("verify")
    .description("Prove the audit chains: nothing changed, missing, added or reordered.")
    .argument("[campaign]", "only this one")
    .option("--rebuild", "also fold every cycle's state again from its events and compare")
    .option("--heads <file>", "compare with heads kept outside the database (an earlier --json)")
    .addOption(option.json())
    .addHelpText(
      "after",
      `
A chain proves itself up to its newest entry, except against somebody who can rewrite all of it: keep the heads
somewhere else (plenum verify --json > heads.json) and compare with --heads. Exit code 1 when anything is wrong.

Examples:
  npx plenum verify
  npx plenum verify --rebuild --json > heads-$(date +%F).json
  npx plenum verify --heads heads-2026-11-20.json`,
    )
    .action(async (campaign: string | undefined, options: VerifyOptions) => {
      const { verify } = await import("./verify-chains.ts");
      const { withDatabase } = await import("./stack.ts");
      const done = await withDatabase(({ url }) =>
        verify(url, {
          campaign: campaign ?? null,
          rebuild: options.rebuild ?? false,
          heads: options.heads ?? null,
        }),
      );
      report(options.json, done, () => [
        ...done.chains.map(
          ({ campaign: id, entries, hash, until }) =>
            `${id}: ${entries} entries, proven up to ${until} (head ${hash.slice(0, 16)}…)`,
        ),
        ...done.wrong.map(({ words }) => `WRONG  ${words}`),
        ...(options.rebuild ? [`${done.rebuilt} cycles folded again from their events.`] : []),
        done.wrong.length === 0 ? "Nothing is wrong." : `${done.wrong.length} thing(s) wrong.`,
      ]);
      if (done.wrong.length > 0) process.exitCode = 1;
    });
}
