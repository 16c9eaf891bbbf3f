import { Command } from "commander";
import type { Language } from "#domain/text.ts";
import * as option from "./option.ts";
import { report, wordsIn } from "./output.ts";

interface AnswerOptions {
  readonly tokenFile: string;
  readonly for?: string;
  readonly lang: Language;
  readonly json?: boolean;
}

export function command(): Command {
  return new Command("answer")
    .description(
      "Enter the answer of the party above the root, read from the package it sent back.",
    )
    .argument("<file>", "the package with its “answer” filled in, JSON or YAML")
    .requiredOption("--token-file <file>", "the token of whoever enters it: owner or clerk")
    .option("--for <person>", "whose act it is, when a clerk enters it (needs evidence)")
    .addOption(option.language())
    .addOption(option.json())
    .addHelpText(
      "after",
      `
“decision” is accept or return; “chosen” names the nominees that were taken, “reasons” says why it comes back,
“evidence” from which paper it is known, “on” which day it was given. Entering one file twice changes nothing.

Examples:
  npx plenum answer nominations.json --token-file ~/.plenum-token
  npx plenum answer nominations.json --token-file clerk.token --for tran-hai-dao`,
    )
    .action(async (file: string, options: AnswerOptions) => {
      const { enterAnswer } = await import("./answer-entry.ts");
      const command = await enterAnswer(file, options);
      const words = wordsIn(options.lang);
      report(options.json, command, () => [
        command.status === "open"
          ? words(
              `Đã nhận, đang xử lý: /api/commands/${command.id}`,
              `Received and being decided: /api/commands/${command.id}`,
            )
          : words("Đã ghi ý kiến trả lời.", "The answer is entered."),
      ]);
    });
}
