import { Command } from "commander";
import type { Language } from "#domain/text.ts";
import * as option from "./option.ts";
import { report } from "./output.ts";

interface PlanOptions {
  readonly lang: Language;
  readonly unit?: string;
  readonly json?: boolean;
}

export function command(): Command {
  return new Command("plan")
    .description(
      "Plan a campaign file: every step with its date, its slack and the formula it came from.",
    )
    .argument("<file>", "YAML or JSON")
    .option("--unit <id>", "only this unit's steps")
    .addOption(option.language())
    .addOption(option.json())
    .addHelpText(
      "after",
      `
A timeline by day, then what clashes and what is impossible. “~” marks a date that rests on a proposed
day, “!” one that cannot be met. Slack is in working days. Exit code 2 when the plan cannot work.

Examples:
  npx plenum plan examples/chau-thanh-2020.yaml
  npx plenum plan examples/chau-thanh-2020.yaml --unit binh-an --lang en`,
    )
    .action(async (file: string, options: PlanOptions) => {
      const { rightCampaign } = await import("./campaign-file.ts");
      const { plan } = await import("#domain/plan.ts");
      const { planLines } = await import("./plan-lines.ts");
      const { CommandError } = await import("./failure.ts");
      const campaign = rightCampaign(file, options.lang);
      const planned = plan(campaign);
      if (options.unit !== undefined && !planned.cycles.some(({ unit }) => unit === options.unit)) {
        const units = planned.cycles.map(({ unit }) => unit).join(", ");
        throw new CommandError(
          `There is no unit ${options.unit} in ${file}; there are: ${units}.`,
          2,
        );
      }
      const cycles = planned.cycles.filter(({ unit }) => (options.unit ?? unit) === unit);
      const answer = { campaign: campaign.id, ...planned, cycles };
      report(options.json, answer, () => planLines(campaign, { ...planned, cycles }, options.lang));
      if (planned.problems.some(({ severity }) => severity === "error")) process.exitCode = 2;
    });
}
