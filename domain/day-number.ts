import type { Day } from "./time.ts";

/**
 * Civil days as whole numbers, so that a plan of thousands of units needs no parsing of dates:
 * 0 is 1970-01-01 in the Gregorian calendar. Years 0001 to 9999.
 */

/** The day's number. */
export function dayNumber(day: Day): number {
  return numberOf(
    yearOfDay(day),
    digit(day, 5) * 10 + digit(day, 6),
    digit(day, 8) * 10 + digit(day, 9),
  );
}

/** The year a day lies in. */
export function yearOfDay(day: Day): number {
  return digit(day, 0) * 1000 + digit(day, 1) * 100 + digit(day, 2) * 10 + digit(day, 3);
}

/** Digit by digit, because cutting the text up is what planning would spend most of its time on. */
const digit = (day: Day, place: number): number => day.charCodeAt(place) - 48;

/** The number of a year, month (1–12) and day of the month. */
export function numberOf(year: number, month: number, dayOfMonth: number): number {
  // Years begin in March here: the leap day is then a year's last and needs no exception.
  const marchYear = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOfMonth - 1;
  const leapDays =
    Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + dayOfYear - 719_468;
}

/** The civil day with this number. */
export function dayAt(number: number): Day {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) /
      365,
  );
  const ofYear =
    ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * ofYear + 2) / 153);
  const dayOfMonth = ofYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
}

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (number: number): number => ((((number + 3) % 7) + 7) % 7) + 1;

const pad = (value: number, width: number): string => String(value).padStart(width, "0");
