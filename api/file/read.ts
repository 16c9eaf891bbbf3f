import { type CampaignResult, campaignFrom } from "./definition.ts";
import { SHIPPED } from "./shipped.ts";

export type { CampaignResult } from "./definition.ts";

/**
 * Reads and checks a campaign file (YAML or JSON, UTF-8) with the templates that ship. `name` is what problems
 * call the file.
 */
export const readCampaign = (
  content: string | Uint8Array,
  name: string,
  templates = SHIPPED,
): CampaignResult => campaignFrom(content, name, templates);
