import { readFileSync } from "node:fs";
import { conduct, type Stage } from "#api/conductor/conductor.ts";
import { type Api, apiWith, HttpProblem } from "#api/conductor/http.ts";
import type { CampaignDetail } from "#api/contract-campaign.ts";
import type { RehearsalStarted } from "#api/contract-rehearsal.ts";
import { config } from "#config.ts";
import type { Campaign } from "#domain/campaign.ts";
import { plan } from "#domain/plan.ts";
import { reportOf } from "#domain/rehearsal-report.ts";
import { apiAddress, operatorToken } from "./api-client.ts";
import { report, wordsIn } from "./output.ts";
import { differences, dryTrace, liveTrace } from "./rehearsal/compare.ts";
import { type Remembered, recall, remember } from "./rehearsal/memory.ts";
import { progressLine } from "./rehearsal/progress.ts";
import type { RehearseOptions } from "./rehearse.ts";
import { dryRehearsal } from "./rehearse-dry.ts";

const DAY_S = 86_400;

/** Rehearses on the running stack; 0 when live equals dry (or the manner is not `on-time`), else 1. */
export async function rehearseLive(
  file: string,
  campaign: Campaign,
  options: RehearseOptions,
): Promise<number> {
  const words = wordsIn(options.lang);
  const base = apiAddress();
  const operator = apiWith(base, await operatorToken());
  const memory =
    (await going(operator, campaign)) ?? (await begin(operator, file, campaign, options));
  const stage: Stage = {
    base,
    operator,
    campaign: memory.campaign,
    actors: new Map(memory.actors),
  };
  const show = progressLine(campaign, options);
  const { manner, seed } = memory;
  const conducted = await conduct(stage, campaign, plan(campaign), { manner, seed }, show.update);
  show.end();
  const dry = dryRehearsal(campaign, { manner, seed });
  const different = differences(dryTrace(dry), await liveTrace(operator, memory.campaign));
  const summary = reportOf(campaign, dry);
  const acts = conducted.acts.filter((act) => act.result === "done").length;
  const answer = { campaign: memory.campaign, ends: conducted.ends, acts, differences: different };
  report(options.json, answer, () => [
    ...different.slice(0, 40),
    different.length === 0
      ? words(
          `Diễn tập xong, đúng như bản thử: ${summary.done}/${summary.steps} bước, ${acts} việc, ${summary.notices} thư nhắc.`,
          `The rehearsal is over and equals the dry one: ${summary.done} of ${summary.steps} steps, ${acts} acts, ${summary.notices} notices.`,
        )
      : words(
          `Diễn tập xong, khác bản thử ${different.length} chỗ (- chỉ có ở bản thử, + chỉ có ở bản chạy thật).`,
          `The rehearsal is over and differs from the dry one in ${different.length} place(s) (- dry only, + live only).`,
        ),
    `${base}/campaigns/${memory.campaign}`,
  ]);
  return different.length === 0 ? 0 : 1;
}

/** A rehearsal of this file that was stopped halfway and still runs. */
async function going(operator: Api, campaign: Campaign): Promise<Remembered | null> {
  const memory = recall(config.dataFolder, campaign.id);
  if (memory === null) return null;
  try {
    const path = `/api/campaigns/${encodeURIComponent(memory.campaign)}`;
    const detail = await operator.get<CampaignDetail>(path);
    return detail.status === "running" ? memory : null;
  } catch (error) {
    if (error instanceof HttpProblem && error.status === 404) return null;
    throw error;
  }
}

async function begin(
  operator: Api,
  file: string,
  campaign: Campaign,
  options: RehearseOptions,
): Promise<Remembered> {
  const started = await operator.send<RehearsalStarted>("POST", "/api/rehearsals", {
    file: readFileSync(file, "utf8"),
    speed: options.speed * DAY_S,
    seed: options.seed,
  });
  const memory: Remembered = {
    campaign: started.campaign,
    manner: options.manner,
    seed: options.seed,
    actors: started.actors.map(({ person, token }) => [person, token] as const),
  };
  remember(config.dataFolder, campaign.id, memory);
  return memory;
}
