import type { WorkingCalendar } from "./calendar.ts";
import { isQuiet, nextMorning, USUAL_HOURS } from "./quiet.ts";
import { addMilliseconds, dayOf, type Instant, instantOf, millisecondsBetween } from "./time.ts";

const HOUR = 3_600_000;

/**
 * The instant by which a message should have been read: so many hours after it was sent, of those in which its
 * reader may be disturbed. At night and on their unit's days off no time passes, so that it is never quiet then
 * and the next channel can go at once.
 */
export function readBy(
  sent: Instant,
  hours: number,
  unit: string,
  calendar: WorkingCalendar,
): Instant {
  let left = hours * HOUR;
  let from = isQuiet(sent, unit, calendar) ? nextMorning(sent, unit, calendar) : sent;
  for (;;) {
    const evening = instantOf(dayOf(from), USUAL_HOURS.quietFrom);
    const room = Math.max(0, millisecondsBetween(from, evening));
    if (left <= room) return addMilliseconds(from, left);
    left -= room;
    from = nextMorning(addMilliseconds(evening, 1), unit, calendar);
  }
}
