import { useMemo, useState } from "react";
import type { Board } from "#api/contract-campaign.ts";
import type { EventItem } from "#api/contract-list.ts";
import { matches } from "#domain/search.ts";
import { cellKey, stepOf } from "#web/board.ts";
import { capital } from "#web/capital.ts";
import { stamp } from "#web/dates.ts";
import { eventWord } from "#web/event-word.ts";
import { Failed, Skeleton } from "#web/failure.tsx";
import { type Speech, useSpeech } from "#web/language.tsx";
import { Link } from "#web/link.tsx";
import { More, useFirst } from "#web/more.tsx";
import type { TabProps } from "#web/pages/campaign/part.ts";
import { useAll } from "#web/reading.ts";
import { SearchBox } from "#web/search-box.tsx";

/** One line of the journal, in words. */
interface Line {
  readonly event: EventItem;
  readonly unit: string;
  readonly step: string | null;
  readonly what: string;
}

/** Everything that happened, newest first. */
export function JournalTab({ place, path, follow, version }: TabProps) {
  const speech = useSpeech();
  const { t } = speech;
  const { answer, failure, retry } = useAll<EventItem>(`${path}/events`, version);
  const [query, setQuery] = useState("");
  const { board } = follow;
  const lines = useMemo(() => linesOf(answer ?? [], board, speech), [answer, board, speech]);
  const found = lines.filter((line) => matches(`${line.unit} ${line.what}`, query));
  const first = useFirst(found, query);
  if (answer === null && failure === null) return <Skeleton lines={10} />;
  return (
    <section aria-label={t("tab_journal")}>
      {failure !== null && <Failed failure={failure} retry={retry} />}
      <SearchBox query={query} change={setQuery} found={found.length} />
      {answer?.length === 0 && <p className="notice-box">{t("journal_empty")}</p>}
      <table className="list">
        <thead>
          <tr>
            <th scope="col">{t("journal_when")}</th>
            <th scope="col">{t("unit")}</th>
            <th scope="col">{t("journal_what")}</th>
          </tr>
        </thead>
        <tbody>
          {first.shown.map(({ event, unit, step, what }) => (
            <tr key={`${event.unit} ${event.seq} ${event.n}`}>
              <td className="number">{stamp(event.at)}</td>
              <td>{unit}</td>
              <td>
                {step === null ? (
                  what
                ) : (
                  <Link to={{ ...place, tab: "board", open: cellKey(event.unit, step) }}>
                    {what}
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <More {...first} />
    </section>
  );
}

/** Milestones say what another line already says; they are kept out of the reader's way. */
const QUIET: ReadonlySet<string> = new Set(["milestone_reached"]);

function linesOf(
  events: readonly EventItem[],
  board: Board | null,
  { t, say }: Speech,
): readonly Line[] {
  const names = new Map(board?.rows.map((row) => [row.unit, row.name]));
  // One look-up a unit and step, not one an event.
  const titles = new Map<string, string>();
  const titleOf = (unit: string, step: string): string => {
    const key = cellKey(unit, step);
    const known = titles.get(key);
    if (known !== undefined) return known;
    const found = stepOf(board, unit, step);
    const words = found === null ? step : say(found.title);
    titles.set(key, words);
    return words;
  };
  const line = (event: EventItem): Line => {
    const step = typeof event.data["step"] === "string" ? event.data["step"] : null;
    const word = eventWord(event.type, t);
    const what = step === null ? word : `${titleOf(event.unit, step)}: ${word}`;
    return { event, unit: capital(names.get(event.unit) ?? event.unit), step, what };
  };
  return events
    .filter((event) => !QUIET.has(event.type))
    .toSorted(newestFirst)
    .map(line);
}

function newestFirst(one: EventItem, other: EventItem): number {
  if (one.at !== other.at) return one.at < other.at ? 1 : -1;
  return other.seq - one.seq || other.n - one.n;
}
