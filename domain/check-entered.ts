import type { Campaign, EnteredStep } from "./campaign.ts";
import { type CheckProblem, finding } from "./check-words.ts";
import type { CyclePlan } from "./cycle.ts";
import { dayWords } from "./date-words.ts";
import { enterEarlier } from "./enter.ts";
import { begun } from "./evolve.ts";
import type { CampaignPlan } from "./plan.ts";
import { seriesAt } from "./series.ts";
import type { PlannedStep } from "./step.ts";
import { didYouMean } from "./suggest.ts";
import { dayOf } from "./time.ts";
import { unmet } from "./wait.ts";
import { type Names, waitWords } from "./wait-words.ts";

/** Steps entered as done: they exist, say what their kind needs, and nothing they waited for is still to do. */
export function checkEntered(campaign: Campaign, planned: CampaignPlan): CheckProblem[] {
  if (campaign.entered.length === 0) return [];
  const cycles = new Map(planned.cycles.map((cycle) => [cycle.unit, cycle]));
  const units = new Set(campaign.units.map(({ id }) => id));
  const seen = new Set<string>();
  const numbers = new Set<string>();
  const waits = waitCheck(campaign, planned);
  return campaign.entered.flatMap((entry, index) => {
    const at = (...path: readonly (string | number)[]) => ["entered", index, ...path];
    const cycle = cycles.get(entry.unit);
    if (cycle === undefined) {
      const near = didYouMean(entry.unit, units);
      // A unit outside the tree is told where its parent is wrong.
      if (units.has(entry.unit)) return [];
      return [finding("unknown_unit", at("unit"), { id: entry.unit }, near)];
    }
    const step = cycle.steps.find(({ id }) => id === entry.step);
    if (step === undefined) {
      const near = didYouMean(
        entry.step,
        cycle.steps.map(({ id }) => id),
      );
      return [finding("unknown_step", at("step"), { unit: entry.unit, id: entry.step }, near)];
    }
    const key = `${entry.unit}/${entry.step}`;
    if (seen.has(key)) return [finding("entered_twice", at(), named(entry))];
    seen.add(key);
    return [
      ...checkFields(campaign, entry, step, at),
      ...checkNumber(entry, step, numbers, at),
      ...waits(cycle, entry, step, at),
      ...checkDay(planned, entry, at),
    ];
  });
}

type At = (...path: readonly (string | number)[]) => readonly (string | number)[];

const named = ({ unit, step }: EnteredStep) => ({ unit, step });

const TAKES = {
  number: ["document"],
  attendance: ["conference", "ballot"],
  models: ["submission", "ballot"],
} as const satisfies Record<string, readonly PlannedStep["kind"][]>;

function checkFields(
  { models }: Campaign,
  entry: EnteredStep,
  step: PlannedStep,
  at: At,
): CheckProblem[] {
  const given = {
    number: entry.number !== null,
    attendance: entry.attendance !== null,
    models: entry.models.length > 0,
  };
  const fields = ["number", "attendance", "models"] as const;
  const takes = (field: keyof typeof TAKES): boolean =>
    TAKES[field].some((kind) => kind === step.kind);
  const needs = (field: keyof typeof TAKES): boolean =>
    (field === "number" && step.kind === "document") ||
    (field === "attendance" && step.kind === "ballot" && given.models);
  const known = new Set(models.map(({ id }) => id));
  return [
    ...fields
      .filter((field) => given[field] && !takes(field))
      .map((field) => finding("entered_does_not_take", at(field), { step: step.id, field })),
    ...fields
      .filter((field) => !given[field] && needs(field))
      .map((field) => finding("entered_lacks", at(), { step: step.id, field })),
    ...entry.models.flatMap((id, nth) =>
      known.has(id)
        ? []
        : [finding("unknown_model", at("models", nth), { id }, didYouMean(id, known))],
    ),
  ];
}

function checkNumber(
  { number, at: issued }: EnteredStep,
  step: PlannedStep,
  taken: Set<string>,
  at: At,
): CheckProblem[] {
  if (step.kind !== "document" || number === null) return [];
  const series = seriesAt(step.document, issued);
  const key = `${series} ${number}`;
  if (taken.has(key)) return [finding("number_taken", at("number"), { number, series })];
  taken.add(key);
  return [];
}

function checkDay({ ends }: CampaignPlan, { at: done }: EnteredStep, at: At): CheckProblem[] {
  if (done <= ends) return [];
  const data = { day: dayWords(dayOf(done)), ends: dayWords(dayOf(ends)) };
  return [finding("entered_after_the_end", at("on"), data)];
}

/** With everything entered that is: what an entered step waited for, or rested on, and nobody has done. */
function waitCheck(campaign: Campaign, planned: CampaignPlan) {
  const before = new Map(
    planned.cycles.map((cycle) => [cycle.unit, begun(cycle, campaign.starts)] as const),
  );
  const { states } = enterEarlier(planned, campaign, before, () => "");
  const names = namesOf(campaign, planned);
  return ({ unit }: CyclePlan, entry: EnteredStep, step: PlannedStep, at: At): CheckProblem[] => {
    const state = states.get(unit);
    if (!state) return [];
    const needed = step.kind === "gate" ? [...step.waits, ...step.gate.evidence] : step.waits;
    const missing = unmet(state, needed);
    if (missing.length === 0) return [];
    const waits = waitWords(state, missing, names);
    const data = { ...named(entry), waits: waits.en, waits_vi: waits.vi };
    return [finding("entered_before_its_waits", at("step"), data)];
  };
}

function namesOf(campaign: Campaign, planned: CampaignPlan): Names {
  const units = new Map(campaign.units.map(({ id, name }) => [id, name]));
  const steps = new Map(planned.cycles.map((cycle) => [cycle.unit, cycle.steps]));
  return {
    unit: (id) => units.get(id) ?? id,
    post: (id) => id,
    step: (unit, id) => steps.get(unit)?.find((step) => step.id === id)?.title ?? id,
  };
}
