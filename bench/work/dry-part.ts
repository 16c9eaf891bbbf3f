import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { readCampaign } from "#api/file/read.ts";
import { dryRehearsal } from "#cli/rehearse-dry.ts";
import type { DryUse } from "./dry.ts";

/** One dry rehearsal in a fresh process: the code is loaded, but nothing of it has run before. */
const file = process.argv[2] ?? "";
const before = process.cpuUsage();
const result = readCampaign(readFileSync(file), basename(file));
if (!("campaign" in result)) throw new Error(`${file} has problems`);
const { campaign } = result;
const { acts } = dryRehearsal(campaign, { manner: "on-time", seed: 1 });
const { user, system } = process.cpuUsage(before);
const use: DryUse = {
  units: campaign.units.length,
  acts: acts.length,
  cpuMs: (user + system) / 1000,
};
process.stdout.write(JSON.stringify(use));
