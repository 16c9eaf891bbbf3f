import { calendarOf, type WorkingCalendar } from "#domain/calendar.ts";
import type { Campaign } from "#domain/campaign.ts";
import type { CyclePlan } from "#domain/cycle.ts";
import type { Reader } from "#prisma/client.ts";
import { readDefinition } from "#prisma/sql/campaign.ts";
import { type LockedCycle, readPlan } from "#prisma/sql/cycle.ts";

/** What a campaign pinned when it started; it changes with its version only. */
export interface PinnedCampaign {
  readonly definition: Campaign;
  readonly calendar: WorkingCalendar;
}

export interface Pinned {
  campaign(reader: Reader, cycle: LockedCycle): Promise<PinnedCampaign>;
  plan(reader: Reader, cycle: LockedCycle): Promise<CyclePlan>;
}

/** A national campaign's definition is megabytes, a cycle's plan some tens of kilobytes. */
const CAMPAIGNS = 8;
const PLANS = 1_000;

/** Keeps what recordings need and never changes under a version, the most recently used. */
export function keepPinned(): Pinned {
  const campaigns = keepRecent<PinnedCampaign>(CAMPAIGNS);
  const plans = keepRecent<CyclePlan>(PLANS);
  return {
    campaign: (reader, { campaign, campaignPlan }) =>
      campaigns(`${campaign} ${campaignPlan}`, async () => {
        const definition = await readDefinition(reader, campaign);
        return { definition, calendar: calendarOf(definition.calendar) };
      }),
    plan: (reader, { id, epoch, planVersion }) =>
      plans(`${id} ${epoch} ${planVersion}`, () => readPlan(reader, id)),
  };
}

function keepRecent<T>(most: number): (key: string, read: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, T>();
  return async (key, read) => {
    const value = kept.get(key) ?? (await read());
    kept.delete(key);
    kept.set(key, value);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return value;
  };
}
