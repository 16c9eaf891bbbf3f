import type { KeyboardEvent } from "react";
import type { BoardRow } from "#web/board.ts";
import type { ColumnStep } from "./cell.tsx";

/** A cell of a table, counted from its first row and its first step. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

const PAGE = 10;

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-PAGE, 0],
  PageDown: [PAGE, 0],
};

/**
 * Where a key leads from the cell that has the focus, whether it is drawn or not; null = nowhere. Arrows go to the next
 * cell in that direction that exists, Page up and down ten rows on, Home and End to the ends of the row, with Ctrl to
 * the first and last row.
 */
export function moved(
  event: KeyboardEvent<HTMLTableElement>,
  rows: readonly BoardRow[],
  steps: readonly ColumnStep[],
): Place | null {
  const cell = (event.target as HTMLElement).closest<HTMLElement>("[data-at]");
  if (cell === null) return null;
  const [row = 0, column = 0] = (cell.dataset["at"] ?? "").split("-").map(Number);
  const to = target(event, { row, column }, rows.length, steps.length);
  if (to === null) return null;
  event.preventDefault();
  const exists = ({ row: r, column: c }: Place): boolean =>
    rows[r]?.cells[steps[c]?.id ?? ""] !== undefined;
  let { place } = to;
  while (
    place.row >= 0 &&
    place.row < rows.length &&
    place.column >= 0 &&
    place.column < steps.length
  ) {
    if (exists(place)) return place;
    place = { row: place.row + Math.sign(to.down), column: place.column + Math.sign(to.right) };
  }
  return null;
}

function target(
  { key, ctrlKey }: KeyboardEvent,
  { row, column }: Place,
  rows: number,
  columns: number,
): { place: Place; down: number; right: number } | null {
  if (key === "Home" || key === "End") {
    const [first, step] = key === "Home" ? [true, 1] : [false, -1];
    if (ctrlKey) return { place: { row: first ? 0 : rows - 1, column }, down: step, right: 0 };
    return { place: { row, column: first ? 0 : columns - 1 }, down: 0, right: step };
  }
  const [down, right] = MOVES[key] ?? [0, 0];
  if (down === 0 && right === 0) return null;
  const limited = Math.max(0, Math.min(rows - 1, row + down));
  const next = Math.abs(down) > 1 ? limited : row + down;
  return { place: { row: next, column: column + right }, down, right };
}
