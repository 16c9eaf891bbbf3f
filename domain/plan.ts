import type { Clash } from "./clash.ts";
import type { CyclePlan } from "./cycle.ts";
import type { PlanProblem } from "./plan-problem.ts";
import type { Instant } from "./time.ts";

/** A campaign planned: every step of every unit with its dates and posts, and what is wrong with it. */
export interface CampaignPlan {
  /** In tree order, the root first. */
  readonly cycles: readonly CyclePlan[];
  readonly problems: readonly PlanProblem[];
  readonly clashes: readonly Clash[];
  /** The last instant at which anything is due. */
  readonly ends: Instant;
}
