import type { CampaignPlan } from "./plan.ts";
import type { PlannedStep } from "./step.ts";

/** One line of a campaign's timetable. */
export interface TimelineRow {
  readonly unit: string;
  readonly step: PlannedStep;
}

/** Every step of every unit by due instant; at the same instant in tree order, then in the template's. */
export function timeline(plan: CampaignPlan): TimelineRow[] {
  return plan.cycles
    .flatMap(({ unit, steps }) => steps.map((step) => ({ unit, step })))
    .sort((a, b) => compare(a.step.due.at, b.step.due.at));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
