import { type Campaign, type ConferenceOverride, type EnteredStep } from "./campaign.ts";
import type { Standing } from "./change-edit.ts";
import type { CyclePlan, CycleState } from "./cycle.ts";
import { type CampaignPlan, plan } from "./plan.ts";
import { isSettled } from "./status.ts";
import type { PlannedStep } from "./step.ts";
import type { Instant } from "./time.ts";

/** What is still to do, planned anew; what is settled stands as it was. */
export interface Replanned {
  /** Of every unit that takes part, by unit; the version rises only where something differs. */
  readonly plans: ReadonlyMap<string, CyclePlan>;
  readonly whole: CampaignPlan;
}

/**
 * Plans a campaign that is under way: settled steps count as done when they were, and keep the dates and names they
 * had; the others are dated anew, none earlier than `now`. A conference keeps its day unless it comes from one of the
 * anchors that `moved`, or was given another: planning again must not move what nobody moved.
 */
export function replan(
  campaign: Campaign,
  standing: Standing,
  now: Instant,
  moved: ReadonlySet<string> = new Set(),
): Replanned {
  const entered = [...campaign.entered, ...doneSoFar(standing, now), begins(now)];
  const days = [...standingDays(standing, moved), ...(campaign.days ?? [])];
  const whole = plan({ ...campaign, entered, days });
  const plans = new Map(
    whole.cycles.map((made) => [made.unit, merged(made, standing.get(made.unit) ?? null)]),
  );
  return { plans, whole };
}

const NOTHING = { number: null, attendance: null, models: [], evidence: null };

/** Planning begins at the last instant that was entered: an entry of no unit carries it. */
const begins = (at: Instant): EnteredStep => ({ unit: "", step: "", at, ...NOTHING });

/** Settled steps, as the planner knows earlier ones. */
function doneSoFar(standing: Standing, now: Instant): EnteredStep[] {
  return [...standing].flatMap(([unit, state]) =>
    Object.entries(state.steps).flatMap(([step, stands]): EnteredStep[] => {
      if (!isSettled(stands)) return [];
      return [{ unit, step, at: "at" in stands ? stands.at : now, ...NOTHING }];
    }),
  );
}

/**
 * The days on which conferences stand now; those still to be held are free where their anchor moved. One that was held
 * keeps its planned day: what is counted from it was promised for then.
 */
function standingDays(standing: Standing, moved: ReadonlySet<string>): ConferenceOverride[] {
  return [...standing].flatMap(([unit, state]) =>
    state.plan.steps.flatMap((step): ConferenceOverride[] => {
      if (step.kind !== "conference") return [];
      const stands = state.steps[step.id];
      const { anchor, day, proposed } = step.conference;
      const free = moved.has(anchor) && !(stands !== undefined && isSettled(stands));
      return free ? [] : [{ unit, step: step.id, day, proposed }];
    }),
  );
}

function merged(made: CyclePlan, state: CycleState | null): CyclePlan {
  if (state === null) return made;
  const old = new Map(state.plan.steps.map((step) => [step.id, step]));
  const settled = (id: string): boolean => {
    const stands = state.steps[id];
    return stands !== undefined && isSettled(stands);
  };
  const kept = made.steps.map((step): PlannedStep => {
    const before = old.get(step.id);
    // Whom it informs may change with the tree; nothing else of it does.
    if (before !== undefined && settled(step.id)) return { ...before, informs: step.informs };
    const { entered: _, ...open } = step;
    return open as PlannedStep;
  });
  const names = new Set(made.steps.map(({ id }) => id));
  const history = state.plan.steps.filter(({ id }) => !names.has(id) && settled(id));
  const steps = [...history, ...kept];
  const next = { ...made, version: state.plan.version, steps };
  return same(next, state.plan) ? state.plan : { ...next, version: state.plan.version + 1 };
}

/** What is possible at the earliest changes with every day that passes: by itself it makes no new plan. */
function same(a: CyclePlan, b: CyclePlan): boolean {
  const plain = (one: CyclePlan): string =>
    JSON.stringify({
      ...one,
      steps: one.steps.map((step) => ({ ...step, earliest: null, slack: null })),
    });
  return plain(a) === plain(b);
}
