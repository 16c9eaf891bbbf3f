import type { Board, BoardRow, Cell } from "#api/contract-campaign.ts";
import type { Text } from "#domain/text.ts";
import { dayOf } from "#domain/time.ts";
import { cellLook } from "#web/board.ts";
import type { Look } from "#web/look.ts";

/** One conference of a campaign, as the board holds it. */
export interface Conference {
  readonly row: BoardRow;
  readonly step: string;
  readonly title: Text;
  readonly level: Text;
  readonly day: string;
  readonly proposed: boolean;
  readonly cell: Cell;
  readonly look: Look;
}

/** The conferences of a board, earliest first. */
export function conferencesOf(board: Board): readonly Conference[] {
  const columns = new Map(board.columns.map((column) => [column.level, column]));
  const all = board.rows.flatMap((row) => {
    const column = columns.get(row.level);
    return (column?.steps ?? []).flatMap((step) => {
      const cell = row.cells[step.id];
      if (step.kind !== "conference" || cell === undefined || column === undefined) return [];
      return [
        {
          row,
          step: step.id,
          title: step.title,
          level: column.title,
          day: cell.day ?? dayOf(cell.due),
          proposed: cell.proposed === true,
          cell,
          look: cellLook(row, step, cell, new Set()),
        },
      ];
    });
  });
  return all.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}
