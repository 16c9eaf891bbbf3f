import type { Campaign } from "#domain/campaign.ts";
import type { Change } from "#domain/change.ts";
import type { Standing } from "#domain/change-edit.ts";
import { outcomeOf } from "#domain/change-outcome.ts";
import type { CycleState } from "#domain/cycle.ts";
import type { CycleEvent } from "#domain/event.ts";
import { begun, evolve } from "#domain/evolve.ts";
import { plan } from "#domain/plan.ts";
import { instantOf } from "#domain/time.ts";

export const WHY = { reason: "Dịch bệnh: tạm dừng hội họp" };
export const at = (day: string) => instantOf(day, "08:00");

/** Every cycle begun on the first day. */
export const beginning = (campaign: Campaign): Standing =>
  new Map(plan(campaign).cycles.map((one) => [one.unit, begun(one, at(campaign.starts))]));

/** The same with steps done on a day. */
export function withDone(
  standing: Standing,
  unit: string,
  steps: readonly string[],
  day: string,
): Standing {
  const state = standing.get(unit);
  if (state === undefined) throw new Error(unit);
  const after = steps.reduce<CycleState>((one, step) => {
    const planned = one.plan.steps.find(({ id }) => id === step);
    const outcome =
      planned?.kind === "conference"
        ? ({ kind: "held", day, attendance: 9 } as const)
        : ({ kind: "completed" } as const);
    const done: CycleEvent = { type: "step_done", at: at(day), step, outcome };
    return evolve(one, done);
  }, state);
  return new Map(standing).set(unit, after);
}

/** The campaign after a change is committed. */
export function committed(campaign: Campaign, standing: Standing, change: Change, day: string) {
  const outcome = outcomeOf(campaign, standing, change, at(day), WHY);
  const after = new Map(standing);
  for (const one of outcome.cycles) after.set(one.unit, one.after);
  return { campaign: outcome.campaign, standing: after, outcome };
}
