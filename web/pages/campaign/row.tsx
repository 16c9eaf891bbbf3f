import { memo } from "react";
import type { BoardRow } from "#web/board.ts";
import { progressOf } from "#web/board.ts";
import { useSpeech } from "#web/language.tsx";
import { CellButton, type Cells, type ColumnStep, UnitName } from "./cell.tsx";

interface RowProps extends Cells {
  readonly row: BoardRow;
  readonly index: number;
  readonly steps: readonly ColumnStep[];
  readonly parent: string | null;
  /** The column of the cell that Tab reaches, where it is in this row. */
  readonly tabbable: number | null;
  readonly focused: (at: { row: number; column: number }) => void;
}

/** One unit's row. Drawn again only when something of it changed. */
export const Row = memo(function Row({
  row,
  index,
  steps,
  parent,
  tabbable,
  focused,
  ...cells
}: RowProps) {
  const { t } = useSpeech();
  const { done, total } = progressOf(row);
  return (
    <tr aria-rowindex={index + 2} className={row.pilot ? "pilot" : undefined}>
      <th scope="row" aria-colindex={1}>
        <span className="unit-name">
          <UnitName row={row} />
        </span>
        <span className="soft">
          {parent === null ? "" : `${parent} · `}
          {done}/{total}
        </span>
      </th>
      {steps.map((step, column) => {
        const cell = row.cells[step.id];
        if (cell === undefined) {
          return (
            <td key={step.id} className="none" aria-colindex={column + 2}>
              <span className="unseen">{t("no_step")}</span>
            </td>
          );
        }
        return (
          <td
            key={step.id}
            data-at={`${index}-${column}`}
            aria-colindex={column + 2}
            onFocus={() => focused({ row: index, column })}
          >
            <CellButton
              row={row}
              step={step}
              cell={cell}
              tabbable={tabbable === column}
              {...cells}
            />
          </td>
        );
      })}
    </tr>
  );
}, sameRow);

function sameRow(before: RowProps, after: RowProps): boolean {
  return (
    before.row === after.row &&
    before.index === after.index &&
    // The array is made anew with each board; the steps in it stay the same objects.
    before.steps.length === after.steps.length &&
    before.steps.every((step, n) => step === after.steps[n]) &&
    before.tabbable === after.tabbable &&
    before.fresh === after.fresh &&
    before.flash === after.flash &&
    before.mine === after.mine
  );
}
