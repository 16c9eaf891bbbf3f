import { dayAt, dayNumber, numberOf, weekdayOf, yearOfDay } from "./day-number.ts";
import { holidaysOf } from "./holiday.ts";
import type { Text } from "./text.ts";
import type { Day } from "./time.ts";

/** A campaign's own calendar data on top of the law: yearly official lists and a unit's closures. */
export interface CalendarData {
  /** Official days off added by the yearly decision (a compensated or bridged day). */
  readonly daysOff: readonly { readonly day: Day; readonly reason: string }[];
  /** Weekend days that are worked in exchange. */
  readonly workedDays: readonly { readonly day: Day; readonly reason: string }[];
  /** Closures of one unit (its id), or of all (`*`). */
  readonly closures: readonly {
    readonly unit: string;
    readonly from: Day;
    readonly to: Day;
    readonly reason: string;
  }[];
  /** Years for which the official list has been entered. */
  readonly officialYears: readonly number[];
}

/** Nothing beyond the law. */
export const NO_CALENDAR_DATA: CalendarData = {
  daysOff: [],
  workedDays: [],
  closures: [],
  officialYears: [],
};

/** Working days of Vietnam for one campaign. Years are worked out when first asked for. */
export interface WorkingCalendar {
  readonly data: CalendarData;
  /** The year as seen by a unit (null: by everybody without closures of their own). */
  readonly year: (year: number, unit: string | null) => CalendarYear;
  readonly hasOwnClosures: (unit: string) => boolean;
}

/** Running totals make counting over any span two look-ups. */
interface CalendarYear {
  /** Number of 1 January. */
  readonly first: number;
  /** Working days before the n-th day of the year; the last entry is the year's total. */
  readonly before: Uint16Array;
}

/** The calendar of a campaign's data: the law, then the yearly decisions, then closures. */
export function calendarOf(data: CalendarData): WorkingCalendar {
  const official = new Set(data.daysOff.map((off) => off.day));
  const worked = new Set(data.workedDays.map((swap) => swap.day));
  const closing = new Set(data.closures.map((closure) => closure.unit));
  const known = new Map<string | null, Map<number, CalendarYear>>();
  const build = (year: number, unit: string | null): CalendarYear => {
    const off = new Set(holidaysOf(year, official).map((holiday) => holiday.day));
    const closures = data.closures.filter((one) => one.unit === "*" || one.unit === unit);
    return totalsOf(year, (day, number) => {
      if (closures.some((one) => one.from <= day && day <= one.to)) return false;
      // The yearly decision has the last word over the law: it moves days off in both directions.
      if (worked.has(day)) return true;
      return weekdayOf(number) <= 5 && !off.has(day) && !official.has(day);
    });
  };
  return {
    data,
    hasOwnClosures: (unit) => closing.has(unit),
    year: (year, unit) => {
      const years = known.get(unit) ?? new Map<number, CalendarYear>();
      const old = years.get(year);
      if (old !== undefined) return old;
      const built = build(year, unit);
      known.set(unit, years.set(year, built));
      return built;
    },
  };
}

function totalsOf(year: number, works: (day: Day, number: number) => boolean): CalendarYear {
  const first = numberOf(year, 1, 1);
  const length = numberOf(year + 1, 1, 1) - first;
  const before = new Uint16Array(length + 1);
  for (let n = 0; n < length; n++) {
    const worked = works(dayAt(first + n), first + n) ? 1 : 0;
    before[n + 1] = (before[n] ?? 0) + worked;
  }
  return { first, before };
}

/** Whether a unit works on a day; without a unit, whether offices do. */
export function isWorkingDay(calendar: WorkingCalendar, day: Day, unit?: string): boolean {
  const { first, before } = yearOf(calendar, yearOfDay(day), unit);
  const n = dayNumber(day) - first;
  return (before[n + 1] ?? 0) > (before[n] ?? 0);
}

/**
 * The `n`-th working day after `day`, before it when negative. `n` = 0 is the day itself, even when
 * it is not worked: what is due on a Saturday's conference is due that Saturday.
 */
export function addWorkingDays(calendar: WorkingCalendar, day: Day, n: number, unit?: string): Day {
  if (n === 0) return day;
  let year = yearOfDay(day);
  let { first, before } = yearOf(calendar, year, unit);
  const here = dayNumber(day) - first;
  // The wanted day is the one at which the year's running total first reaches `target`.
  let target = n > 0 ? (before[here + 1] ?? 0) + n : (before[here] ?? 0) + n + 1;
  while (target > total(before)) {
    target -= total(before);
    year += 1;
    ({ first, before } = yearOf(calendar, year, unit));
  }
  while (target < 1) {
    year -= 1;
    ({ first, before } = yearOf(calendar, year, unit));
    target += total(before);
  }
  return dayAt(first + reaching(before, target));
}

/**
 * Working days after `from` up to and including `to`: `addWorkingDays(from, it)` is `to` when `to`
 * is worked. Negative when `to` comes first: working days from `to` up to, not including, `from`.
 */
export function workingDaysBetween(
  calendar: WorkingCalendar,
  from: Day,
  to: Day,
  unit?: string,
): number {
  if (to < from) return -countFrom(calendar, to, from, 0, unit);
  return countFrom(calendar, from, to, 1, unit);
}

/** What a reader of the plan should know of the years it touches. */
export function calendarWarnings(
  calendar: WorkingCalendar,
  fromYear: number,
  toYear: number,
): Text[] {
  const warnings: Text[] = [];
  for (let year = fromYear; year <= toYear; year++) {
    if (calendar.data.officialYears.includes(year)) continue;
    warnings.push({
      vi: `Chưa có lịch nghỉ chính thức của năm ${year}; đang tính theo luật, ngày hoán đổi và nghỉ bù có thể khác.`,
      en: `The official list of days off for ${year} has not been entered; days follow the law alone, swapped and compensating days may differ.`,
    });
  }
  return warnings;
}

/** Working days from `from` to `to`; `shift` 1 leaves out the first and takes in the last. */
function countFrom(
  calendar: WorkingCalendar,
  from: Day,
  to: Day,
  shift: 0 | 1,
  unit: string | undefined,
): number {
  const last = yearOfDay(to);
  let count = 0;
  for (let year = yearOfDay(from); year < last; year++) {
    count += total(yearOf(calendar, year, unit).before);
  }
  const start = yearOf(calendar, yearOfDay(from), unit);
  const end = yearOf(calendar, last, unit);
  const skipped = start.before[dayNumber(from) - start.first + shift] ?? 0;
  return count + (end.before[dayNumber(to) - end.first + shift] ?? 0) - skipped;
}

function yearOf(calendar: WorkingCalendar, year: number, unit: string | undefined): CalendarYear {
  return calendar.year(year, unit !== undefined && calendar.hasOwnClosures(unit) ? unit : null);
}

/** Day of the year at whose end the running total is first `target`: binary search. */
function reaching(before: Uint16Array, target: number): number {
  let low = 0;
  let high = before.length - 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((before[middle + 1] ?? 0) >= target) high = middle;
    else low = middle + 1;
  }
  return low;
}

const total = (before: Uint16Array): number => before[before.length - 1] ?? 0;
