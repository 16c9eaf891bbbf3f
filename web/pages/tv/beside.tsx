import { type Day, dayOf } from "#domain/time.ts";
import { type Board, groupsOf, progressOf } from "#web/board.ts";
import { capital } from "#web/capital.ts";
import { longDay } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { WORDS } from "./words.ts";

export function Progress({ board }: { readonly board: Board }) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  return (
    <section>
      <h2>{t("progress")}</h2>
      {groupsOf(board).map(({ column, rows }) => {
        const all = rows.map(progressOf);
        const done = all.reduce((sum, one) => sum + one.done, 0);
        const total = all.reduce((sum, one) => sum + one.total, 0);
        return (
          <p key={column.level} className="tv-level">
            <span>{say(column.title)}</span>
            <progress value={done} max={Math.max(1, total)} aria-label={say(column.title)} />
            <b>{t("done_of", { done, total })}</b>
          </p>
        );
      })}
    </section>
  );
}

const NEXT = 6;

interface Meeting {
  readonly unit: string;
  readonly name: string;
  readonly day: Day;
  readonly proposed: boolean;
}

export function Conferences({ board }: { readonly board: Board }) {
  const t = useWords(WORDS);
  const { language } = useSpeech();
  const next = meetingsOf(board).slice(0, NEXT);
  return (
    <section>
      <h2>{t("conferences")}</h2>
      {next.length === 0 && <p>{t("conferences_none")}</p>}
      <ul>
        {next.map(({ unit, name, day, proposed }) => (
          <li key={unit}>
            <b>{capital(name)}</b>
            <span className={proposed ? "proposed" : undefined}>
              {proposed && <em>{t("proposed")} </em>}
              {longDay(day, language)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Conferences that are still to be held, the soonest first. */
function meetingsOf(board: Board): Meeting[] {
  const today = dayOf(board.clock.instant);
  const meetings = board.rows.flatMap(({ unit, name, cells }) =>
    Object.values(cells).flatMap(({ day, status, proposed }) =>
      day === undefined || day < today || status === "done" || status === "cancelled"
        ? []
        : [{ unit, name, day, proposed: proposed === true }],
    ),
  );
  return meetings.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}
