/**
 * Time as the domain sees it: civil days in Vietnam, and instants that sort as text.
 * Vietnam keeps UTC+7 all year (no daylight saving), so a day and a time of day name one instant.
 * This is the only file of the domain that touches `Date`.
 */

/** An instant: ISO 8601 in UTC with milliseconds, `2020-03-27T01:00:00.000Z`. Earlier sorts first as text. */
export type Instant = string;

/** A civil day in Asia/Ho_Chi_Minh: `2020-03-27`. Earlier sorts first as text. */
export type Day = string;

/** A time of day in Asia/Ho_Chi_Minh: `17:00`. */
export type TimeOfDay = string;

const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

const utcOf = (day: Day): number => Date.parse(`${day}T00:00:00.000Z`);

/** True when the text names a real civil day (`2020-02-30` does not). */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = utcOf(text);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}

/** The instant of a time of day on a civil day in Vietnam. */
export function instantOf(day: Day, time: TimeOfDay): Instant {
  return new Date(Date.parse(`${day}T${time}:00.000Z`) - OFFSET_MS).toISOString();
}

/** The civil day in Vietnam in which an instant falls. */
export function dayOf(instant: Instant): Day {
  return new Date(Date.parse(instant) + OFFSET_MS).toISOString().slice(0, 10);
}

/** The time of day in Vietnam at an instant, to the minute. */
export function timeOf(instant: Instant): TimeOfDay {
  return new Date(Date.parse(instant) + OFFSET_MS).toISOString().slice(11, 16);
}

/** The civil day `days` calendar days later (earlier when negative). */
export function addDays(day: Day, days: number): Day {
  return new Date(utcOf(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Calendar days from `from` to `to`; negative when `to` comes first. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((utcOf(to) - utcOf(from)) / DAY_MS);
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(day: Day): number {
  return new Date(utcOf(day)).getUTCDay() || 7;
}

/** The instant `ms` milliseconds later (earlier when negative). */
export function addMilliseconds(instant: Instant, ms: number): Instant {
  return new Date(Date.parse(instant) + ms).toISOString();
}

/** Milliseconds from `from` to `to`; negative when `to` comes first. */
export function millisecondsBetween(from: Instant, to: Instant): number {
  return Date.parse(to) - Date.parse(from);
}
