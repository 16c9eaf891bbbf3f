import type { ChangeFigures, ChangePreviewView } from "#api/contract-change.ts";
import { matches } from "#domain/search.ts";
import type { Text } from "#domain/text.ts";
import { dayOf, type Instant } from "#domain/time.ts";
import { dayWords } from "#web/dates.ts";
import { compareValues } from "#web/parts/column.ts";

/** One step's date, old and new. */
export type MovedDate = ChangePreviewView["dates"][number];

/** What moves, the tightest first, then by unit and day; `query` keeps units by name, accents or not. */
export function movedRows(dates: readonly MovedDate[], query: string): readonly MovedDate[] {
  const kept = query === "" ? dates : dates.filter(({ unitName }) => matches(unitName, query));
  return kept.toSorted(
    (a, b) =>
      Number(b.slack.to < 0) - Number(a.slack.to < 0) ||
      compareValues(a.unitName, b.unitName) ||
      compareValues(a.to, b.to),
  );
}

/** One proposal's figures beside the others'. */
export interface Proposal {
  readonly figures: ChangeFigures;
  /** Where the reader may preview it. */
  readonly levels: ChangePreviewView["levels"] | null;
}

/** One line of the comparison: what stands in each column, and which columns are best. */
export interface Line {
  readonly key: "ends" | "slack" | "level" | "clashes" | "impossible" | "moved" | "people";
  /** Of `level`: which. */
  readonly title: Text | null;
  /** By proposal, in their order; null = this proposal does not touch it. */
  readonly values: readonly (string | number | null)[];
  readonly best: readonly boolean[];
}

/** Proposals side by side. A line on which all are alike has no best one. */
export function compared(proposals: readonly Proposal[]): readonly Line[] {
  const titles = new Map(
    proposals.flatMap(({ levels }) => (levels ?? []).map((one) => [one.level, one.title] as const)),
  );
  const figure = (key: Exclude<Line["key"], "level">): Line =>
    lineOf(
      key,
      null,
      proposals.map(({ figures }) => figures[key]),
      key === "slack",
    );
  const ofLevels = [...titles].map(([level, title]) => {
    const values = proposals.map(
      ({ levels }) => levels?.find((one) => one.level === level)?.to ?? null,
    );
    return lineOf("level", title, values, true);
  });
  return [
    figure("ends"),
    figure("slack"),
    ...ofLevels,
    figure("clashes"),
    figure("impossible"),
    figure("moved"),
    figure("people"),
  ];
}

function lineOf(
  key: Line["key"],
  title: Text | null,
  values: Line["values"],
  mostIsBest: boolean,
): Line {
  const known = values.filter((one) => one !== null).toSorted(compareValues);
  const best = mostIsBest ? known.at(-1) : known[0];
  const alike = known.every((one) => one === known[0]);
  return { key, title, values, best: values.map((one) => !alike && one === best) };
}

/** What is left of the grace, in minutes and seconds: `4:09`; null = it is over. `now` in ms since 1970. */
export function countdown(until: Instant, now: number): string | null {
  const left = Math.ceil((Date.parse(until) - now) / 1000);
  if (!(left > 0)) return null;
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}

/** `20/05/2020`: a date of the table; its hour is the office's. */
export const dateOf = (instant: Instant): string => dayWords(dayOf(instant));
