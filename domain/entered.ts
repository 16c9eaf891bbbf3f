import { type Campaign, DAY_BEGINS, type EnteredStep } from "./campaign.ts";
import { type Instant, instantOf } from "./time.ts";

const known = new WeakMap<Campaign, ReadonlyMap<string, EnteredStep>>();

/** The step as it was done before the campaign came into the system; null when it still is to be done. */
export function enteredStep(campaign: Campaign, unit: string, step: string): EnteredStep | null {
  return enteredOf(campaign).get(`${unit}/${step}`) ?? null;
}

/** Built once for each campaign object, which never changes; of a step entered twice the first. */
function enteredOf(campaign: Campaign): ReadonlyMap<string, EnteredStep> {
  const cached = known.get(campaign);
  if (cached !== undefined) return cached;
  const steps = new Map(
    [...campaign.entered].reverse().map((one) => [`${one.unit}/${one.step}`, one] as const),
  );
  known.set(campaign, steps);
  return steps;
}

/**
 * When work in the system begins: on the campaign's first day, or, where it starts in its middle, at the last
 * instant that was entered as past. Rehearsals begin then; a real campaign whenever it is started after it.
 */
export const beginsAt = (campaign: Campaign): Instant =>
  campaign.entered.reduce(
    (latest, { at }) => (at > latest ? at : latest),
    instantOf(campaign.starts, DAY_BEGINS),
  );
