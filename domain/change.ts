import type { Anchor } from "./campaign.ts";
import type { Day } from "./time.ts";

/**
 * A change of a campaign under way. Every one has the same shape: proposed, previewed by these rules, decided,
 * committed in one transaction, told. It edits what the campaign's file says; the plan follows from that.
 */
export type Change =
  /** A day that others are counted from: the district's conference, the province's limit. */
  | { readonly kind: "move_anchor"; readonly anchor: string; readonly to: Anchor }
  /** One unit's conference on a day of its own; also how a proposed window becomes a day. */
  | {
      readonly kind: "move_conference";
      readonly unit: string;
      readonly step: string;
      readonly day: Day;
    }
  /** Work stops from this day on; drafting goes on. `units`: those and all below them; null = every one. */
  | { readonly kind: "suspend"; readonly units: readonly string[] | null }
  /**
   * Work goes on. `shift`: every open date keeps the working days that remained to it. `replan`: dates are counted
   * from the anchors again, some of which may be new.
   */
  | {
      readonly kind: "resume";
      readonly units: readonly string[] | null;
      readonly how: "shift" | "replan";
      readonly anchors: Readonly<Record<string, Anchor>>;
    }
  /** Another unit goes first; what the former pilot has done stays done. */
  | { readonly kind: "replace_pilot"; readonly pilot: string }
  /** A unit, and all below it, takes no further part. */
  | { readonly kind: "drop_unit"; readonly unit: string };

export type ChangeKind = Change["kind"];

/** Changes that two people decide: the whole campaign stands still, or somebody is left out. */
export const NEEDS_SECOND_PERSON: Readonly<Record<ChangeKind, boolean>> = {
  move_anchor: false,
  move_conference: false,
  suspend: true,
  resume: true,
  replace_pilot: true,
  drop_unit: true,
};
