import type { Anchor } from "#domain/campaign.ts";
import { addDays, type Day, isDay } from "#domain/time.ts";

interface MonthPart {
  /** In the words that the rules know. */
  readonly words: string;
  readonly first: number;
  /** 0 = the month's last day. */
  readonly last: number;
}

const WHOLE: MonthPart = { words: "", first: 1, last: 0 };
const BEGINNING: MonthPart = { words: "beginning of ", first: 1, last: 10 };
const MIDDLE: MonthPart = { words: "middle of ", first: 11, last: 20 };
const END: MonthPart = { words: "end of ", first: 21, last: 0 };

const PARTS: Readonly<Record<string, MonthPart>> = {
  "": WHOLE,
  tháng: WHOLE,
  "beginning of": BEGINNING,
  "đầu tháng": BEGINNING,
  "middle of": MIDDLE,
  "giữa tháng": MIDDLE,
  "end of": END,
  "cuối tháng": END,
};

const MONTH =
  /^(?:(?<part>[a-zđ][\p{L} ]*) )?(?:(?<year>\d{4})-(?<month>\d{2})|(?<monthVi>\d{1,2})\/(?<yearVi>\d{4}))$/u;

/**
 * An anchor as people write it: a day (`2020-10-15`) is fixed; a month (`2020-05`, `tháng 5/2020`), a third of one
 * (`end of 2020-06`, `cuối tháng 6/2020`) or a window (`2020-05-25..2020-06-09`) is expected. Null when it is none of these.
 */
export function anchorOf(written: string): Anchor | null {
  const words = written.trim();
  if (isDay(words)) return { kind: "fixed", day: words };
  const [from, until, more] = words.split("..").map((day) => day.trim());
  if (from !== undefined && until !== undefined && more === undefined) {
    return isDay(from) && isDay(until) && from <= until
      ? { kind: "expected", from, to: until, words }
      : null;
  }
  const groups = MONTH.exec(words.toLowerCase())?.groups;
  if (groups === undefined) return null;
  const part = PARTS[(groups.part ?? "").trim()];
  const month = (groups.month ?? groups.monthVi ?? "").padStart(2, "0");
  const first = `${groups.year ?? groups.yearVi}-${month}-01`;
  if (part === undefined || !isDay(first)) return null;
  const to = part.last === 0 ? lastDayOfMonth(first) : addDays(first, part.last - 1);
  const inRules = `${part.words}${first.slice(0, 7)}`;
  return { kind: "expected", from: addDays(first, part.first - 1), to, words: inRules };
}

function lastDayOfMonth(first: Day): Day {
  const inNextMonth = addDays(first, 31);
  return addDays(`${inNextMonth.slice(0, 7)}-01`, -1);
}
