import { fold } from "./search.ts";
import { type Day, isDay } from "./time.ts";

/** A cell of a spreadsheet; days come as `2020-03-27`. */
export type Cell = string | number | boolean | null;

/** One sheet of a workbook, its rows as they stand. */
export interface SheetTable {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

/** What a cell says, on one line, in NFC. */
export const cellWords = (cell: Cell | undefined): string =>
  cell === null || cell === undefined
    ? ""
    : String(cell).normalize("NFC").replace(/\s+/g, " ").trim();

/** `27/03/2020` (also with `-` or `.`, one digit allowed) or a day as programs write it; null where it is no day. */
export function cellDay(words: string): Day | null {
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(words);
  const [, day = "", month = "", year = ""] = match ?? [];
  const written = match ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : words;
  return isDay(written) ? written : null;
}

const YES: ReadonlySet<string> = new Set(["co", "x", "true", "yes", "y", "1", "dung", "✓"]);
const NO: ReadonlySet<string> = new Set(["khong", "false", "no", "n", "0", "sai"]);

/** Yes or no as people write it; null where it is neither. */
export function cellFlag(words: string): boolean | null {
  const folded = fold(words);
  return YES.has(folded) ? true : NO.has(folded) ? false : null;
}

/** A column as spreadsheets call it: 0 = A, 26 = AA. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnLetter(rest - 1) : "") + String.fromCharCode(65 + (index % 26));
}

/** An id of ours from a name: `xã Bình An` → `binh-an` without the words that say its kind. */
export function idFrom(name: string, withKind = false): string {
  const words = fold(name);
  const bare = withKind ? words : words.replace(KINDS, "");
  const slug = (bare || words).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return slug.slice(0, 60).replace(/-+$/, "") || "x";
}

const KINDS = /^(?:xa|phuong|thi tran|huyen|quan|thi xa|thanh pho|tinh|dac khu)\s+/;
