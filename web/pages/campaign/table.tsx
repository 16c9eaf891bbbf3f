import { type RefObject, useEffect, useId, useMemo, useRef, useState } from "react";
import type { Board, BoardRow } from "#web/board.ts";
import { cellOf, type Group } from "#web/board.ts";
import { useSpeech } from "#web/language.tsx";
import { type Slot, useWindow } from "#web/window.ts";
import type { Cells } from "./cell.tsx";
import { moved, type Place } from "./move.ts";
import { Row } from "./row.tsx";

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
  // One cell of the table is in the Tab order; the arrow keys move on from it.
  const [at, setAt] = useState<Place>({ row: 0, column: 0 });
  const { slots, show } = useWindow(box, rows.length, ROW_HEIGHT, at.row);
  const wanted = useWanted(box, slots);
  const names = useMemo(() => new Map(board.rows.map((row) => [row.unit, row.name])), [board]);
  const go = (to: Place): void => {
    setAt(to);
    show(to.row);
    wanted.current = to;
  };
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
          aria-colcount={column.steps.length + 1}
          onKeyDown={(event) => {
            const to = moved(event, rows, column.steps);
            if (to !== null) go(to);
          }}
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
            {slots.map((slot) => {
              if (slot.kind === "room")
                return (
                  <Room
                    key={`room-${slot.before}`}
                    height={slot.height}
                    columns={column.steps.length + 1}
                  />
                );
              const row = rows[slot.index];
              if (row === undefined) return null;
              return (
                <Row
                  key={row.unit}
                  campaign={board.campaign}
                  row={row}
                  index={slot.index}
                  steps={column.steps}
                  parent={row.depth < 2 ? null : (names.get(row.parent ?? "") ?? null)}
                  tabbable={at.row === slot.index ? at.column : null}
                  focused={setAt}
                  {...forRow(cells, row)}
                />
              );
            })}
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

/** Focuses the cell that was asked for as soon as its row is drawn. */
function useWanted(box: RefObject<HTMLElement | null>, slots: readonly Slot[]) {
  const wanted = useRef<Place | null>(null);
  useEffect(() => {
    const place = wanted.current;
    if (place === null || slots.length === 0) return;
    const cell = box.current?.querySelector<HTMLElement>(
      `[data-at="${place.row}-${place.column}"] button`,
    );
    if (cell == null) return;
    wanted.current = null;
    cell.focus();
  });
  return wanted;
}

const NOTHING: ReadonlySet<string> = new Set();

/** A row untouched by the last reading keeps its props, and so is not drawn again. */
function forRow(cells: Cells, row: BoardRow): Omit<Cells, "open"> & { open: Cells["open"] } {
  const touched = [...cells.fresh].some((key) => cellOf(key).unit === row.unit);
  return touched ? cells : { ...cells, fresh: NOTHING, flash: 0 };
}
