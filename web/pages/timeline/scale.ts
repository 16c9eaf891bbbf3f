import { addDays, type Day, dayOf, daysBetween } from "#domain/time.ts";
import type { Board } from "#web/board.ts";

/** How far one looks in: pixels a day. */
export const ZOOMS = { year: 3, quarter: 7, month: 16, week: 36, day: 72 } as const;
export type Zoom = keyof typeof ZOOMS;

/** The days a timeline shows, and where on it a day begins. */
export interface Scale {
  readonly from: Day;
  /** The last day, shown whole. */
  readonly to: Day;
  readonly perDay: number;
  readonly width: number;
  readonly x: (day: Day) => number;
}

/** From a week before the first window to a week after the last date. */
export function scaleOf(board: Board, perDay: number): Scale {
  const now = dayOf(board.clock.instant);
  let [from, to] = [now, now];
  const seen = new Set<unknown>();
  for (const row of board.rows)
    for (const cell of Object.values(row.cells)) {
      if (seen.has(cell)) continue;
      seen.add(cell);
      const first = dayOf(cell.earliest ?? cell.due);
      const last = dayOf(cell.due);
      if (first < from) from = first;
      if (last > to) to = last;
      if (cell.day !== undefined && cell.day > to) to = cell.day;
    }
  from = addDays(from, -7);
  to = addDays(to, 7);
  const width = (daysBetween(from, to) + 1) * perDay;
  return { from, to, perDay, width, x: (day) => daysBetween(from, day) * perDay };
}

export interface Tick {
  readonly day: Day;
  readonly words: string;
  /** Days it stands for. */
  readonly days: number;
}

/** The head's two lines: months, and below them weeks or days where there is room for their words. */
export function ticksOf({ from, to, perDay }: Scale): { months: Tick[]; days: Tick[] } {
  const months: Tick[] = [];
  const days: Tick[] = [];
  const step = perDay >= 28 ? 1 : 7;
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const month = `${day.slice(5, 7)}/${day.slice(0, 4)}`;
    const last = months.at(-1);
    if (last?.words === month) months[months.length - 1] = { ...last, days: last.days + 1 };
    else months.push({ day, words: month, days: 1 });
    if (perDay >= 6 && daysBetween(from, day) % step === 0)
      days.push({ day, words: `${day.slice(8, 10)}/${day.slice(5, 7)}`, days: step });
  }
  return { months, days };
}
