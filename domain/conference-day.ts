import type { Campaign, ConferenceOverride } from "./campaign.ts";

const known = new WeakMap<Campaign, ReadonlyMap<string, ConferenceOverride>>();

/** The day that a unit's conference was given while the campaign runs; null where it is counted from its anchor. */
export function ownDay(campaign: Campaign, unit: string, step: string): ConferenceOverride | null {
  if (campaign.days === undefined) return null;
  let days = known.get(campaign);
  if (days === undefined) {
    days = new Map(campaign.days.map((one) => [`${one.unit}/${one.step}`, one]));
    known.set(campaign, days);
  }
  return days.get(`${unit}/${step}`) ?? null;
}
