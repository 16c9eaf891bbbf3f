import { Command, InvalidArgumentError, Option } from "commander";
import { MANNERS, type Manner } from "#domain/behaviour.ts";
import { MOST_DAYS_A_SECOND } from "#domain/speed.ts";
import type { Language } from "#domain/text.ts";
import * as option from "./option.ts";

export interface RehearseOptions {
  readonly manner: Manner;
  readonly seed: number;
  readonly live?: boolean;
  /** Live: campaign days a second, at most. */
  readonly speed: number;
  readonly brief?: boolean;
  readonly lang: Language;
  readonly json?: boolean;
}

export function command(): Command {
  return new Command("rehearse")
    .description("Rehearse a whole campaign: dry in a second, or live on the running stack.")
    .argument("<file>", "YAML or JSON")
    .addOption(
      new Option("--manner <manner>", "how people behave").choices(MANNERS).default("on-time"),
    )
    .addOption(
      new Option("--seed <number>", "the same number gives the same rehearsal")
        .argParser(wholeNumber)
        .default(1),
    )
    .option("--live", "on the running stack, by actors who act through the API")
    .addOption(
      new Option("--speed <days>", "live: campaign days a second, at most")
        .argParser(positive)
        .default(1),
    )
    .option("--brief", "leave the list of every notice out")
    .addOption(option.language())
    .addOption(option.json())
    .addHelpText(
      "after",
      `
Dry: needs nothing running and changes nothing. Prints what is finished on each day, who has how much to do,
every notice that would go out, gates that can never open, and the day it ends. Exit code 2 when the file
is wrong, 1 when the rehearsal gets stuck.
Live (--live): a realm of its own on the running stack; mail goes to the rehearsal's mailbox only; watch it in
the browser. On time and undisturbed it equals the dry rehearsal exactly: differences are printed, and exit
code 1. Stopped halfway, the same command goes on.

Examples:
  npx plenum rehearse examples/chau-thanh-2020.yaml
  npx plenum rehearse examples/chau-thanh-2020.yaml --manner some-late --seed 7 --brief --lang en
  npx plenum rehearse examples/chau-thanh-2020.yaml --live --speed 10`,
    )
    .action(async (file: string, options: RehearseOptions) => {
      const { rightCampaign } = await import("./campaign-file.ts");
      const campaign = rightCampaign(file, options.lang);
      if (options.live) {
        const { rehearseLive } = await import("./rehearse-live.ts");
        process.exitCode = await rehearseLive(file, campaign, options);
      } else {
        const { rehearseDry } = await import("./rehearse-dry.ts");
        process.exitCode = rehearseDry(campaign, options);
      }
    });
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new InvalidArgumentError("It must be a whole number, 0 or more.");
}

function positive(text: string): number {
  const number = Number(text);
  if (number > 0 && number <= MOST_DAYS_A_SECOND) return number;
  throw new InvalidArgumentError(
    `It must be a number of days above 0, at most ${MOST_DAYS_A_SECOND} a second.`,
  );
}
