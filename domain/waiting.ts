import type { Campaign, Unit } from "./campaign.ts";
import type { TemplateStep, TemplateWait } from "./template.ts";
import type { Text } from "./text.ts";
import { treeOf } from "./unit-tree.ts";

/** Units to name one by one; more are counted. */
const NAMED = 3;

/**
 * Who cannot go on until this unit has done this step, in words: its own next steps, the unit above,
 * the units below. Read from the template, so it costs nothing where thousands are told at once.
 */
export function waitingFor(campaign: Campaign, unitId: string, step: string): Text[] {
  const { steps, above, below } = waiters(campaign, unitId, step);
  return [
    ...steps.map((one) => ({ vi: `bước «${one.title.vi}»`, en: `the step “${one.title.en}”` })),
    ...named(above),
    ...named(below),
  ];
}

/** How many steps and units that are. */
export function waitingCount(campaign: Campaign, unitId: string, step: string): number {
  const { steps, above, below } = waiters(campaign, unitId, step);
  return steps.length + above.length + below.length;
}

interface Waiters {
  readonly steps: readonly TemplateStep[];
  readonly above: readonly Unit[];
  readonly below: readonly Unit[];
}

function waiters(campaign: Campaign, unitId: string, step: string): Waiters {
  const tree = treeOf(campaign);
  const unit = tree.unit(unitId);
  if (!unit) return { steps: [], above: [], below: [] };
  const parent = unit.parent === null ? null : tree.unit(unit.parent);
  const above = parent ? [parent] : [];
  return {
    steps: stepsOf(campaign, unit).filter((one) =>
      one.waits.some((wait) => "step" in wait && wait.step === step),
    ),
    above: waitingUnits(campaign, above, (wait) => "below" in wait && wait.below === step),
    below: waitingUnits(
      campaign,
      tree.children(unitId),
      (wait) => "above" in wait && wait.above === step,
    ),
  };
}

const stepsOf = (campaign: Campaign, unit: Unit): readonly TemplateStep[] =>
  campaign.template.levels.find((level) => level.id === unit.level)?.steps ?? [];

const waitingUnits = (
  campaign: Campaign,
  units: readonly Unit[],
  holds: (wait: TemplateWait) => boolean,
): Unit[] => units.filter((unit) => stepsOf(campaign, unit).some((one) => one.waits.some(holds)));

const named = (units: readonly Unit[]): Text[] =>
  units.length <= NAMED
    ? units.map((unit) => ({ vi: unit.name, en: unit.name }))
    : [{ vi: `${units.length} đơn vị cấp dưới`, en: `${units.length} units below` }];
