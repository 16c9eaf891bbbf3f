import { Command } from "commander";
import * as option from "./option.ts";
import { report } from "./output.ts";

interface VerifyOptions {
  readonly key?: string;
  readonly head?: string;
  readonly json?: boolean;
}

export function command(): Command {
  return new Command("audit")
    .description("Take an audit chain out of the database, and prove such a file without one.")
    .addCommand(exporting().exitOverride())
    .addCommand(verifying().exitOverride())
    .addHelpText(
      "after",
      `
Examples:
  npx plenum audit export chau-thanh-2020 --out chau-thanh.ndjson
  npx plenum audit export realm/real --out installation.ndjson
  npx plenum audit verify chau-thanh.ndjson --head 775:5f0c…

The format: docs/audit.md. To check chains in the database itself: npx plenum verify.`,
    );
}

function exporting(): Command {
  return new Command("export")
    .description("Write a chain into one file.")
    .argument("<chain>", "a campaign's id, or realm/real for the installation's own")
    .requiredOption("--out <file>", "where to write it")
    .addOption(option.json())
    .action(async (chain: string, { out, json }: { out: string; json?: boolean }) => {
      const { exportAudit } = await import("./audit-export.ts");
      const { withDatabase } = await import("./stack.ts");
      const entries = await withDatabase(({ url }) => exportAudit(url, chain, out));
      report(json, { chain, file: out, entries }, () => [
        `${chain}: ${entries} entries written to ${out}. Prove it: npx plenum audit verify ${out}`,
      ]);
    });
}

function verifying(): Command {
  return new Command("verify")
    .description(
      "Prove an exported chain: nothing changed, missing, added or reordered. Needs no database.",
    )
    .argument("<file>")
    .option("--key <base64>", "the installation's public key, as you were told it")
    .option("--head <n:hash>", "a head that you kept earlier; it must be in the file")
    .addOption(option.json())
    .action(async (file: string, options: VerifyOptions) => {
      const { verifyAuditFile } = await import("./audit-verify.ts");
      const { key = null, head = null } = options;
      const done = await verifyAuditFile(file, { key, head });
      report(options.json, done, () => [
        `${done.chain}: ${done.entries} entries, proven up to ${done.until ?? "nothing"}`,
        `head ${done.entries}:${done.hash}`,
        `signed by ${done.key}`,
        ...done.wrong.map((words) => `WRONG  ${words}`),
        done.wrong.length === 0 ? "Nothing is wrong." : `${done.wrong.length} thing(s) wrong.`,
      ]);
      if (done.wrong.length > 0) process.exitCode = 1;
    });
}
