import type { Unit } from "./campaign.ts";
import { type PlanContext, stepPlace } from "./plan-context.ts";
import type { Wait } from "./step.ts";
import type { TemplateStep, TemplateWait } from "./template.ts";

/**
 * The waits of a step as they concern one unit. Those that cannot concern it are left out and so hold
 * at once: above the root, the gate in the pilot or without one, a step that its unit skips.
 */
export function resolveWaits(
  context: PlanContext,
  unit: Unit,
  step: TemplateStep,
  waits: readonly TemplateWait[],
): Wait[] {
  return waits.flatMap((wait) => {
    const resolved = resolveWait(context, unit, step, wait);
    return resolved === null ? [] : [resolved];
  });
}

function resolveWait(
  context: PlanContext,
  unit: Unit,
  step: TemplateStep,
  wait: TemplateWait,
): Wait | null {
  if ("step" in wait) {
    const own = context.steps(unit).get(wait.step) === undefined ? null : unit;
    return onStep(context, unit, step, own, wait.step, wait.until);
  }
  if ("above" in wait) {
    const parent = parentOf(context, unit);
    if (parent === null) return null;
    const holder = nearest(context, parent, (one) => one.id === wait.above);
    return onStep(context, unit, step, holder, wait.above, wait.until);
  }
  if ("gate" in wait) {
    if (context.pilot === null || context.isInPilot(unit)) return null;
    const holder = nearest(context, unit, (one) => one.kind === "gate" && one.id === wait.gate);
    return onStep(context, unit, step, holder, wait.gate);
  }
  if ("pilot" in wait) {
    if (context.pilot === null || context.pilot === unit) return null;
    const has = context.steps(context.pilot).get(wait.pilot) !== undefined;
    return onStep(context, unit, step, has ? context.pilot : null, wait.pilot);
  }
  return onBelow(context, unit, step, wait);
}

function onStep(
  context: PlanContext,
  unit: Unit,
  step: TemplateStep,
  holder: Unit | null,
  awaited: string,
  until: "done" | "acknowledged" = "done",
): Wait | null {
  if (holder !== null) return { on: "step", unit: holder.id, step: awaited, until };
  reportUnknown(context, unit, step, awaited);
  return null;
}

function onBelow(
  context: PlanContext,
  unit: Unit,
  step: TemplateStep,
  wait: Extract<TemplateWait, { below: string }>,
): Wait | null {
  const units = nearestBelow(context, unit, wait.below);
  if (units.length === 0) {
    reportUnknown(context, unit, step, wait.below);
    return null;
  }
  if (wait.need !== "all" && wait.need > units.length) {
    const { place, data } = stepPlace(unit, step, "waits");
    const numbers = { need: wait.need, units: units.length };
    context.problems.report("below_too_few", place, { ...data, ...numbers });
  }
  const need = wait.need === "all" ? units.length : Math.min(wait.need, units.length);
  return { on: "below", step: wait.below, units, need };
}

/** A step that no level has is a mistake; one that only this unit's part of the tree skips is not. */
function reportUnknown(
  context: PlanContext,
  unit: Unit,
  step: TemplateStep,
  awaited: string,
): void {
  if (context.isKnownStep(awaited)) return;
  const { place, data } = stepPlace(unit, step, "waits");
  const once = `${unit.level}/${step.id}/${awaited}`;
  context.problems.report("wait_unknown", { ...place, once }, { ...data, wait: awaited });
}

const parentOf = (context: PlanContext, unit: Unit): Unit | null =>
  unit === context.tree.root || unit.parent === null ? null : context.tree.unit(unit.parent);

function nearest(
  context: PlanContext,
  from: Unit,
  isMeant: (step: TemplateStep) => boolean,
): Unit | null {
  for (let unit: Unit | null = from; unit !== null; unit = parentOf(context, unit)) {
    if (context.steps(unit).all.some(isMeant)) return unit;
  }
  return null;
}

/** On every way down the first unit that has the step: whoever is below it reports to it. */
function nearestBelow(context: PlanContext, unit: Unit, awaited: string): string[] {
  const found: string[] = [];
  const open = [...context.tree.children(unit.id)].reverse();
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (context.steps(one).get(awaited) !== undefined) found.push(one.id);
    else open.push(...[...context.tree.children(one.id)].reverse());
  }
  return found;
}
