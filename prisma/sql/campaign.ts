import type { Campaign } from "#domain/campaign.ts";
import type { CampaignPlan } from "#domain/plan.ts";
import type { Instant } from "#domain/time.ts";

export interface RealmWrite {
  /** `real`, or `r-<short>` for a rehearsal. */
  readonly id: string;
  readonly kind: "real" | "rehearsal";
  readonly title: string;
}

export interface StartCampaign {
  readonly campaign: Campaign;
  readonly plan: CampaignPlan;
  readonly realm: RealmWrite;
  readonly mode: "real" | "stepped";
  /** Ceiling of a stepped clock, in campaign seconds a second. */
  readonly speed?: number;
  /** The person, or null for an operator. */
  readonly startedBy: string | null;
  /** Campaign instant of the start; the present for a real one. */
  readonly now: Instant;
}

export type CampaignStart =
  | {
      readonly status: "started";
      readonly campaign: string;
      readonly root: string;
      readonly cycles: number;
    }
  | { readonly status: "already_running"; readonly campaign: string }
  /** Another definition runs under this id; `differences` are the top-level fields that differ. */
  | {
      readonly status: "differs";
      readonly campaign: string;
      readonly differences: readonly string[];
    };
