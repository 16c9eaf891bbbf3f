import { type KeyboardEvent, memo, useId, useRef, useState } from "react";
import type { Board, BoardRow } from "#api/contract-campaign.ts";
import type { Group } from "#web/board.ts";
import { cellOf, progressOf } from "#web/board.ts";
import { useSpeech } from "#web/language.tsx";
import { useWindow } from "#web/window.ts";
import { CellButton, type Cells, type ColumnStep, UnitName } from "./cell.tsx";

/** Every row is this high (px), as in board.css: the window over a long table counts on it. */
const ROW_HEIGHT = 56;

interface BoardTableProps extends Cells {
  readonly group: Group;
  readonly board: Board;
}

export function BoardTable({ group, board, ...cells }: BoardTableProps) {
  const { t, say } = useSpeech();
  const box = useRef<HTMLDivElement>(null);
  const heading = useId();
  const { column, rows } = group;
  const seen = useWindow(box, rows.length, ROW_HEIGHT);
  // One cell of the table is in the Tab order; the arrow keys move on from it.
  const [at, setAt] = useState({ row: 0, column: 0 });
  const level = say(column.title);
  const caption = { level, units: rows.length, steps: column.steps.length };
  return (
    <section className="group">
      <h2 id={heading}>
        {level} <span className="soft">{t("units_n", { n: rows.length })}</span>
      </h2>
      {/* A box that scrolls must be reachable by keyboard to be scrolled by it. */}
      <div className="board-box" ref={box} role="region" aria-labelledby={heading} tabIndex={0}>
        <table
          className="board"
          aria-rowcount={rows.length + 1}
          onKeyDown={(event) => moveFocus(event, rows.length, column.steps.length)}
        >
          <caption className="unseen">{t("board_caption", caption)}</caption>
          <thead>
            <tr>
              <th scope="col" className="corner">
                {t("unit")}
              </th>
              {column.steps.map((step) => (
                <th scope="col" key={step.id}>
                  <span title={say(step.title)}>{say(step.title)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Room height={seen.before} columns={column.steps.length + 1} />
            {rows.slice(seen.first, seen.end).map((row, offset) => (
              <Row
                key={row.unit}
                row={row}
                index={seen.first + offset}
                steps={column.steps}
                parent={parentName(board, row)}
                tabbable={at.row === seen.first + offset ? at.column : null}
                focused={setAt}
                {...forRow(cells, row)}
              />
            ))}
            <Room height={seen.after} columns={column.steps.length + 1} />
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Stands in for rows that are scrolled away. Set through the DOM: the page allows no style attributes. */
function Room({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height === 0) return null;
  const setHeight = (row: HTMLTableRowElement | null): void => {
    row?.style.setProperty("height", `${height}px`);
  };
  return (
    <tr aria-hidden="true" className="room" ref={setHeight}>
      <td colSpan={columns} />
    </tr>
  );
}

/** Units of several parents in one table say whose they are. */
function parentName(board: Board, row: BoardRow): string | null {
  if (row.depth < 2) return null;
  return board.rows.find((one) => one.unit === row.parent)?.name ?? null;
}

const NOTHING: ReadonlySet<string> = new Set();

/** A row untouched by the last reading keeps its props, and so is not drawn again. */
function forRow(cells: Cells, row: BoardRow): Omit<Cells, "open"> & { open: Cells["open"] } {
  const touched = [...cells.fresh].some((key) => cellOf(key).unit === row.unit);
  return touched ? cells : { ...cells, fresh: NOTHING, flash: 0 };
}

interface RowProps extends Cells {
  readonly row: BoardRow;
  readonly index: number;
  readonly steps: readonly ColumnStep[];
  readonly parent: string | null;
  /** The column of the cell that Tab reaches, where it is in this row. */
  readonly tabbable: number | null;
  readonly focused: (at: { row: number; column: number }) => void;
}

const Row = memo(function Row({
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
      <th scope="row">
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
            <td key={step.id} className="none">
              <span className="unseen">{t("no_step")}</span>
            </td>
          );
        }
        return (
          <td
            key={step.id}
            data-at={`${index}-${column}`}
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

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Arrow keys go to the next cell in that direction that exists; Home and End to the ends of the row. */
function moveFocus(event: KeyboardEvent<HTMLTableElement>, rows: number, columns: number): void {
  const cell = (event.target as HTMLElement).closest<HTMLElement>("[data-at]");
  const [row = 0, column = 0] = (cell?.dataset["at"] ?? "").split("-").map(Number);
  if (cell === null) return;
  const toEnd = event.key === "Home" ? -1 : event.key === "End" ? 1 : 0;
  const [down, right] = toEnd === 0 ? (MOVES[event.key] ?? [0, 0]) : [0, -toEnd];
  if (down === 0 && right === 0) return;
  event.preventDefault();
  let at =
    toEnd === 0
      ? { row: row + down, column: column + right }
      : { row, column: toEnd < 0 ? 0 : columns - 1 };
  while (at.row >= 0 && at.row < rows && at.column >= 0 && at.column < columns) {
    const found = event.currentTarget.querySelector<HTMLElement>(
      `[data-at="${at.row}-${at.column}"] button`,
    );
    if (found !== null) return found.focus();
    at = { row: at.row + down, column: at.column + right };
  }
}
