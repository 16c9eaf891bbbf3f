import type { ModelItem } from "#api/contract-list.ts";

/** The stages of a model's way up, in order. The ones that end it early stand beside the way. */
export const STAGES = [
  "registered",
  "proposed",
  "appraised",
  "chosen",
  "commended",
  "nominated",
  "recognised",
] as const satisfies readonly ModelItem["state"][];
export type Stage = (typeof STAGES)[number];

/** How far a model that was not chosen certainly came: it stood before the council. */
const LAST_STAGE = {
  not_chosen: "appraised",
  withdrawn: "registered",
} as const satisfies Record<Exclude<ModelItem["state"], Stage>, Stage>;

const isStage = (state: ModelItem["state"]): state is Stage =>
  STAGES.some((stage) => stage === state);

/** True when a model in `state` has come as far as `stage` (a nominated one was registered, too). */
export function reached(state: ModelItem["state"], stage: ModelItem["state"]): boolean {
  if (state === stage) return true;
  if (!isStage(stage)) return false;
  const came = isStage(state) ? state : LAST_STAGE[state];
  return STAGES.indexOf(came) >= STAGES.indexOf(stage);
}

/** One row of the funnel: a field, and how many of its models reached each stage. */
export interface FunnelRow {
  readonly field: string;
  readonly counts: Readonly<Record<Stage, number>>;
}

/** The funnel by field, in the template's order; a field that the template has lost comes last. */
export function funnelOf(
  models: readonly ModelItem[],
  order: readonly string[],
): readonly FunnelRow[] {
  const used = new Set(models.map((model) => model.field));
  const known = order.filter((field) => used.has(field));
  const fields = new Set([...known, ...used]);
  return [...fields].map((field) => {
    const within = models.filter((model) => model.field === field);
    const count = (stage: Stage): number =>
      within.filter((model) => reached(model.state, stage)).length;
    return {
      field,
      counts: {
        registered: count("registered"),
        proposed: count("proposed"),
        appraised: count("appraised"),
        chosen: count("chosen"),
        commended: count("commended"),
        nominated: count("nominated"),
        recognised: count("recognised"),
      },
    };
  });
}

/** What the reader picked in the funnel. */
export interface Picked {
  readonly field: string | null;
  readonly stage: Stage;
}
