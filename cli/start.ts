import { Command } from "commander";
import type { Language } from "#domain/text.ts";
import * as option from "./option.ts";
import { report, wordsIn } from "./output.ts";

export function command(): Command {
  return new Command("start")
    .description("Start a campaign for real, whole or not at all.")
    .argument("<file>", "YAML or JSON")
    .addOption(option.language())
    .addOption(option.json())
    .addHelpText(
      "after",
      `
Needs the stack running (npm start). A file that already runs is said so and changes nothing; one that runs
with other content is refused with the differences; one whose dates are past is refused with the ways there are.

Examples:
  npx plenum start examples/an-giang-2026.yaml
  npx plenum start my-campaign.yaml --json`,
    )
    .action(async (file: string, options: { lang: Language; json?: boolean }) => {
      const { callApi } = await import("./api-client.ts");
      const { contentOf, rightCampaign } = await import("./campaign-file.ts");
      const { instantWords } = await import("#domain/date-words.ts");
      const { config } = await import("#config.ts");
      rightCampaign(file, options.lang);
      const started = await callApi<import("#api/contract-campaign.ts").Started>({
        method: "POST",
        path: "/api/campaigns",
        body: { yaml: contentOf(file) },
        language: options.lang,
      });
      const words = wordsIn(options.lang);
      const { campaign, already, units, steps, ends } = started;
      report(options.json, started, () => [
        already
          ? words(
              `«${campaign}» đang chạy rồi; không có gì thay đổi.`,
              `“${campaign}” already runs; nothing has changed.`,
            )
          : words(
              `«${campaign}» đã bắt đầu: ${units} đơn vị, ${steps} bước, hạn cuối ${instantWords(ends)}.`,
              `“${campaign}” has started: ${units} units, ${steps} steps, ends ${instantWords(ends)}.`,
            ),
        `${words("Xem", "Look")}: ${config.publicUrl}/ · plenum status ${campaign}`,
      ]);
    });
}
