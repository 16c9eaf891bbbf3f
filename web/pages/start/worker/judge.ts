import { type Reading, readDefinition } from "#api/file/definition.ts";
import { sheetWordsOf } from "#api/file/sheet.ts";
import { type TemplateShelf, templateIn, type WrittenTemplate } from "#api/file/template.ts";
import type { Campaign } from "#domain/campaign.ts";
import { type Definition, partsOf, wordsOf } from "#domain/definition.ts";
import { beginsAt } from "#domain/entered.ts";
import { type CampaignPlan, plan } from "#domain/plan.ts";
import { holderOn, postOf } from "#domain/post.ts";
import { dayOf } from "#domain/time.ts";
import type { AnchorWords, Judged, PlanView, StepRow } from "../judged.ts";

export interface JudgedWhole {
  readonly judged: Judged;
  readonly reading: Reading;
  readonly planned: CampaignPlan | null;
}

/** A definition read, checked and planned by the reader and the rules of the server. */
export function judge(value: Definition, shelf: TemplateShelf): JudgedWhole {
  // Without any anchor yet, units and people are judged all the same.
  const reading = readDefinition({ anchors: {}, ...value }, shelf);
  const { campaign, errors, warnings } = reading;
  const planned = campaign !== null && campaign.units.length > 0 ? plan(campaign) : null;
  const template = templateOf(value, shelf);
  return {
    reading,
    planned,
    judged: {
      errors,
      warnings,
      plan: campaign !== null && planned !== null ? viewOf(campaign, planned) : null,
      words: template && { ...sheetWordsOf(template), anchors: anchorsOf(template, value) },
    },
  };
}

export function templateOf(value: Definition, shelf: TemplateShelf): WrittenTemplate | null {
  const found = templateIn(shelf, wordsOf(value, "template"));
  return found !== null && "file" in found ? found : null;
}

/** These every campaign has by itself. */
const OWN = new Set(["start", "conference", "above-conference", "root-conference"]);

/** The anchors that the steps of the levels in use are dated from; of all levels while there is no unit. */
function anchorsOf({ file }: WrittenTemplate, value: Definition): AnchorWords[] {
  const used = new Set(partsOf(value, "units").map((unit) => wordsOf(unit, "level")));
  const ids = new Set<string>();
  for (const { id, steps } of file.levels) {
    if (used.size > 0 && !used.has(id)) continue;
    for (const { due, ...step } of steps) {
      if ("anchor" in due) ids.add(due.anchor);
      if (step.kind === "conference") ids.add(step.anchor);
    }
  }
  return [...ids]
    .filter((id) => !OWN.has(id))
    .map((id) => ({ id, title: file.anchors[id] ?? { vi: id, en: id } }));
}

function viewOf(campaign: Campaign, planned: CampaignPlan): PlanView {
  const names = new Map(campaign.units.map((unit) => [unit.id, unit.name]));
  return {
    begins: beginsAt(campaign),
    ends: planned.ends,
    units: planned.cycles.length,
    people: campaign.persons.length,
    steps: planned.cycles.reduce((sum, { steps }) => sum + steps.length, 0),
    clashes: planned.clashes.map(({ words }) => words),
    first: firstOf(campaign, planned),
    rows: planned.cycles.map(({ unit, pilot, steps }) => {
      const conference = steps.find((step) => step.kind === "conference");
      return {
        unit,
        name: names.get(unit) ?? unit,
        pilot,
        day: conference?.conference.day ?? null,
        proposed: conference?.conference.proposed ?? false,
        slack: steps.reduce(
          (least, step) => (step.entered ? least : Math.min(least, step.slack)),
          999,
        ),
      };
    }),
  };
}

/** Holders of the posts that own a step which waits for nothing. */
function firstOf(campaign: Campaign, { cycles }: CampaignPlan): PlanView["first"] {
  const day = dayOf(beginsAt(campaign));
  const names = new Map(campaign.persons.map(({ id, name }) => [id, name]));
  const found = new Map<string, PlanView["first"][number]>();
  for (const { steps } of cycles)
    for (const { owner, waits, entered } of steps) {
      if (waits.length > 0 || entered !== undefined || found.has(owner)) continue;
      const holder = holderOn(campaign, owner, day);
      const name = names.get(holder?.person ?? "");
      const title = postOf(campaign, owner)?.title;
      if (name !== undefined && title !== undefined) found.set(owner, { name, title });
    }
  return [...found.values()];
}

/** The steps of one unit, in the template's order. */
export const stepsOf = (planned: CampaignPlan | null, unit: string): StepRow[] =>
  (planned?.cycles.find((cycle) => cycle.unit === unit)?.steps ?? []).map((step) => ({
    id: step.id,
    title: step.title,
    owner: step.owner,
    due: step.due.at,
    words: step.due.words,
    proposed: step.due.proposed,
    slack: step.slack,
  }));
