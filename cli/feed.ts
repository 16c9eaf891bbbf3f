import { Command, Option } from "commander";
import type { Language } from "#domain/text.ts";
import * as option from "./option.ts";
import { report, wordsIn } from "./output.ts";

interface Options {
  readonly lang: Language;
  readonly json?: boolean;
}

export interface CreateOptions extends Options {
  readonly person?: string;
  readonly team?: string;
  readonly unit?: string;
  readonly campaign?: string;
  readonly label?: string;
}

export function command(): Command {
  return new Command("feed")
    .description("Calendars for phones and mail programs: make, list and revoke their addresses.")
    .addCommand(create().exitOverride())
    .addCommand(list().exitOverride())
    .addCommand(revoke().exitOverride())
    .addCommand(reply().exitOverride())
    .addHelpText(
      "after",
      `
Needs the stack running (npm start). Whoever has an address reads that calendar; it is shown this once.

Examples:
  npx plenum feed create --person tran-hai-dao
  npx plenum feed create --campaign chau-thanh-2020 --team to-1 --label "phone of team 1"
  npx plenum feed create --campaign chau-thanh-2020
  npx plenum feed revoke f-Xy3…
  npx plenum feed reply answer.ics`,
    );
}

const create = (): Command =>
  new Command("create")
    .description("Make a calendar's address: of a person, a team, a unit, or a whole campaign.")
    .option("--person <id>", "what a person owes and where they are expected, in all campaigns")
    .option("--team <id>", "of the units that a guidance team follows")
    .option("--unit <id>", "of one unit")
    .option("--campaign <id>", "the campaign; alone: all its conferences, and the root's deadlines")
    .option("--label <words>", "what it is for")
    .addOption(option.language())
    .addOption(option.json())
    .action(async (options: CreateOptions) => {
      const { createFeed } = await import("./feed-change.ts");
      const made = await createFeed(options);
      const words = wordsIn(options.lang);
      report(options.json, made, () => [
        made.address,
        words(
          `Mã ${made.id}. Địa chỉ chỉ hiện một lần; thu hồi bằng: plenum feed revoke ${made.id}`,
          `id ${made.id}; shown this once, revoke it with: plenum feed revoke ${made.id}`,
        ),
      ]);
    });

const list = (): Command =>
  new Command("list")
    .description("The addresses there are, without their secrets.")
    .addOption(new Option("--all", "revoked ones too"))
    .addOption(option.language())
    .addOption(option.json())
    .action(async (options: Options & { readonly all?: boolean }) => {
      const { feedLines, listFeeds } = await import("./feed-change.ts");
      const items = await listFeeds(options.all === true, options.lang);
      report(options.json, items, () => feedLines(items, wordsIn(options.lang)));
    });

const revoke = (): Command =>
  new Command("revoke")
    .description("Make an address useless from now on.")
    .argument("<id>", "as `plenum feed list` shows it")
    .addOption(option.language())
    .addOption(option.json())
    .action(async (id: string, options: Options) => {
      const { revokeFeed } = await import("./feed-change.ts");
      const feed = await revokeFeed(id, options.lang);
      const words = wordsIn(options.lang);
      report(options.json, feed, () => [words(`Đã thu hồi: ${id}`, `Revoked: ${id}`)]);
    });

const reply = (): Command =>
  new Command("reply")
    .description("Enter a reply to an invitation: the text/calendar part of the mail, as a file.")
    .argument("<file>", "the .ics file")
    .addOption(option.language())
    .addOption(option.json())
    .action(async (file: string, options: Options) => {
      const { enterReply } = await import("./feed-change.ts");
      const entered = await enterReply(file, options.lang);
      report(options.json, entered, () => [entered.words[options.lang]]);
    });
