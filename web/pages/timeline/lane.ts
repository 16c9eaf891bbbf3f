import { addWorkingDays, type WorkingCalendar } from "#domain/calendar.ts";
import { type Day, dayOf } from "#domain/time.ts";
import { append } from "#domain/unit-tree.ts";
import { type Board, type BoardRow, cellKey, cellLook, stepsByLevel } from "#web/board.ts";
import type { Look } from "#web/look.ts";
import type { ColumnStep } from "#web/pages/campaign/cell.tsx";

/** One step's window in a lane. */
export interface Bar {
  readonly key: string;
  readonly row: BoardRow;
  readonly step: ColumnStep;
  readonly look: Look;
  /** When it can begin, when it can be ready at the earliest, when it must be: the days between the last two are slack. */
  readonly from: Day;
  readonly ready: Day;
  readonly due: Day;
  readonly slack: number;
  readonly proposed: boolean;
  /** The day of a conference. */
  readonly day: Day | null;
}

/** A swim-lane: a unit's steps, or the units that a team follows. */
export interface Lane {
  readonly key: string;
  readonly name: string;
  readonly note: string;
  readonly rows: readonly BoardRow[];
  readonly pilot: boolean;
}

export function lanesByUnit(board: Board): Lane[] {
  const names = new Map(board.rows.map((row) => [row.unit, row.name]));
  const sorted = [...board.rows].sort(
    (a, b) => a.depth - b.depth || Number(b.pilot) - Number(a.pilot),
  );
  return sorted.map((row) => ({
    key: row.unit,
    name: row.name,
    note: row.depth < 2 ? "" : (names.get(row.parent ?? "") ?? ""),
    rows: [row],
    pilot: row.pilot,
  }));
}

/** Units that no team follows stand last, in a lane named `alone`. */
export function lanesByTeam(
  board: Board,
  teams: readonly { readonly id: string; readonly name: string }[],
  alone: string,
): Lane[] {
  const followed = new Map<string | null, BoardRow[]>();
  for (const row of board.rows) append(followed, row.team, row);
  const lane = (key: string, name: string, rows: readonly BoardRow[]): Lane => ({
    key,
    name,
    note: String(rows.length),
    rows,
    pilot: rows.some((row) => row.pilot),
  });
  return [
    ...teams.map(({ id, name }) => lane(id, name, followed.get(id) ?? [])),
    lane("", alone, followed.get(null) ?? []),
  ].filter(({ rows }) => rows.length > 0);
}

/** What a lane draws, in order of day. A team's lane has its units' conferences only: their steps would be hundreds. */
export function barsOf(
  lane: Lane,
  board: Board,
  calendar: WorkingCalendar,
  mine: ReadonlySet<string>,
): Bar[] {
  const steps = stepsByLevel(board);
  const many = lane.rows.length > 1;
  const bars = lane.rows.flatMap((row) =>
    (steps.get(row.level) ?? []).flatMap((step): Bar[] => {
      const cell = row.cells[step.id];
      if (cell === undefined || (many && step.kind !== "conference")) return [];
      const due = cell.done ?? dayOf(cell.due);
      const slack = cell.slack ?? 0;
      const open = cell.done === undefined && slack > 0;
      const begins = dayOf(cell.earliest ?? cell.due);
      const from = begins < due ? begins : due;
      const ready = open ? addWorkingDays(calendar, due, -slack) : due;
      return [
        {
          key: cellKey(row.unit, step.id),
          row,
          step,
          look: cellLook(row, step, cell, mine),
          from,
          ready: ready < from ? from : ready,
          due,
          slack,
          proposed: cell.proposed === true && cell.status !== "done",
          day: step.kind === "conference" ? (cell.day ?? due) : null,
        },
      ];
    }),
  );
  return bars.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}

/** Puts each bar on the first of `lines` lines that is free, as far as there are any; the last takes what is left. */
export function linesOf(bars: readonly Bar[], lines: number): number[] {
  const until: Day[] = [];
  return bars.map(({ from, due }) => {
    for (let line = 0; line < lines; line += 1) {
      const last = until[line];
      if (last !== undefined && last >= from) continue;
      until[line] = due;
      return line;
    }
    return lines - 1;
  });
}
