import { matches } from "#domain/search.ts";
import { append } from "#domain/unit-tree.ts";
import { type Board, type BoardRow, cellLook, stepsByLevel } from "#web/board.ts";
import type { Look } from "#web/look.ts";

/** A unit with what it and all below it come to. */
export interface Branch {
  readonly row: BoardRow;
  readonly level: number;
  readonly below: number;
  readonly children: readonly BoardRow[];
  /** Steps of the unit and of all below it, by look. */
  readonly counts: ReadonlyMap<Look, number>;
  readonly steps: number;
}

/** Every unit of a board with its sums; one pass from the leaves up, as rows stand in tree order. */
export function branchesOf(board: Board, mine: ReadonlySet<string>): ReadonlyMap<string, Branch> {
  const steps = stepsByLevel(board);
  const children = new Map<string, BoardRow[]>();
  for (const row of board.rows) if (row.parent !== null) append(children, row.parent, row);
  const branches = new Map<string, Branch>();
  for (const row of board.rows.toReversed()) {
    const counts = new Map<Look, number>();
    const add = (look: Look, n: number): void => void counts.set(look, (counts.get(look) ?? 0) + n);
    for (const step of steps.get(row.level) ?? []) {
      const cell = row.cells[step.id];
      if (cell !== undefined) add(cellLook(row, step, cell, mine), 1);
    }
    const own = children.get(row.unit) ?? [];
    let below = own.length;
    for (const child of own) {
      const branch = branches.get(child.unit);
      below += branch?.below ?? 0;
      for (const [look, n] of branch?.counts ?? []) add(look, n);
    }
    const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
    branches.set(row.unit, {
      row,
      level: row.depth + 1,
      below,
      children: own,
      counts,
      steps: total,
    });
  }
  return branches;
}

/** The lines that are seen: what is open, or, while searching, what is found with the way to it. */
export function linesOf(
  board: Board,
  branches: ReadonlyMap<string, Branch>,
  open: ReadonlySet<string>,
  query: string,
): readonly Branch[] {
  const seen = query === "" ? null : foundIn(board, query);
  const known = new Set(board.rows.map(({ unit }) => unit));
  const shown = new Set<string>();
  return board.rows.flatMap((row) => {
    const isTop = row.parent === null || !known.has(row.parent);
    const visible =
      seen === null
        ? isTop || (shown.has(row.parent ?? "") && open.has(row.parent ?? ""))
        : seen.has(row.unit);
    const branch = branches.get(row.unit);
    if (!visible || branch === undefined) return [];
    shown.add(row.unit);
    return [branch];
  });
}

function foundIn(board: Board, query: string): ReadonlySet<string> {
  const parents = new Map(board.rows.map(({ unit, parent }) => [unit, parent]));
  const found = new Set<string>();
  for (const row of board.rows) {
    if (!matches(row.name, query)) continue;
    for (
      let at: string | null | undefined = row.unit;
      at != null && !found.has(at);
      at = parents.get(at)
    )
      found.add(at);
  }
  return found;
}
