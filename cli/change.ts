import { Command } from "commander";
import type { ChangeItem, ChangePreviewView, ChangeView } from "#api/contract-change.ts";
import { dayWords } from "#domain/date-words.ts";
import type { Language } from "#domain/text.ts";
import { dayOf } from "#domain/time.ts";
import { callApi } from "./api-client.ts";
import { changeIn } from "./change-words.ts";
import * as option from "./option.ts";
import { report, wordsIn } from "./output.ts";
import { tokenIn } from "./token-file.ts";

interface ChangeOptions {
  readonly tokenFile: string;
  readonly reason?: string;
  readonly paper?: string;
  readonly lang: Language;
  readonly json?: boolean;
}

export function command(): Command {
  const whole = new Command("change").description(
    "Change a running campaign: propose, preview, decide, undo. The rules are those of the page and the API.",
  );
  whole.addCommand(about("list", "what was proposed and made, the latest first").action(list));
  whole.addCommand(
    asking("preview", "what it would do; nothing happens")
      .action(preview)
      .addHelpText("after", WORDS),
  );
  whole.addCommand(
    asking("propose", "propose it; somebody decides").action(propose).addHelpText("after", WORDS),
  );
  for (const act of ["decide", "withdraw", "undo"] as const) {
    whole.addCommand(
      about(act, ACTS[act])
        .argument("<id>", "the change")
        .action((campaign, id, options) => settle(act, campaign, id, options)),
    );
  }
  return whole;
}

const ACTS = {
  decide: "decide a proposal as it stands now; it is committed as a whole",
  withdraw: "withdraw a proposal of your own",
  undo: "undo within the grace, before anybody is told",
} as const;

const WORDS = `
The change in words:
  move-anchor NAME DAY             move-conference UNIT STEP DAY
  suspend [UNIT…]                  resume shift|replan [UNIT…]
  replace-pilot UNIT               drop-unit UNIT
Days are 2020-06-30. Without units, all of them; a unit stands for all below it.

Example:
  npx plenum change propose chau-thanh-2020 suspend --reason "Dịch bệnh" --paper "CV 12, 28/03/2020" --token-file t`;

const about = (name: string, words: string): Command =>
  new Command(name)
    .description(words)
    .argument("<campaign>", "its id")
    .requiredOption("--token-file <file>", "the token of who asks")
    .addOption(option.language())
    .addOption(option.json());

const asking = (name: string, words: string): Command =>
  about(name, words)
    .argument("<words...>", "the change")
    .requiredOption("--reason <sentence>", "why: everybody concerned reads it")
    .option("--paper <number>", "the paper that orders it");

const pathOf = (campaign: string): string =>
  `/api/campaigns/${encodeURIComponent(campaign)}/changes`;

const bodyOf = (words: readonly string[], { reason = "", paper }: ChangeOptions) => ({
  json: { change: changeIn(words), reason, paper: paper ?? null },
});

const asked = ({ tokenFile, lang }: ChangeOptions) => ({
  language: lang,
  token: tokenIn(tokenFile),
});

async function list(campaign: string, options: ChangeOptions): Promise<void> {
  const page = await callApi<{ items: ChangeView[] }>({
    method: "GET",
    path: pathOf(campaign),
    ...asked(options),
  });
  report(options.json, page, () =>
    page.items.map(
      ({ id, status, change, reason }) => `${id}  ${status}  ${change.kind}  ${reason}`,
    ),
  );
}

async function preview(
  campaign: string,
  words: readonly string[],
  options: ChangeOptions,
): Promise<void> {
  const path = `${pathOf(campaign)}/preview`;
  const body = bodyOf(words, options);
  const seen = await callApi<ChangePreviewView>({ method: "POST", path, body, ...asked(options) });
  const { figures, dates, impossible, clashes } = seen;
  const say = wordsIn(options.lang);
  report(options.json, seen, () => [
    ...dates.map(
      ({ unitName, title, from, to, words: formula, slack }) =>
        `${unitName}: ${title[options.lang]}  ${dayWords(dayOf(from))} → ${dayWords(dayOf(to))}  (${formula[options.lang]}; ${slack.from} → ${slack.to})`,
    ),
    say(
      `${figures.moved} ngày dời, ${figures.cancelled} bước hủy, ${impossible.length} không kịp, ${clashes.length} chồng chéo, ${figures.people} người được báo.`,
      `${figures.moved} dates move, ${figures.cancelled} steps go, ${impossible.length} cannot be kept, ${clashes.length} clashes, ${figures.people} people are told.`,
    ),
  ]);
}

async function propose(
  campaign: string,
  words: readonly string[],
  options: ChangeOptions,
): Promise<void> {
  const body = bodyOf(words, options);
  const path = pathOf(campaign);
  const made = await callApi<ChangeItem>({ method: "POST", path, body, ...asked(options) });
  report(options.json, made, () => [lineOf(made)]);
}

async function settle(
  act: keyof typeof ACTS,
  campaign: string,
  id: string,
  options: ChangeOptions,
): Promise<void> {
  const path = `${pathOf(campaign)}/${encodeURIComponent(id)}`;
  const json = act === "decide" ? await seenNow(path, options) : {};
  const done = await callApi<ChangeItem>({
    method: "POST",
    path: `${path}/${act}`,
    body: { json },
    ...asked(options),
  });
  report(options.json, done, () => [lineOf(done)]);
}

/** It is decided on what it would do at this moment. */
async function seenNow(
  path: string,
  options: ChangeOptions,
): Promise<{ readonly basedOn: number; readonly hash: string }> {
  const { basedOn, hash } = await callApi<ChangePreviewView>({
    method: "GET",
    path: `${path}/preview`,
    ...asked(options),
  });
  return { basedOn, hash };
}

const lineOf = ({ id, status }: ChangeItem): string => `${id}  ${status}`;
