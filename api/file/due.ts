import type { DueRule, Rung } from "#domain/template.ts";
import { isDay } from "#domain/time.ts";

const CLOCK = "(?:[01]\\d|2[0-3]):[0-5]\\d";
const RELATIVE = new RegExp(`^([a-z][a-z0-9-]*)(?: ?([+-]\\d{1,3}))?(?: (${CLOCK}))?$`);
const FIXED = new RegExp(`^(\\d{4}-\\d{2}-\\d{2})(?: (${CLOCK}))?$`);
const RUNG = new RegExp(`^([+-]?\\d{1,3}) (${CLOCK})$`);

/** The end of the working day, when a due rule names no time of day. */
const DAY_ENDS = "17:00";

/**
 * A due rule as written: `launch +10`, `conference -7 11:00` (working days from an anchor), or a day, `2020-06-10 17:00`.
 * Without a time of day it is 17:00. Null when it is neither.
 */
export function dueOf(written: string): DueRule | null {
  const fixed = FIXED.exec(written);
  if (fixed?.[1] !== undefined) {
    return isDay(fixed[1]) ? { day: fixed[1], at: fixed[2] ?? DAY_ENDS } : null;
  }
  const relative = RELATIVE.exec(written);
  if (relative?.[1] === undefined) return null;
  return { anchor: relative[1], days: Number(relative[2] ?? 0), at: relative[3] ?? DAY_ENDS };
}

/** Whole hours as written, `4h`: 1 to 240. */
export function hoursOf(written: string): number | null {
  const hours = Number(/^(\d{1,3})h$/.exec(written)?.[1] ?? 0);
  return hours >= 1 && hours <= 240 ? hours : null;
}

/** When a rung fires, as written: `arise`, or working days from the due instant and a time of day, `-2 08:00`. */
export function rungTimeOf(written: string): Rung["when"] | null {
  if (written === "arise") return "arise";
  const match = RUNG.exec(written);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  return { days: Number(match[1]), at: match[2] };
}
