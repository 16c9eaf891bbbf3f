import { Command } from "commander";
import type { Language } from "#domain/text.ts";
import * as option from "./option.ts";
import { report, wordsIn } from "./output.ts";

export function command(): Command {
  return new Command("status")
    .description(
      "How the stack and its campaigns stand; of one campaign, who is late and what comes next.",
    )
    .argument("[campaign]", "the campaign's id; without it, all campaigns")
    .addOption(option.language())
    .addOption(option.json())
    .addHelpText(
      "after",
      `
Needs the stack running (npm start).

Examples:
  npx plenum status
  npx plenum status chau-thanh-2020 --lang en
  npx plenum status --json`,
    )
    .action(async (campaign: string | undefined, options: { lang: Language; json?: boolean }) => {
      const { campaignStatus, stackStatus } = await import("./status-lines.ts");
      const words = wordsIn(options.lang);
      const { value, lines } =
        campaign === undefined
          ? await stackStatus(options.lang, words)
          : await campaignStatus(campaign, options.lang, words);
      report(options.json, value, () => lines);
    });
}
