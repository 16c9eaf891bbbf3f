import { createHash } from "node:crypto";
import type { Campaign } from "#domain/campaign.ts";
import { plan } from "#domain/plan.ts";
import { type Rehearsal, rehearse } from "#domain/rehearsal.ts";
import { reportOf } from "#domain/rehearsal-report.ts";
import { report } from "./output.ts";
import { rehearsalLines } from "./rehearsal-lines.ts";
import type { RehearseOptions } from "./rehearse.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Runs the campaign on a virtual clock and prints what would happen; 1 when it gets stuck, else 0. */
export function rehearseDry(campaign: Campaign, options: RehearseOptions): number {
  const rehearsal = dryRehearsal(campaign, options);
  const summary = reportOf(campaign, rehearsal);
  const { manner, seed } = options;
  const { notices } = rehearsal;
  const answer = { campaign: campaign.id, manner, seed, ...summary, notices };
  report(options.json, answer, () => rehearsalLines(campaign, rehearsal, summary, options));
  return summary.stuck.length > 0 ? 1 : 0;
}

export const dryRehearsal = (
  campaign: Campaign,
  { manner, seed }: Pick<RehearseOptions, "manner" | "seed">,
): Rehearsal => rehearse(campaign, plan(campaign), { manner, seed }, sha256);
