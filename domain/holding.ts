import type { Appointment, Campaign, Cover } from "./campaign.ts";
import { holdsFor } from "./cover.ts";
import type { ObligationAct } from "./obligation-act.ts";
import type { Day } from "./time.ts";

type Holdings = ReadonlyMap<string, readonly (Appointment | Cover)[]>;

const known = new WeakMap<Campaign, Holdings>();

/**
 * The posts a person may act for on a day: their own, and those they cover. Covers of certain acts count
 * for those acts only.
 */
export function postsHeldBy(
  campaign: Campaign,
  person: string,
  day: Day,
  acts: readonly ObligationAct[] = [],
): string[] {
  const held = (holdingsOf(campaign).get(person) ?? []).filter((one) => holdsFor(one, day, acts));
  return [...new Set(held.map((one) => one.post))];
}

/** Built once for each campaign object, which never changes. */
function holdingsOf(campaign: Campaign): Holdings {
  const cached = known.get(campaign);
  if (cached !== undefined) return cached;
  const byPerson = new Map<string, (Appointment | Cover)[]>();
  for (const one of [...campaign.appointments, ...campaign.covers]) {
    const list = byPerson.get(one.person);
    if (list) list.push(one);
    else byPerson.set(one.person, [one]);
  }
  known.set(campaign, byPerson);
  return byPerson;
}
