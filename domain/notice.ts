import { addWorkingDays, type WorkingCalendar } from "./calendar.ts";
import { addressOf } from "./ladder.ts";
import type { Obligation } from "./obligation.ts";
import { sendAt } from "./quiet.ts";
import type { Ladder, Rung } from "./template.ts";
import { dayOf, type Instant, instantOf } from "./time.ts";

/** The next notice of an obligation: which rung, when, and to which post expressions (`owner` = who owes it). */
export interface NextNotice {
  readonly rung: string;
  readonly at: Instant;
  readonly to: readonly string[];
  readonly channel: string;
}

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
  const at = next.at < arose ? outOfQuiet(arose, obligation, calendar) : next.at;
  return { rung: next.rung.id, at, ...addressOf(next.rung) };
}

const arising = (rung: Rung): number => (rung.when === "arise" ? 1 : 0);

/** When a rung fires, out of quiet hours. */
export function timeOfRung(
  { when }: Rung,
  obligation: Obligation,
  calendar: WorkingCalendar,
  arose: Instant,
): Instant {
  if (when === "arise") return outOfQuiet(arose, obligation, calendar);
  const day = dayOf(obligation.due);
  const on = when.days === 0 ? day : addWorkingDays(calendar, day, when.days, obligation.unit);
  return outOfQuiet(instantOf(on, when.at), obligation, calendar);
}

/** Quiet hours defer a rung, unless what it is about is due before they end. */
const outOfQuiet = (at: Instant, { due, unit }: Obligation, calendar: WorkingCalendar): Instant =>
  sendAt({ at, due, unit }, calendar).at;
