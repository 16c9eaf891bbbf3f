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
 * month its last Friday, in both cases the nearest earlier working day; a range its first working day.
 */
export function anchorDay(calendar: WorkingCalendar, anchor: Anchor): AnchorDay {
  if (anchor.kind === "fixed") return { day: anchor.day, proposed: false };
  return { day: windowDay(calendar, anchor), proposed: true };
}

function windowDay(calendar: WorkingCalendar, window: Extract<Anchor, { kind: "expected" }>): Day {
  if (/^\d{4}-\d{2}$/.test(window.words)) {
    const firstWednesday = addDays(window.from, (3 - weekday(window.from) + 7) % 7);
    return workedUpTo(calendar, addDays(firstWednesday, 14));
  }
  if (window.words.startsWith("end of ")) {
    return workedUpTo(calendar, addDays(window.to, -((weekday(window.to) - 5 + 7) % 7)));
  }
  return workedFrom(calendar, window.from);
}

/** The day itself when it is worked, otherwise the last working day before it. */
const workedUpTo = (calendar: WorkingCalendar, day: Day): Day =>
  isWorkingDay(calendar, day) ? day : addWorkingDays(calendar, day, -1);

/** The day itself when it is worked by the unit, otherwise the first working day after it. */
export const workedFrom = (calendar: WorkingCalendar, day: Day, unit?: string): Day =>
  isWorkingDay(calendar, day, unit) ? day : addWorkingDays(calendar, day, 1, unit);
