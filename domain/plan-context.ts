import { calendarOf, type WorkingCalendar } from "./calendar.ts";
import type { Campaign, Committee, Unit } from "./campaign.ts";
import { enteredStep } from "./entered.ts";
import {
  type PlanProblemCode,
  type ProblemData,
  type ProblemList,
  type ProblemPlace,
  problemList,
} from "./plan-problem.ts";
import type { Level, TemplateStep } from "./template.ts";
import type { Text } from "./text.ts";
import { type Day, dayOf, type Instant, instantOf, type TimeOfDay } from "./time.ts";
import { kept, treeOf, type UnitTree } from "./unit-tree.ts";

/** What every part of the planning looks things up in. */
export interface PlanContext {
  readonly campaign: Campaign;
  readonly tree: UnitTree;
  readonly calendar: WorkingCalendar;
  readonly problems: ProblemList;
  readonly level: (unit: Unit) => Level | null;
  /** The steps this unit goes through, in the template's order. */
  readonly steps: (unit: Unit) => StepList;
  /** Whether any level of the template has the step, for units that skip it. */
  readonly isKnownStep: (step: string) => boolean;
  readonly pilot: Unit | null;
  /** The unit's body of a kind that issues papers; the first when it has several. */
  readonly committee: (unit: Unit, kind: string) => Committee | null;
  /** `instantOf` and `dayOf`, kept: thousands of units share a few days. */
  readonly instant: (day: Day, at: TimeOfDay) => Instant;
  readonly day: (instant: Instant) => Day;
  /** In the pilot or below it, where no gate holds anybody up. */
  readonly isInPilot: (unit: Unit) => boolean;
}

export interface StepList {
  readonly all: readonly TemplateStep[];
  readonly get: (id: string) => TemplateStep | undefined;
  /** Where the step stands in `all`. */
  readonly place: (id: string) => number | undefined;
}

const ABOUT_TO_DO: ReadonlySet<PlanProblemCode> = new Set([
  "not_working_day",
  "nobody_holds",
  "due_before_predecessor",
  "negative_slack",
  "gate_never_opens",
]);

const NO_STEPS: StepList = { all: [], get: () => undefined, place: () => undefined };

/** Prepares the look-ups of one campaign. */
export function planContext(campaign: Campaign): PlanContext {
  const tree = treeOf(campaign);
  const levels = new Map(campaign.template.levels.map((level) => [level.id, level]));
  const known = new Set(campaign.template.levels.flatMap((level) => level.steps.map((s) => s.id)));
  const pilot = campaign.pilot === null ? null : tree.unit(campaign.pilot);
  const piloted = pilotSubtree(tree, pilot);
  const lists = new Map<string, StepList>();
  const committees = new Map<string, Committee>();
  for (const one of [...campaign.committees].reverse()) {
    committees.set(`${one.unit} ${one.kind}`, one);
  }
  return {
    campaign,
    tree,
    calendar: calendarOf(campaign.calendar),
    // What was done earlier cannot be late, nor wait for somebody who holds a post.
    problems: problemList(
      (code, { unit, step }) =>
        ABOUT_TO_DO.has(code) &&
        unit !== null &&
        step !== null &&
        enteredStep(campaign, unit, step) !== null,
    ),
    level: (unit) => levels.get(unit.level) ?? null,
    // Units alike share one list: thousands of communes go through the same steps.
    steps: kept(new Map<Unit, StepList>(), (unit) => {
      const level = levels.get(unit.level);
      if (level === undefined) return NO_STEPS;
      const kind = `${level.id} ${unit.territorial} ${unit === pilot} ${unit === tree.root}`;
      const made = lists.get(kind) ?? stepList(campaign, level, unit, tree.root);
      lists.set(kind, made);
      return made;
    }),
    committee: (unit, kind) => committees.get(`${unit.id} ${kind}`) ?? null,
    instant: instantsOf(),
    day: kept(new Map(), dayOf),
    isKnownStep: (step) => known.has(step),
    pilot,
    isInPilot: (unit) => piloted.has(unit.id),
  };
}

function instantsOf(): (day: Day, at: TimeOfDay) => Instant {
  const instant = kept(new Map<string, Instant>(), (written) =>
    instantOf(written.slice(0, 10), written.slice(11)),
  );
  return (day, at) => instant(`${day} ${at}`);
}

/** The place of a step's problem in the template, with the words every problem of a step uses. */
export function stepPlace(
  unit: Unit,
  step: { readonly id: string; readonly title: Text },
  field: string,
): { readonly place: ProblemPlace; readonly data: ProblemData } {
  const path = ["template", "levels", unit.level, "steps", step.id, field];
  return {
    place: { unit: unit.id, step: step.id, path },
    data: { unit: unit.name, step: step.title },
  };
}

function stepList(campaign: Campaign, level: Level, unit: Unit, root: Unit | null): StepList {
  const all = level.steps.filter((step) => applies(campaign, step, unit, root));
  const byId = new Map(all.map((step) => [step.id, step]));
  const places = new Map(all.map((step, place) => [step.id, place]));
  return { all, get: (id) => byId.get(id), place: (id) => places.get(id) };
}

function applies(campaign: Campaign, step: TemplateStep, unit: Unit, root: Unit | null): boolean {
  if (campaign.pilot === null && concernsPilot(campaign, step)) return false;
  switch (step.only) {
    case undefined:
      return true;
    case "territorial":
      return unit.territorial;
    case "non-territorial":
      return !unit.territorial;
    case "pilot":
      return unit.id === campaign.pilot;
    case "root":
      return unit === root;
    case "not-root":
      return unit !== root;
    default:
      return step.only satisfies never;
  }
}

/** Steps that mean nothing without a pilot: gates on its results, and what is dated from its conference. */
function concernsPilot(campaign: Campaign, step: TemplateStep): boolean {
  if (step.kind === "gate" && step.gate.evidence.length > 0) {
    if (step.gate.evidence.every((wait) => "pilot" in wait)) return true;
  }
  return (
    "anchor" in step.due &&
    step.due.anchor === "pilot-conference" &&
    campaign.anchors["pilot-conference"] === undefined
  );
}

function pilotSubtree(tree: UnitTree, pilot: Unit | null): ReadonlySet<string> {
  const inside = new Set<string>();
  for (const unit of tree.order) {
    if (unit === pilot || (unit.parent !== null && inside.has(unit.parent))) inside.add(unit.id);
  }
  return inside;
}
