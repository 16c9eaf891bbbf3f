import { addWorkingDays, isWorkingDay, type WorkingCalendar } from "./calendar.ts";
import { DAY_BEGINS } from "./campaign.ts";
import type { Obligation } from "./obligation.ts";
import type { Ladder, Rung } from "./template.ts";
import { dayOf, type Instant, instantOf, type TimeOfDay, timeOf } from "./time.ts";

/** The next notice of an obligation: which rung, when, and to which post expressions (`owner` = who owes it). */
export interface NextNotice {
  readonly rung: string;
  readonly at: Instant;
  readonly to: readonly string[];
}

/** From this time until the working day begins nobody is disturbed. */
const QUIET_FROM: TimeOfDay = "21:00";

/**
 * The next rung of an obligation's ladder, or null when none is left. Rungs climb in time; one that was passed
 * over never comes back. Of those whose time was missed (an outage, a late start) only the latest is
 * caught up with, at once; `now` is when it is computed, by default when the obligation arose. A rung
 * of a time before it arose is not sent beside the news of its arising, which says the same.
 */
export function nextNotice(
  obligation: Obligation,
  ladder: Ladder,
  calendar: WorkingCalendar,
  sentRungs: readonly string[],
  arose: Instant,
  now: Instant = arose,
): NextNotice | null {
  const climb = ladder.rungs
    .map((rung) => ({ rung, at: timeOfRung(rung, obligation, calendar, arose) }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : arising(b.rung) - arising(a.rung)));
  const passed = climb.findLastIndex(({ rung }) => sentRungs.includes(rung.id));
  const arise = climb.findIndex(({ rung }) => rung.when === "arise");
  const left = climb.slice(Math.max(passed + 1, arise));
  const missed = left.filter(({ at }) => at < now).at(-1);
  const next = missed ?? left[0];
  if (!next) return null;
  const at = next.at < arose ? workingTime(arose, calendar, obligation.unit) : next.at;
  return { rung: next.rung.id, at, to: next.rung.to };
}

const arising = (rung: Rung): number => (rung.when === "arise" ? 1 : 0);

function timeOfRung(
  { when }: Rung,
  { due, unit }: Obligation,
  calendar: WorkingCalendar,
  arose: Instant,
): Instant {
  if (when === "arise") return workingTime(arose, calendar, unit);
  const day = dayOf(due);
  const on = when.days === 0 ? day : addWorkingDays(calendar, day, when.days, unit);
  return instantOf(on, when.at);
}

/** The instant itself in working time, otherwise the beginning of the next working day. */
function workingTime(at: Instant, calendar: WorkingCalendar, unit: string): Instant {
  const day = dayOf(at);
  const time = timeOf(at);
  const works = isWorkingDay(calendar, day, unit);
  if (works && time >= DAY_BEGINS && time <= QUIET_FROM) return at;
  if (works && time < DAY_BEGINS) return instantOf(day, DAY_BEGINS);
  return instantOf(addWorkingDays(calendar, day, 1, unit), DAY_BEGINS);
}
