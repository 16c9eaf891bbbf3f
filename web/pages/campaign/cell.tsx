import type { Column } from "#api/contract-campaign.ts";
import type { BoardRow, Cell } from "#web/board.ts";
import { cellKey, cellLook } from "#web/board.ts";
import { capital } from "#web/capital.ts";
import { dayWords, shortDay } from "#web/dates.ts";
import { useSpeech } from "#web/language.tsx";
import { lookWord } from "#web/look.ts";
import { Mark } from "#web/mark.tsx";

export type ColumnStep = Column["steps"][number];

/** What the cells of a board need beside their rows. */
export interface Cells {
  readonly mine: ReadonlySet<string>;
  /** Keys of the cells that the last reading changed, and its number. */
  readonly fresh: ReadonlySet<string>;
  readonly flash: number;
  readonly open: (key: string) => void;
}

interface CellProps extends Cells {
  readonly row: BoardRow;
  readonly step: ColumnStep;
  readonly cell: Cell;
  readonly title?: boolean;
  readonly tabbable?: boolean;
}

/** The day that matters in a cell: of the conference, of the finish, else of the deadline. */
function dayShown(cell: Cell): string {
  if (cell.day !== undefined) return dayWords(cell.day).slice(0, 5);
  if (cell.done !== undefined) return dayWords(cell.done).slice(0, 5);
  return shortDay(cell.doneAt ?? cell.due);
}

/** One unit's one step: shape, word and colour, its day, and a dashed line under a day not confirmed yet. */
export function CellButton({ row, step, cell, title, tabbable = true, ...cells }: CellProps) {
  const { t, say } = useSpeech();
  const key = cellKey(row.unit, step.id);
  const look = cellLook(row, step, cell, cells.mine);
  const proposed = cell.proposed === true && cell.status !== "done";
  return (
    <button
      type="button"
      className={`cell look-${look}`}
      tabIndex={tabbable ? 0 : -1}
      onClick={() => cells.open(key)}
    >
      {cells.fresh.has(key) && <i className="flash" key={cells.flash} />}
      {/* Read aloud it says whose and which it is, then what is to be seen, in that order. */}
      <span className="unseen">{capital(row.name)}, </span>
      <span className={title === true ? "cell-title" : "unseen"}>{say(step.title)}</span>
      <span className="unseen">: </span>
      <span className="cell-state">
        <Mark look={look} />
        <span className="word">{t(lookWord(look))}</span>
      </span>
      <span className="cell-day">
        <span className={proposed ? "proposed" : undefined}>
          {proposed && <em>{t("proposed")} </em>}
          {dayShown(cell)}
        </span>
      </span>
    </button>
  );
}

export function UnitName({ row }: { readonly row: BoardRow }) {
  const { t } = useSpeech();
  if (!row.pilot) return capital(row.name);
  return (
    <>
      <span className="star" aria-hidden="true">
        ★
      </span>{" "}
      {capital(row.name)}
      <span className="unseen"> ({t("pilot")})</span>
    </>
  );
}
