import type { Board } from "#api/contract-campaign.ts";
import type { Text } from "#domain/text.ts";
import { addDays, type Day, dayOf, weekday } from "#domain/time.ts";
import { cellLook } from "#web/board.ts";
import type { Look } from "#web/look.ts";

/** Something on a day: a conference held, or a step's due day. */
export interface Entry {
  readonly key: string;
  readonly unit: string;
  readonly unitName: string;
  readonly step: string;
  readonly title: Text;
  readonly conference: boolean;
  readonly proposed: boolean;
  readonly look: Look;
}

/** What is shown of a board. */
export interface Chosen {
  readonly conferencesOnly: boolean;
  /** null = every unit. */
  readonly unit: string | null;
}

/** A board's entries by day, conferences first. */
export function entriesOf(board: Board, chosen: Chosen): ReadonlyMap<Day, readonly Entry[]> {
  const steps = new Map(board.columns.map((column) => [column.level, column.steps]));
  const days = new Map<Day, Entry[]>();
  for (const row of board.rows) {
    if (chosen.unit !== null && row.unit !== chosen.unit) continue;
    for (const step of steps.get(row.level) ?? []) {
      const cell = row.cells[step.id];
      const conference = step.kind === "conference";
      if (cell === undefined || (chosen.conferencesOnly && !conference)) continue;
      const day = (conference ? cell.day : undefined) ?? dayOf(cell.due);
      const entry: Entry = {
        key: `${row.unit}/${step.id}`,
        unit: row.unit,
        unitName: row.name,
        step: step.id,
        title: step.title,
        conference,
        proposed: cell.proposed === true,
        look: cellLook(row, step, cell, new Set()),
      };
      const on = days.get(day);
      if (on === undefined) days.set(day, [entry]);
      else on.push(entry);
    }
  }
  for (const on of days.values()) on.sort((a, b) => Number(b.conference) - Number(a.conference));
  return days;
}

/** `2020-05`: what a page of the calendar shows. */
export type Month = string;

export const monthOf = (day: Day): Month => day.slice(0, 7);

export function addMonths(month: Month, months: number): Month {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const count = year * 12 + number - 1 + months;
  return `${String(Math.floor(count / 12)).padStart(4, "0")}-${String((count % 12) + 1).padStart(2, "0")}`;
}

/** The weeks of a month, Monday first, each of seven days; days of other months fill the ends. */
export function weeksOf(month: Month): readonly (readonly Day[])[] {
  const first = `${month}-01`;
  const end = `${addMonths(month, 1)}-01`;
  const weeks: Day[][] = [];
  for (let monday = addDays(first, 1 - weekday(first)); monday < end; monday = addDays(monday, 7)) {
    weeks.push([0, 1, 2, 3, 4, 5, 6].map((n) => addDays(monday, n)));
  }
  return weeks;
}

/** The day of the conference nearest to today, the next before the last; today where there is none. */
export function nearestConference(board: Board, today: Day): Day {
  const days = [...entriesOf(board, { conferencesOnly: true, unit: null }).keys()].toSorted();
  return days.find((day) => day >= today) ?? days.at(-1) ?? today;
}
