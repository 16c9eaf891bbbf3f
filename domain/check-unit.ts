import type { Campaign, Unit } from "./campaign.ts";
import { type CheckProblem, finding } from "./check-words.ts";
import { didYouMean } from "./suggest.ts";

/** The units as a tree: parents, levels, one root, no circles; the pilot; validity on the first day. */
export function checkUnits(campaign: Campaign): CheckProblem[] {
  const units = new Map(campaign.units.map((unit) => [unit.id, unit]));
  return [
    ...repeated(campaign.units, "units"),
    ...campaign.units.flatMap((unit, index) => checkUnit(campaign, units, unit, index)),
    ...checkRoots(campaign),
    ...checkCircles(campaign.units, units),
    ...checkPilot(campaign, units),
  ];
}

/** Things of one kind with the same id; the later one is reported, by its place. */
export function repeated(list: readonly { readonly id: string }[], kind: string): CheckProblem[] {
  const seen = new Set<string>();
  return list.flatMap(({ id }, index) => {
    const again = seen.has(id);
    seen.add(id);
    return again ? [finding("duplicate_id", [kind, index, "id"], { id })] : [];
  });
}

function checkUnit(
  campaign: Campaign,
  units: ReadonlyMap<string, Unit>,
  { id, parent, level, validFrom, validTo }: Unit,
  index: number,
): CheckProblem[] {
  const problems: CheckProblem[] = [];
  const levels = campaign.template.levels.map((one) => one.id);
  if (parent !== null && !units.has(parent)) {
    const near = didYouMean(parent, units.keys());
    problems.push(finding("unknown_unit", ["units", index, "parent"], { id: parent }, near));
  }
  if (!levels.includes(level)) {
    const near = didYouMean(level, levels) ?? oneOf(levels);
    problems.push(finding("unknown_level", ["units", index, "level"], { id: level }, near));
  }
  if (validFrom !== null && validTo !== null && validTo < validFrom) {
    const data = { from: validFrom, to: validTo };
    problems.push(finding("dates_reversed", ["units", index, "valid"], data));
  } else if (
    (validFrom ?? "") > campaign.starts ||
    (validTo ?? campaign.starts) < campaign.starts
  ) {
    const data = { id, day: campaign.starts };
    problems.push(finding("unit_not_valid", ["units", index, "valid"], data));
  }
  return problems;
}

/** “There are: a, b.”, for short lists. */
export const oneOf = (ids: readonly string[]): { vi: string; en: string } => ({
  vi: `Có: ${ids.join(", ")}.`,
  en: `There are: ${ids.join(", ")}.`,
});

function checkRoots({ units }: Campaign): CheckProblem[] {
  const roots = units.flatMap((unit, index) => (unit.parent === null ? [{ unit, index }] : []));
  const [first, ...others] = roots;
  if (first === undefined) return [finding("no_root", ["units"], {})];
  return others.map(({ unit, index }) =>
    finding("second_root", ["units", index], { id: unit.id, root: first.unit.id }),
  );
}

function checkCircles(list: readonly Unit[], units: ReadonlyMap<string, Unit>): CheckProblem[] {
  const done = new Set<string>();
  const problems: CheckProblem[] = [];
  for (const start of list) {
    const way: string[] = [];
    const onWay = new Set<string>();
    let unit: Unit | undefined = start;
    while (unit !== undefined && !done.has(unit.id) && !onWay.has(unit.id)) {
      way.push(unit.id);
      onWay.add(unit.id);
      unit = unit.parent === null ? undefined : units.get(unit.parent);
    }
    if (unit !== undefined && onWay.has(unit.id)) {
      const circle = [...way.slice(way.indexOf(unit.id)), unit.id].join(" → ");
      problems.push(finding("unit_circle", ["units", unit.id, "parent"], { circle }));
    }
    for (const id of way) done.add(id);
  }
  return problems;
}

function checkPilot(
  { pilot, units: list }: Campaign,
  units: ReadonlyMap<string, Unit>,
): CheckProblem[] {
  if (pilot === null) return [];
  if (!units.has(pilot)) {
    return [finding("unknown_unit", ["pilot"], { id: pilot }, didYouMean(pilot, units.keys()))];
  }
  const hasBelow = list.some(({ parent }) => parent === pilot);
  return hasBelow ? [finding("pilot_not_leaf", ["pilot"], { id: pilot })] : [];
}
