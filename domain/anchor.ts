import { addWorkingDays, isWorkingDay, type WorkingCalendar } from "./calendar.ts";
import type { Anchor } from "./campaign.ts";
import { addDays, type Day, weekday } from "./time.ts";

/** The day an anchor stands for; `proposed` until somebody confirms it. */
export interface AnchorDay {
  readonly day: Day;
  readonly proposed: boolean;
}

/**
 * The one day an anchor stands for. A fixed day is itself, worked or not. An expected window becomes
 * a proposed day (docs/decisions/0003-expected-windows.md): a month its third Wednesday, the end of a
 * month its last Friday, or the nearest earlier working day; its beginning or middle the first
 * Wednesday there, or the next working day; a range its first working day.
 */
export function anchorDay(calendar: WorkingCalendar, anchor: Anchor): AnchorDay {
  if (anchor.kind === "fixed") return { day: anchor.day, proposed: false };
  return { day: windowDay(calendar, anchor), proposed: true };
}

function windowDay(calendar: WorkingCalendar, window: Extract<Anchor, { kind: "expected" }>): Day {
  const { from, to, words } = window;
  const firstWednesday = addDays(from, (3 - weekday(from) + 7) % 7);
  if (/^\d{4}-\d{2}$/.test(words)) return workedUpTo(calendar, addDays(firstWednesday, 14));
  if (/^(beginning|middle) of /.test(words)) return workedFrom(calendar, firstWednesday);
  if (words.startsWith("end of ")) {
    return workedUpTo(calendar, addDays(to, -((weekday(to) - 5 + 7) % 7)));
  }
  return workedFrom(calendar, from);
}

/** The day itself when it is worked, otherwise the last working day before it. */
const workedUpTo = (calendar: WorkingCalendar, day: Day): Day =>
  isWorkingDay(calendar, day) ? day : addWorkingDays(calendar, day, -1);

/** The day itself when it is worked by the unit, otherwise the first working day after it. */
export const workedFrom = (calendar: WorkingCalendar, day: Day, unit?: string): Day =>
  isWorkingDay(calendar, day, unit) ? day : addWorkingDays(calendar, day, 1, unit);
