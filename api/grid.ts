import type { LatenessCause } from "#domain/lateness.ts";
import type { BoardRowRead } from "#prisma/sql/read/board.ts";
import type { KindRead } from "#prisma/sql/read/grid.ts";
import type { Column } from "./contract-campaign.ts";
import type { Grid, GridCell, GridRow } from "./contract-grid.ts";

/** What of a row the database said. */
type Unit = Omit<BoardRowRead, "cells">;

/**
 * Puts the cells into their rows. Cells of one kind that are late for different causes become kinds of their own;
 * units without a single cell are left out: they are not for this reader.
 */
export function gridOf(
  columns: readonly Column[],
  units: readonly Unit[],
  kinds: readonly KindRead[],
  causeOf: (unit: string, step: string) => LatenessCause | undefined,
): Pick<Grid, "kinds" | "rows"> {
  const places = new Map(
    columns.map(({ level, steps }) => [level, new Map(steps.map((step, n) => [step.id, n]))]),
  );
  const levels = new Map(units.map(({ unit, level }) => [unit, places.get(level)]));
  const cells = new Map<string, number[]>();
  const all: GridCell[] = [];
  for (const kind of kinds) {
    const known = new Map<LatenessCause | undefined, number>();
    for (const [n, unit] of kind.units.entries()) {
      const step = kind.steps[n] ?? "";
      const steps = levels.get(unit);
      const place = steps?.get(step);
      if (steps === undefined || place === undefined) continue;
      const cause = kind.cell.overdue === true ? causeOf(unit, step) : undefined;
      let id = known.get(cause);
      if (id === undefined) {
        id = all.push(cellOf(kind, cause)) - 1;
        known.set(cause, id);
      }
      const row = cells.get(unit) ?? Array<number>(steps.size).fill(-1);
      row[place] = id;
      cells.set(unit, row);
    }
  }
  const rows = units.flatMap((unit): GridRow[] => {
    const own = cells.get(unit.unit);
    return own === undefined ? [] : [{ ...(unit as Omit<GridRow, "cells">), cells: own }];
  });
  return { kinds: all, rows };
}

/** What the schema says of a cell is what the query made it of. */
const cellOf = ({ cell }: KindRead, cause: LatenessCause | undefined): GridCell =>
  ({ ...cell, ...(cause === undefined ? {} : { cause }) }) as GridCell;
