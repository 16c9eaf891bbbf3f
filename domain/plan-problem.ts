import type { Text } from "./text.ts";

/** Everything `plan` can find wrong with a campaign; stable and public, like the codes of refusals. */
export type PlanProblemCode =
  | "no_root"
  | "unit_unreachable"
  | "level_unknown"
  | "pilot_unknown"
  | "anchor_missing"
  | "not_working_day"
  | "window_too_short"
  | "nobody_owes"
  | "nobody_named"
  | "nobody_holds"
  | "unit_followed_by_no_team"
  | "no_committee"
  | "wait_unknown"
  | "below_too_few"
  | "approvers_too_few"
  | "ladder_unknown"
  | "cycle_among_steps"
  | "due_before_predecessor"
  | "negative_slack"
  | "gate_never_opens";

/** One thing found wrong. An `error` cannot work as planned; a `warning` may be meant so. */
export interface PlanProblem {
  readonly code: PlanProblemCode;
  readonly severity: "error" | "warning";
  readonly unit: string | null;
  readonly step: string | null;
  readonly words: Text;
  /** Where in the campaign to look, by names and ids: `["anchors", "base-conference"]`. */
  readonly path: readonly string[];
}
