import { Command } from "commander";
import type { Language } from "#domain/text.ts";
import { callApi } from "./api-client.ts";
import { CommandError } from "./failure.ts";
import * as option from "./option.ts";
import { report, wordsIn } from "./output.ts";
import { tokenIn } from "./token-file.ts";

interface RemindOptions {
  readonly obligation?: string;
  readonly all?: boolean;
  readonly say: string;
  readonly tokenFile: string;
  readonly lang: Language;
  readonly json?: boolean;
}

export function command(): Command {
  return new Command("remind")
    .description("Remind one, or all who are late, in a sentence of your own; each once a day.")
    .argument("<campaign>", "its id")
    .option("--obligation <id>", "one obligation, as plenum why and the API name it")
    .option("--all", "all that are late and yours to chase")
    .requiredOption("--say <sentence>", "what you tell them")
    .requiredOption("--token-file <file>", "the token of who reminds: an operator does not")
    .addOption(option.language())
    .addOption(option.json())
    .addHelpText(
      "after",
      `
Heads and standing offices of the unit above and of the root, and the team's leader, remind; it goes out like every notice,
with your name. The letter that lists who is late: GET /api/campaigns/<campaign>/chasing-letter.

Examples:
  npx plenum remind chau-thanh-2020 --all --say "Xin hoàn thành trong tuần." --token-file ~/.plenum-token
  npx plenum remind chau-thanh-2020 --obligation binh-an/report/draft/binh-an/standing-office/1 --say "…" --token-file t`,
    )
    .action(async (campaign: string, options: RemindOptions) => {
      const { obligation, all, say: sentence, lang } = options;
      if ((obligation === undefined) === (all === undefined))
        throw new CommandError("Say whom: either --obligation <id> or --all.", 2);
      const done = await callApi<{ reminded: string[]; already: number }>({
        method: "POST",
        path: `/api/campaigns/${encodeURIComponent(campaign)}/remind`,
        body: { json: obligation === undefined ? { all, sentence } : { obligation, sentence } },
        language: lang,
        token: tokenIn(options.tokenFile),
      });
      const words = wordsIn(lang);
      report(options.json, done, () => [
        words(
          `Đã nhắc ${done.reminded.length} việc; ${done.already} việc hôm nay đã nhắc rồi.`,
          `Reminded of ${done.reminded.length}; ${done.already} had been reminded of today.`,
        ),
        ...done.reminded,
      ]);
    });
}
