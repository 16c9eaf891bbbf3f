import { Command } from "commander";
import type { Language } from "#domain/text.ts";
import * as option from "./option.ts";
import { report } from "./output.ts";

export function command(): Command {
  return new Command("doctor")
    .description(
      "Look for everything that does not agree, in the surroundings and in the rows, and say what to do.",
    )
    .option("--heal", "put right what is safe to put right, each with its audit entry")
    .addOption(option.language())
    .addOption(option.json())
    .addHelpText(
      "after",
      `
The same comparison runs by itself each night at 03:30 (Vietnam) and after each start of a worker; what it could not
heal is told here again. Without --heal nothing is written. Exit code 0: nothing is wrong, or all of it was healed;
1: something is left. A line that begins with ! is advice and does not count.

Examples:
  npx plenum doctor
  npx plenum doctor --heal --lang en
  npx plenum doctor --json | jq .left`,
    )
    .action(async (options: { heal?: boolean; lang: Language; json?: boolean }) => {
      const { examine } = await import("./doctor-visit.ts");
      const { doctorLines, doctorValue } = await import("./doctor-lines.ts");
      const visit = await examine(options.heal ?? false);
      report(options.json, doctorValue(visit), () => doctorLines(visit, options.lang));
      if (!visit.well) process.exitCode = 1;
    });
}
