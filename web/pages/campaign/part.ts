import type { CampaignDetail } from "#api/contract-campaign.ts";
import type { CampaignPlace } from "#web/router.ts";
import type { Followed } from "./follow.ts";

/** What every tab of a campaign gets. */
export interface TabProps {
  readonly place: CampaignPlace;
  /** `/api/campaigns/<id>`. */
  readonly path: string;
  readonly campaign: CampaignDetail;
  readonly follow: Followed;
  readonly version: number;
}
