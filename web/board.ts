import type * as contract from "#api/contract-campaign.ts";
import type { Column } from "#api/contract-campaign.ts";
import type { Grid } from "#api/contract-grid.ts";
import type { CalendarData } from "#domain/calendar.ts";
import { matches } from "#domain/search.ts";
import type { StepKind } from "#domain/template.ts";
import { type Look, lookOf } from "./look.ts";

/** A cell as the page has it: from the grid it knows its window, and the day it was done on. */
export type Cell = contract.Cell & {
  readonly done?: string | undefined;
  readonly earliest?: string;
  readonly slack?: number;
};

export type BoardRow = Omit<contract.BoardRow, "cells"> & {
  readonly cells: Record<string, Cell>;
};

export type Board = Omit<contract.Board, "rows"> & {
  readonly rows: BoardRow[];
  readonly calendar?: CalendarData;
};

/**
 * A grid as a board. `known` keeps one object for each different cell from reading to reading, so that comparing
 * two boards of thousands of rows is comparing references.
 */
export function boardOf(grid: Grid, known: Map<string, Cell>): Board {
  if (known.size > MANY_KINDS) known.clear();
  const kinds = grid.kinds.map((kind) => {
    const key = JSON.stringify(kind);
    const cell = known.get(key) ?? kind;
    known.set(key, cell);
    return cell;
  });
  const steps = new Map(grid.columns.map(({ level, steps: all }) => [level, all]));
  const rows = grid.rows.map(({ cells, ...row }): BoardRow => {
    const own: Record<string, Cell> = {};
    for (const [n, step] of (steps.get(row.level) ?? []).entries()) {
      const cell = kinds[cells[n] ?? -1];
      if (cell !== undefined) own[step.id] = cell;
    }
    return { ...row, cells: own };
  });
  return { ...grid, rows };
}

const MANY_KINDS = 20_000;

/** The units of one level under the steps of that level: one table of the board. */
export interface Group {
  readonly column: Column;
  readonly rows: readonly BoardRow[];
}

/** Names one cell, also in the address: the notices link to `/campaigns/<id>?open=<unit>/<step>`. */
export const cellKey = (unit: string, step: string): string => `${unit}/${step}`;

/** Unit and step of a cell's key. */
export function cellOf(key: string): { readonly unit: string; readonly step: string } {
  const [unit = "", ...step] = key.split("/");
  return { unit, step: step.join("/") };
}

/**
 * The board by level, highest first, in each level the pilot first and then tree order.
 * A step that no unit of the level goes through (only at the root, only for the pilot) has no column.
 */
export function groupsOf(board: Board): readonly Group[] {
  const groups = board.columns.map((column) => {
    const rows = board.rows.filter((row) => row.level === column.level);
    const pilotFirst = [...rows.filter((row) => row.pilot), ...rows.filter((row) => !row.pilot)];
    const steps = column.steps.filter((step) => rows.some((row) => row.cells[step.id]));
    return { column: { ...column, steps }, rows: pilotFirst };
  });
  const depth = (group: Group): number => Math.min(...group.rows.map((row) => row.depth));
  return groups.filter((group) => group.rows.length > 0).sort((a, b) => depth(a) - depth(b));
}

/** The steps of each level, in their order. */
export const stepsByLevel = (board: Board): ReadonlyMap<string, Column["steps"]> =>
  new Map(board.columns.map(({ level, steps }) => [level, steps]));

/** A unit's step as its column says it: the same step id may mean another step at another level. */
export function stepOf(
  board: Board | null,
  unit: string,
  step: string,
): Column["steps"][number] | null {
  const level = board?.rows.find((row) => row.unit === unit)?.level;
  const column = board?.columns.find((one) => one.level === level);
  return column?.steps.find((one) => one.id === step) ?? null;
}

/** How one cell looks; `mine` are the keys of cells whose next act is the reader's. */
export function cellLook(
  row: BoardRow,
  step: { readonly id: string; readonly kind: StepKind },
  cell: Cell,
  mine: ReadonlySet<string>,
): Look {
  return lookOf({
    kind: step.kind,
    status: cell.status,
    overdue: cell.overdue === true,
    returned: cell.returned === true,
    mine: mine.has(cellKey(row.unit, step.id)),
    suspended: row.phase === "suspended",
  });
}

/** Cells that differ between two readings, as keys. Rows that are new say nothing: they have not changed. */
export function changedCells(before: Board, after: Board): readonly string[] {
  const old = new Map(before.rows.map((row) => [row.unit, row]));
  return after.rows.flatMap((row) => {
    const last = old.get(row.unit);
    if (last === undefined || last.seq === row.seq) return [];
    return Object.entries(row.cells)
      .filter(([step, cell]) => last.cells[step]?.status !== cell.status)
      .map(([step]) => cellKey(row.unit, step));
  });
}

/** The new board with the old objects of rows that are the same, so that only the others are drawn again. */
export function keepingRows(before: Board, after: Board): Board {
  const old = new Map(before.rows.map((row) => [row.unit, row]));
  const rows = after.rows.map((row) => {
    const last = old.get(row.unit);
    return last !== undefined && isSameRow(last, row) ? last : row;
  });
  const columns =
    JSON.stringify(before.columns) === JSON.stringify(after.columns)
      ? before.columns
      : after.columns;
  return { ...after, columns, rows };
}

function isSameRow({ cells, ...row }: BoardRow, { cells: others, ...other }: BoardRow): boolean {
  if (row.seq !== other.seq || JSON.stringify(row) !== JSON.stringify(other)) return false;
  const steps = Object.keys(cells);
  return (
    steps.length === Object.keys(others).length &&
    steps.every((step) => {
      const [one, another] = [cells[step], others[step]];
      return one === another || JSON.stringify(one) === JSON.stringify(another);
    })
  );
}

/** Puts re-read rows into the board they belong to. */
export function withRows(board: Board, part: Board): Board {
  const fresh = new Map(part.rows.map((row) => [row.unit, row]));
  return {
    ...board,
    clock: part.clock,
    counts: part.counts,
    rows: board.rows.map((row) => fresh.get(row.unit) ?? row),
  };
}

export function progressOf(row: BoardRow): { readonly done: number; readonly total: number } {
  const cells = Object.values(row.cells);
  return { done: cells.filter((cell) => cell.status === "done").length, total: cells.length };
}

/** What the reader wants to see of the board. */
export interface Filter {
  readonly query: string;
  readonly look: Look | null;
  readonly team: string | null;
  readonly level: string | null;
}

export const NO_FILTER: Filter = { query: "", look: null, team: null, level: null };

export function filtered(
  group: Group,
  filter: Filter,
  mine: ReadonlySet<string>,
): readonly BoardRow[] {
  const { query, look, team, level } = filter;
  if (level !== null && group.column.level !== level) return [];
  if (query.trim() === "" && look === null && team === null) return group.rows;
  const hasLook = (row: BoardRow): boolean =>
    group.column.steps.some((step) => {
      const cell = row.cells[step.id];
      return cell !== undefined && cellLook(row, step, cell, mine) === look;
    });
  return group.rows.filter(
    (row) =>
      (team === null || row.team === team) &&
      matches(row.name, query) &&
      (look === null || hasLook(row)),
  );
}
