import type { Day } from "#domain/time.ts";
import { dayWords, longDay } from "#web/dates.ts";
import { useSpeech, useWords } from "#web/language.tsx";
import { Mark } from "#web/mark.tsx";
import { OpenStep } from "#web/parts/open-step.tsx";
import { type Entry, type Month, monthOf, weeksOf } from "./entry.ts";
import { WORDS } from "./words.ts";

interface MonthProps {
  readonly month: Month;
  readonly today: Day;
  readonly days: ReadonlyMap<Day, readonly Entry[]>;
  readonly campaign: string;
}

/** So many fit into a day's cell; the day's list has the others. */
const SHOWN = 4;

/** One month as a table of weeks (a desk). */
export function MonthTable({ month, today, days, campaign }: MonthProps) {
  const t = useWords(WORDS);
  const { language } = useSpeech();
  const weeks = weeksOf(month);
  return (
    <table className="month">
      <caption className="unseen">{month}</caption>
      <thead>
        <tr>
          {(weeks[0] ?? []).map((day) => (
            <th key={day} scope="col">
              {longDay(day, language).replace(/ [\d/]+$/, "")}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => {
              const on = days.get(day) ?? [];
              return (
                <td
                  key={day}
                  data-other={monthOf(day) === month ? undefined : true}
                  aria-current={day === today ? "date" : undefined}
                >
                  <time dateTime={day}>{Number(day.slice(8))}</time>
                  <Entries entries={on.slice(0, SHOWN)} campaign={campaign} />
                  {on.length > SHOWN && (
                    <details>
                      <summary>{t("and_more", { n: on.length - SHOWN })}</summary>
                      <Entries entries={on.slice(SHOWN)} campaign={campaign} />
                    </details>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The same month as a list of its days (a telephone, and paper). */
export function MonthList({ month, today, days, campaign }: MonthProps) {
  const t = useWords(WORDS);
  const { language } = useSpeech();
  const within = [...days]
    .filter(([day]) => monthOf(day) === month)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (within.length === 0) return <p className="notice-box">{t("nothing")}</p>;
  return (
    <ol className="agenda">
      {within.map(([day, on]) => (
        <li key={day} aria-current={day === today ? "date" : undefined}>
          <h2>
            {longDay(day, language)} <span className="soft">{t("of_day", { n: on.length })}</span>
          </h2>
          <Entries entries={on} campaign={campaign} />
        </li>
      ))}
    </ol>
  );
}

interface EntriesProps {
  readonly entries: readonly Entry[];
  readonly campaign: string;
}

function Entries({ entries, campaign }: EntriesProps) {
  const t = useWords(WORDS);
  const { say } = useSpeech();
  return (
    <ul>
      {entries.map((one) => (
        <li
          key={one.key}
          className="entry"
          data-conference={one.conference || undefined}
          data-proposed={one.proposed || undefined}
        >
          <Mark look={one.look} />
          <OpenStep campaign={campaign} unit={one.unit} step={one.step}>
            {!one.conference && `${t("due")}: `}
            {say(one.title)} · {one.unitName}
            {one.proposed && ` (${t("proposed")})`}
          </OpenStep>
        </li>
      ))}
    </ul>
  );
}

export const monthWords = (month: Month): { readonly month: string; readonly year: string } => ({
  month: dayWords(`${month}-01`).slice(3, 5),
  year: month.slice(0, 4),
});
