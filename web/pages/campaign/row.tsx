import { type MouseEvent, memo } from "react";
import type { BoardRow } from "#web/board.ts";
import { progressOf } from "#web/board.ts";
import { useSpeech } from "#web/language.tsx";
import { browserHistory, unitAddress } from "#web/router.ts";
import { CellButton, type Cells, type ColumnStep, UnitName } from "./cell.tsx";

/** Follows a plain click without a reload; a new tab, a copy and a middle click stay the browser's. */
function visit(event: MouseEvent, href: string): void {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  event.preventDefault();
  browserHistory().push(href);
}

interface RowProps extends Cells {
  readonly campaign: string;
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
  campaign,
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
        <a
          className="unit-name"
          href={unitAddress(campaign, row.unit)}
          tabIndex={tabbable === null ? -1 : 0}
          onClick={(event) => visit(event, unitAddress(campaign, row.unit))}
        >
          <UnitName row={row} />
        </a>
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
