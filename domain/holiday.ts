import { dayAt, dayNumber, weekdayOf } from "./day-number.ts";
import { lunarMonthBegins } from "./lunar.ts";
import type { Text } from "./text.ts";
import { addDays, type Day } from "./time.ts";

/** A day off by law, with what it is. */
export interface Holiday {
  readonly day: Day;
  readonly name: Text;
  /** A working day given off because a holiday fell on a weekly rest day. */
  readonly compensates: Day | null;
}

/**
 * The article on public holidays by the year from which it is applied: Labour Code 2012 art. 115
 * (National Day one day), Labour Code 2019 art. 112 in force since 1/1/2021 (two days).
 * Culture Day (24/11) was announced by Resolution 80-NQ/TW (2026) but waits for its amendment of
 * art. 112: until that is law it is a working day, and comes into this table with its year.
 */
const LAWS = [
  { from: 2021, nationalDays: 2 },
  { from: 0, nationalDays: 1 },
] as const;

const NEW_YEAR: Text = { vi: "Tết Dương lịch", en: "New Year's Day" };
const TET: Text = { vi: "Tết Âm lịch", en: "Lunar New Year (Tết)" };
const HUNG_KINGS: Text = { vi: "Giỗ Tổ Hùng Vương", en: "Hùng Kings' Day" };
const REUNIFICATION: Text = { vi: "Ngày Chiến thắng", en: "Reunification Day" };
const LABOUR_DAY: Text = { vi: "Ngày Quốc tế Lao động", en: "Labour Day" };
const NATIONAL_DAY: Text = { vi: "Quốc khánh", en: "National Day" };

/** First day of the lunar year (mùng 1 Tết) that begins in this year. */
export const tetOf = (year: number): Day => lunarMonthBegins(year, 1);

/** The tenth day of the third lunar month. */
export const hungKingsOf = (year: number): Day => addDays(lunarMonthBegins(year, 3), 9);

/**
 * The days off by law in a year, in order of time, with the compensating days of art. 111: a holiday
 * on Saturday or Sunday gives the next working day. `official` are the days off of the yearly
 * decision, which may also choose which days Tết and the second National Day take.
 */
export function holidaysOf(year: number, official: ReadonlySet<Day> = new Set()): Holiday[] {
  const lawful = [
    ...one(`${year}-01-01`, NEW_YEAR),
    ...tetDays(year, official),
    ...one(hungKingsOf(year), HUNG_KINGS),
    ...one(`${year}-04-30`, REUNIFICATION),
    ...one(`${year}-05-01`, LABOUR_DAY),
    ...nationalDays(year, official),
  ].sort((a, b) => (a.day < b.day ? -1 : 1));
  const taken = new Set(lawful.map((holiday) => holiday.day));
  const compensating = lawful.filter(isOnWeekend).map((holiday) => {
    const day = nextFree(holiday.day, taken);
    taken.add(day);
    return { day, name: compensationName(holiday.name), compensates: holiday.day };
  });
  return [...lawful, ...compensating].sort((a, b) => (a.day < b.day ? -1 : 1));
}

const one = (day: Day, name: Text): Holiday[] => [{ day, name, compensates: null }];

/** Five days from the eve; from the day before it where the yearly decision says so. */
function tetDays(year: number, official: ReadonlySet<Day>): Holiday[] {
  const first = tetOf(year);
  const starts = official.has(addDays(first, -2)) ? -2 : -1;
  return [0, 1, 2, 3, 4].flatMap((n) => one(addDays(first, starts + n), TET));
}

/** 2/9, and by art. 112 (1)(đ) one day next to it: 3/9 unless the yearly decision says 1/9. */
function nationalDays(year: number, official: ReadonlySet<Day>): Holiday[] {
  const day = one(`${year}-09-02`, NATIONAL_DAY);
  if (LAWS.find((law) => year >= law.from)?.nationalDays !== 2) return day;
  const eve = `${year}-09-01`;
  return [...day, ...one(official.has(eve) ? eve : `${year}-09-03`, NATIONAL_DAY)];
}

const isOnWeekend = (holiday: Holiday): boolean => weekdayOf(dayNumber(holiday.day)) > 5;

function nextFree(day: Day, taken: ReadonlySet<Day>): Day {
  let number = dayNumber(day) + 1;
  while (weekdayOf(number) > 5 || taken.has(dayAt(number))) number += 1;
  return dayAt(number);
}

const compensationName = (name: Text): Text => ({
  vi: `Nghỉ bù ${name.vi}`,
  en: `In lieu of ${name.en}`,
});
