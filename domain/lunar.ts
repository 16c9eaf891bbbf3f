import { dayAt, dayNumber } from "./day-number.ts";
import type { Day } from "./time.ts";

/**
 * The Vietnamese lunar calendar as far as days off need it: the first day of a month of a year.
 * Its rules (as published by Hồ Ngọc Đức): a month begins on the day of the new moon at UTC+7; the
 * winter solstice falls in month 11; of thirteen months between two months 11, the first in which
 * the sun enters no new sign repeats its predecessor's number. UTC+7 is why Tết sometimes differs
 * from the Chinese day (2007, 2030). Positions follow J. Meeus, Astronomical Algorithms (1998),
 * chapters 25 and 49: good to about a minute for the moon, a quarter of an hour for the sun.
 */

const LUNATION = 29.530588861;
/** Days from the epoch of JD (noon) to 1970-01-01 at midnight in Vietnam. */
const JD_OF_DAY_0 = 2_440_587.5 - 7 / 24;
/** Clocks run behind uniform time by about 70 s in these decades. */
const DELTA_T = 70 / 86_400;
const RADIANS = Math.PI / 180;

/** Amplitude in days; multiples of the moon's anomaly, the sun's, the moon's latitude; power of E. */
const NEW_MOON_TERMS: readonly (readonly [number, number, number, number, number])[] = [
  [-0.4072, 1, 0, 0, 0],
  [0.17241, 0, 1, 0, 1],
  [0.01608, 2, 0, 0, 0],
  [0.01039, 0, 0, 2, 0],
  [0.00739, 1, -1, 0, 1],
  [-0.00514, 1, 1, 0, 1],
  [0.00208, 0, 2, 0, 2],
  [-0.00111, 1, 0, -2, 0],
  [-0.00057, 1, 0, 2, 0],
  [0.00056, 2, 1, 0, 1],
  [-0.00042, 3, 0, 0, 0],
  [0.00042, 0, 1, 2, 1],
  [0.00038, 0, 1, -2, 1],
  [-0.00024, 2, -1, 0, 1],
  [-0.00007, 1, 2, 0, 0],
  [0.00004, 2, 0, -2, 0],
  [0.00004, 0, 3, 0, 0],
];

/** Amplitude in days, angle at lunation 0 and its growth a lunation, for the node and the planets. */
const SLOW_TERMS: readonly (readonly [number, number, number])[] = [
  [-0.00017, 124.7746, -1.56375588],
  [0.000325, 299.77, 0.107408],
  [0.000165, 251.88, 0.016321],
  [0.000164, 251.83, 26.651886],
  [0.000126, 349.42, 36.412478],
  [0.00011, 84.66, 18.206239],
];

const sine = (degrees: number): number => Math.sin(degrees * RADIANS);

/** Number of the civil day in Vietnam on which lunation `k` (0 = January 2000) begins. */
function newMoonDay(k: number): number {
  const t = k / 1236.85;
  const sun = 2.5534 + 29.1053567 * k;
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;
  const latitude = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
  const eccentricity = 1 - 0.002516 * t - 0.0000074 * t * t;
  let at = 2_451_550.09766 + LUNATION * k + 0.00015437 * t * t;
  for (const [amplitude, ofMoon, ofSun, ofLatitude, power] of NEW_MOON_TERMS) {
    const angle = ofMoon * moon + ofSun * sun + ofLatitude * latitude;
    at += amplitude * eccentricity ** power * sine(angle);
  }
  for (const [amplitude, angle, growth] of SLOW_TERMS) at += amplitude * sine(angle + growth * k);
  return Math.floor(at - DELTA_T - JD_OF_DAY_0);
}

/** Which twelfth of its path the sun is in when a civil day begins in Vietnam: 9 from the winter solstice. */
function sunSign(day: number): number {
  const t = (day + JD_OF_DAY_0 + DELTA_T - 2_451_545) / 36_525;
  const anomaly = 357.52911 + 35_999.05029 * t;
  const longitude =
    280.46646 +
    36_000.76983 * t +
    (1.914602 - 0.004817 * t) * sine(anomaly) +
    0.019993 * sine(2 * anomaly) +
    0.000289 * sine(3 * anomaly) -
    0.00569 -
    0.00478 * sine(125.04 - 1934.136 * t);
  return Math.floor((((longitude % 360) + 360) % 360) / 30);
}

/** The lunation that begins month 11 of the lunar year which starts in `year`. */
function eleventhMonth(year: number): number {
  const k = Math.floor((dayNumber(`${year}-12-31`) + JD_OF_DAY_0 - 2_451_550.1) / LUNATION) + 1;
  // The last month that begins in the year and not after the solstice.
  const candidates = [k, k - 1, k - 2];
  const last = dayNumber(`${year}-12-31`);
  return candidates.find((one) => newMoonDay(one) <= last && sunSign(newMoonDay(one)) < 9) ?? k - 2;
}

/** True when the sun enters no new sign in the month of lunation `k`. */
const hasNoEntry = (k: number): boolean => sunSign(newMoonDay(k)) === sunSign(newMoonDay(k + 1));

/** The first day of a lunar month (1–10, never the repeated one) of the lunar year that begins in `year`. */
export function lunarMonthBegins(year: number, month: number): Day {
  const from = eleventhMonth(year - 1);
  const isLong = eleventhMonth(year) - from > 12;
  const repeated = isLong ? [...Array(12).keys()].map((n) => from + n + 1).find(hasNoEntry) : null;
  const plain = from + month + 1;
  const shift = repeated != null && repeated <= plain ? 1 : 0;
  return dayAt(newMoonDay(plain + shift));
}
