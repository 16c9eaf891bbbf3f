import { Command } from "commander";
import type { Language } from "#domain/text.ts";
import * as option from "./option.ts";
import { report, wordsIn } from "./output.ts";

export function command(): Command {
  return new Command("check")
    .description("Check a campaign file: every problem at once, with its line and what to do.")
    .argument("<file>", "YAML or JSON")
    .addOption(option.language())
    .addOption(option.json())
    .addHelpText(
      "after",
      `
Each problem is a line: file:line:column field: sentence suggestion. Exit code 2 when there is any;
warnings alone are good. The format: docs/campaign-file.md.

Examples:
  npx plenum check examples/chau-thanh-2020.yaml
  npx plenum check my-campaign.yaml --lang en
  npx plenum check my-campaign.yaml --json | jq '.problems[].line'`,
    )
    .action(async (file: string, options: { lang: Language; json?: boolean }) => {
      const { problemLines, readCampaignAt } = await import("./campaign-file.ts");
      const result = readCampaignAt(file);
      const problems = "problems" in result ? result.problems : [];
      const warnings = "warnings" in result ? result.warnings : [];
      const words = wordsIn(options.lang);
      const answer = { ok: problems.length === 0, file, problems, warnings };
      report(options.json, answer, () => [
        ...problemLines(problems, file, options.lang),
        ...problemLines(warnings, file, options.lang).map(
          (line) => `${words("Lưu ý", "Warning")}: ${line}`,
        ),
        problems.length > 0
          ? words(`${problems.length} lỗi; sửa rồi kiểm tra lại.`, `${problems.length} problem(s).`)
          : words(
              `Tệp đúng. Tiếp theo: plenum plan ${file}`,
              `The file is right. Next: plenum plan ${file}`,
            ),
      ]);
      if (problems.length > 0) process.exitCode = 2;
    });
}
