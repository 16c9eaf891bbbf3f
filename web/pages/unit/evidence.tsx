import { Link } from "@tanstack/react-router";
import { type Board, type BoardRow, progressOf, stepsByLevel } from "#web/board.ts";
import { capital } from "#web/capital.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { Mark } from "#web/mark.tsx";
import { OpenStep } from "#web/parts/open-step.tsx";
import { WORDS } from "./words.ts";

interface LatenessProps {
  readonly campaign: string;
  readonly row: BoardRow;
  readonly board: Board;
}

/** What is overdue, and whether by itself, by what it waited for, or by nobody's fault. */
export function Lateness({ campaign, row, board }: LatenessProps) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  const steps = stepsByLevel(board).get(row.level) ?? [];
  const late = steps.flatMap((step) => {
    const cell = row.cells[step.id];
    return cell?.overdue === true ? [{ step, cause: cell.cause }] : [];
  });
  return (
    <section aria-labelledby="unit-late">
      <h2 id="unit-late">{t("late")}</h2>
      {late.length === 0 && <p>{t("late_none")}</p>}
      <ul>
        {late.map(({ step, cause }) => (
          <li key={step.id} className="look-overdue">
            <Mark look="overdue" />{" "}
            <OpenStep campaign={campaign} unit={row.unit} step={step.id}>
              {say(step.title)}
            </OpenStep>
            {cause !== undefined && <> · {t(`cause_${cause}`)}</>}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface BelowProps {
  readonly campaign: string;
  readonly unit: string;
  readonly board: Board;
}

export function Below({ campaign, unit, board }: BelowProps) {
  const t = useWords(WORDS);
  const rows = board.rows.filter(({ parent }) => parent === unit);
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="unit-below">
      <h2 id="unit-below">{t("below")}</h2>
      <ul className="unit-below">
        {rows.map((row) => {
          const { done, total } = progressOf(row);
          return (
            <li key={row.unit}>
              <Link to="/campaigns/$campaign/units/$unit" params={{ campaign, unit: row.unit }}>
                {capital(row.name)}
              </Link>{" "}
              <span className="soft">
                {done}/{total}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
