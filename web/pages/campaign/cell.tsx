import type { BoardRow, Cell, Column } from "#api/contract-campaign.ts";
import { cellKey, cellLook } from "#web/board.ts";
import { capital } from "#web/capital.ts";
import { dayWords, shortDay } from "#web/dates.ts";
import type { Speech } from "#web/language.tsx";
import { useSpeech } from "#web/language.tsx";
import { type Look, lookWord } from "#web/look.ts";
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
  return shortDay(cell.doneAt ?? cell.due);
}

/** A cell read aloud: unit, step, state, day. */
function spoken(row: BoardRow, step: ColumnStep, cell: Cell, look: Look, speech: Speech): string {
  const { t, say } = speech;
  const proposed = cell.proposed && cell.status !== "done" ? `, ${t("proposed")}` : "";
  return `${capital(row.name)}, ${say(step.title)}: ${t(lookWord(look))}, ${dayShown(cell)}${proposed}`;
}

/** One unit's one step: shape, word and colour, its day, and a dashed line under a day not confirmed yet. */
export function CellButton({ row, step, cell, title, tabbable = true, ...cells }: CellProps) {
  const speech = useSpeech();
  const { t, say } = speech;
  const key = cellKey(row.unit, step.id);
  const look = cellLook(row, step, cell, cells.mine);
  const proposed = cell.proposed === true && cell.status !== "done";
  return (
    <button
      type="button"
      className={`cell look-${look}`}
      aria-label={spoken(row, step, cell, look, speech)}
      tabIndex={tabbable ? 0 : -1}
      onClick={() => cells.open(key)}
    >
      {cells.fresh.has(key) && <i className="flash" key={cells.flash} />}
      {title === true && <span className="cell-title">{say(step.title)}</span>}
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
