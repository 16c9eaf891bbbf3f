import type { Campaign } from "./campaign.ts";
import type { Change } from "./change.ts";
import { edited, type Standing, unitsUnder } from "./change-edit.ts";
import type { Clash } from "./clash.ts";
import { consequences } from "./consequence.ts";
import { type CycleState, milestoneKey } from "./cycle.ts";
import type { CycleEvent } from "./event.ts";
import { evolve } from "./evolve.ts";
import type { PlanProblem } from "./plan-problem.ts";
import { replan } from "./replan.ts";
import type { Wait } from "./step.ts";
import { dayOf, type Instant } from "./time.ts";

/** What happens in one unit's cycle. */
export interface CycleChange {
  readonly unit: string;
  readonly before: CycleState;
  readonly after: CycleState;
  readonly events: readonly CycleEvent[];
}

/** What a change comes to: the same for the preview and for the commit. */
export interface ChangeOutcome {
  readonly campaign: Campaign;
  /** Only the cycles in which something happens, in the order of `standing`. */
  readonly cycles: readonly CycleChange[];
  readonly problems: readonly PlanProblem[];
  readonly clashes: readonly Clash[];
}

/** Why, in the words of who proposed it. */
export interface Grounds {
  readonly reason: string;
}

/**
 * Works out a change on a campaign as it stands.
 * @throws DomainError as `edited` does: a change that cannot be is refused before anything is previewed.
 */
export function outcomeOf(
  campaign: Campaign,
  standing: Standing,
  change: Change,
  now: Instant,
  { reason }: Grounds,
): ChangeOutcome {
  const next = edited(campaign, standing, change, dayOf(now));
  const { plans, whole } = replan(next, standing, now, anchorsMoved(change));
  const known = reachedKeys(standing);
  const concerned = concernedBy(campaign, change);
  const cycles = [...standing].flatMap(([unit, before]): CycleChange[] => {
    if (before.status === "cancelled") return [];
    const own = ownEvents(before, change, concerned.has(unit), { at: now, reason });
    const made = plans.get(unit);
    const planned =
      made === undefined || made === before.plan
        ? []
        : [{ type: "plan_changed", at: now, plan: made, reason } as const];
    const events = [...own, ...planned];
    if (events.length === 0) return [];
    const between = events.reduce<CycleState>(evolve, before);
    const reached = missing(between, known, now);
    const told = reached.reduce<CycleState>(evolve, between);
    const followed = consequences(told, now);
    return [
      {
        unit,
        before,
        after: followed.reduce<CycleState>(evolve, told),
        events: [...events, ...reached, ...followed],
      },
    ];
  });
  return { campaign: next, cycles, problems: whole.problems, clashes: whole.clashes };
}

/** Anchors whose conferences are placed anew. */
function anchorsMoved(change: Change): ReadonlySet<string> {
  if (change.kind === "move_anchor") return new Set([change.anchor]);
  if (change.kind === "resume") return new Set(Object.keys(change.anchors));
  return new Set();
}

function concernedBy(campaign: Campaign, change: Change): ReadonlySet<string> {
  switch (change.kind) {
    case "suspend":
    case "resume":
      return new Set(unitsUnder(campaign, change.units));
    case "drop_unit":
      return new Set(unitsUnder(campaign, [change.unit]));
    case "move_anchor":
    case "move_conference":
    case "replace_pilot":
      return new Set();
    default:
      return change satisfies never;
  }
}

function ownEvents(
  { status }: CycleState,
  { kind }: Change,
  concerned: boolean,
  { at, reason }: { readonly at: Instant; readonly reason: string },
): CycleEvent[] {
  if (!concerned) return [];
  if (kind === "suspend" && status === "running") return [{ type: "cycle_suspended", at, reason }];
  if (kind === "resume" && status === "suspended") return [{ type: "cycle_resumed", at, reason }];
  if (kind === "drop_unit") return [{ type: "cycle_cancelled", at, reason }];
  return [];
}

/** Milestones that the new plan waits for and that were reached while nobody here waited for them. */
function missing(state: CycleState, known: ReadonlySet<string>, now: Instant): CycleEvent[] {
  const wanted = state.plan.steps.flatMap(({ waits }) => waits.flatMap(keysOf));
  const gates = state.plan.steps.flatMap((step) =>
    step.kind === "gate" ? step.gate.evidence.flatMap(keysOf) : [],
  );
  return [...new Set([...wanted, ...gates])].flatMap((key): CycleEvent[] => {
    if (key in state.reached) return [];
    return known.has(key) ? [{ type: "milestone_reached", at: now, key }] : [];
  });
}

const keysOf = (wait: Wait): readonly string[] =>
  wait.on === "step"
    ? [milestoneKey(wait.unit, wait.step, wait.until)]
    : wait.units.map((unit) => milestoneKey(unit, wait.step, "done"));

/** Everything that was reached anywhere; declined counts as reached, as it does where it is told. */
function reachedKeys(standing: Standing): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const [unit, state] of standing) {
    for (const [step, stands] of Object.entries(state.steps)) {
      if (stands.status !== "done" && stands.status !== "declined") continue;
      keys.add(milestoneKey(unit, step, "done"));
      if (stands.status === "declined" || stands.acknowledged)
        keys.add(milestoneKey(unit, step, "acknowledged"));
    }
  }
  return keys;
}
