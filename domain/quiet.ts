import { addWorkingDays, isWorkingDay, type WorkingCalendar } from "./calendar.ts";
import { dayOf, type Instant, instantOf, type TimeOfDay, timeOf } from "./time.ts";

/** A message as far as its time goes. */
export interface Sending {
  /** When its rung is due. */
  readonly at: Instant;
  /** What it is about must be done by then. */
  readonly due: Instant;
  /** Whose working days count. */
  readonly unit: string;
}

/** When somebody wants to be written to. */
export interface SendingPreferences {
  /** Quiet after this time of the evening … */
  readonly quietFrom: TimeOfDay;
  /** … until this time of the next working morning: when the digest goes, too. */
  readonly quietTo: TimeOfDay;
  /** What may wait comes together in the morning. */
  readonly digest: boolean;
}

/** What holds without a preference: single messages, none between 21:00 and 07:00 or on a day off. */
export const USUAL_HOURS: SendingPreferences = {
  quietFrom: "21:00",
  quietTo: "07:00",
  digest: false,
};

/** When a message goes, and why then: as its rung says, after the quiet hours, or with the morning's digest. */
export interface SendTime {
  readonly at: Instant;
  readonly why: "rung" | "quiet" | "digest";
}

/** Whether nobody is to be disturbed at that instant: at night, or on a day that the unit does not work. */
export function isQuiet(
  at: Instant,
  unit: string,
  calendar: WorkingCalendar,
  { quietFrom, quietTo }: SendingPreferences = USUAL_HOURS,
): boolean {
  const time = timeOf(at);
  return time < quietTo || time > quietFrom || !isWorkingDay(calendar, dayOf(at), unit);
}

/**
 * When a message goes. Quiet hours defer it to their end and never drop it; where what it is about is due by
 * then, it goes at once. A digest takes it along to its next morning, unless it is due on that very day, or
 * sooner, or already late: what is due today is never swallowed. Deferring keeps the order of two
 * messages of one obligation.
 */
export function sendAt(
  { at, due, unit }: Sending,
  calendar: WorkingCalendar,
  preferences: SendingPreferences = USUAL_HOURS,
): SendTime {
  const morning = nextMorning(at, unit, calendar, preferences);
  if (preferences.digest && dayOf(due) > dayOf(morning)) return { at: morning, why: "digest" };
  const late = due < at;
  if (!isQuiet(at, unit, calendar, preferences) || (!late && due <= morning))
    return { at, why: "rung" };
  return { at: morning, why: "quiet" };
}

/** The first end of quiet hours at or after an instant. */
export function nextMorning(
  at: Instant,
  unit: string,
  calendar: WorkingCalendar,
  { quietTo }: SendingPreferences = USUAL_HOURS,
): Instant {
  const day = dayOf(at);
  const today = instantOf(day, quietTo);
  if (isWorkingDay(calendar, day, unit) && at <= today) return today;
  return instantOf(addWorkingDays(calendar, day, 1, unit), quietTo);
}
