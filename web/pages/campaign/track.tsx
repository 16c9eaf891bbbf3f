import type { BoardRow } from "#web/board.ts";
import { type Group, progressOf } from "#web/board.ts";
import { useSpeech } from "#web/language.tsx";
import { CellButton, type Cells, UnitName } from "./cell.tsx";

interface TrackProps extends Cells {
  readonly group: Group;
  readonly row: BoardRow;
}

/** A level of one unit (the root): its steps in their order, as a path that wraps instead of a table of one row. */
export function Track({ group, row, ...cells }: TrackProps) {
  const { t, say } = useSpeech();
  const { done, total } = progressOf(row);
  return (
    <section className="group">
      <h2>
        <UnitName row={row} />{" "}
        <span className="soft">
          {say(group.column.title)} · {t("steps_of", { done, total })}
        </span>
      </h2>
      <ol className="track">
        {group.column.steps.map((step) => {
          const cell = row.cells[step.id];
          if (cell === undefined) return null;
          return (
            <li key={step.id}>
              <CellButton row={row} step={step} cell={cell} title {...cells} />
            </li>
          );
        })}
      </ol>
    </section>
  );
}
