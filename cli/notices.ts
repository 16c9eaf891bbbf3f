import { Command } from "commander";
import type { Language } from "#domain/text.ts";
import * as option from "./option.ts";
import { report } from "./output.ts";

interface NoticesOptions {
  readonly tomorrow?: boolean;
  readonly all?: boolean;
  readonly lang: Language;
  readonly json?: boolean;
}

export function command(): Command {
  return new Command("notices")
    .description("The notices that wait to be sent; with --tomorrow the messages of the next day.")
    .argument("[campaign]", "only this one; without it, every campaign that has any")
    .option("--tomorrow", "the messages as they would go tomorrow, and to whom")
    .option("--all", "those that were sent or dropped, too")
    .addOption(option.language())
    .addOption(option.json())
    .addHelpText(
      "after",
      `
Needs the stack running (npm start). “Tomorrow” is the day after the campaign's own: a rehearsal has its own clock.
What a line begins with goes into plenum why.

Examples:
  npx plenum notices
  npx plenum notices chau-thanh-2020 --tomorrow
  npx plenum notices chau-thanh-2020 --all --json`,
    )
    .action(async (campaign: string | undefined, options: NoticesOptions) => {
      const { listWaiting, listTomorrow } = await import("./notice-lines.ts");
      const { value, lines } = options.tomorrow
        ? await listTomorrow(campaign ?? null, options.lang)
        : await listWaiting(campaign ?? null, options.lang, options.all ?? false);
      report(options.json, value, () => lines);
    });
}
