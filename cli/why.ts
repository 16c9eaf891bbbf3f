import { Command } from "commander";
import type { Language } from "#domain/text.ts";
import * as option from "./option.ts";
import { inLanguage, report } from "./output.ts";

export function command(): Command {
  return new Command("why")
    .description(
      "Why a notice went or did not, to whom, how, and what comes next; of an obligation, its remaining ladder.",
    )
    .argument("<id>", "a notice's or an obligation's id, as plenum notices shows them")
    .addOption(option.language())
    .addOption(option.json())
    .addHelpText(
      "after",
      `
Needs the stack running (npm start). “Taken by the server” is not yet delivered: that is more than a relay tells.

Examples:
  npx plenum notices chau-thanh-2020
  npx plenum why chau-thanh-2020/binh-an/plan/draft/binh-an/clerk/1/1/soon/email
  npx plenum why chau-thanh-2020/binh-an/plan/draft/binh-an/clerk/1 --lang en`,
    )
    .action(async (id: string, options: { lang: Language; json?: boolean }) => {
      const { explain } = await import("./why-answer.ts");
      const answer = await explain(id, options.lang);
      report(options.json, answer, () => answer.sentences.map(inLanguage(options.lang)));
    });
}
