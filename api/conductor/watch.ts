import type { Obligation } from "#domain/obligation.ts";
import type { Instant } from "#domain/time.ts";
import { type Api, allPages } from "./http.ts";

/** An open obligation as the conductor of a rehearsal reads it: what is owed, by whom, since when. */
export interface Watched {
  readonly obligation: Obligation;
  readonly arose: Instant;
  /** Who holds the post at the campaign's instant; null when nobody does. */
  readonly person: string | null;
}

interface ObligationItem {
  readonly id: string;
  readonly unit: string;
  readonly step: string;
  readonly act: Obligation["act"];
  readonly post: string;
  readonly round: number;
  readonly due: Instant;
  readonly arose: Instant;
  readonly ladder: string;
  readonly person: string | null;
}

/** All that is owed in a campaign now. */
export async function watch(api: Api, campaign: string): Promise<Watched[]> {
  const path = `/api/campaigns/${encodeURIComponent(campaign)}/obligations`;
  const items = await allPages<ObligationItem>(api, path);
  return items.map(({ arose, person, ...obligation }) => ({ obligation, arose, person }));
}
