import type { Campaign } from "./campaign.ts";
import type { Text } from "./text.ts";

/** Something wrong with a campaign, found by the rules. */
export interface CheckProblem {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: Text;
  /** By names and ids, `["units", "binh-an", "parent"]`; a number is a place in a list. */
  readonly path: readonly (string | number)[];
  readonly suggestion: Text | null;
}

export function checkCampaign(_campaign: Campaign): CheckProblem[] {
  return [];
}
