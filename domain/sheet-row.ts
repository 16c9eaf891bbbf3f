import { fold } from "./search.ts";
import { cellDay, cellWords, columnLetter, type SheetTable } from "./sheet-cell.ts";
import type { HeadedSheet } from "./sheet-heading.ts";
import { type FaultCode, faultOf, type RowFault, type RowVerdict } from "./sheet-verdict.ts";
import type { Text } from "./text.ts";
import type { Day } from "./time.ts";

/** What a template calls its levels and their posts: a sheet may use ids or titles. */
export interface SheetWords {
  readonly levels: readonly {
    readonly id: string;
    readonly title: Text;
    readonly posts: readonly { readonly role: string; readonly title: Text }[];
  }[];
}

/** One row being judged. */
export interface SheetRow {
  readonly sheet: string;
  /** As the spreadsheet counts. */
  readonly row: number;
  readonly words: (field: string) => string;
  readonly fault: (code: FaultCode, field: string, data?: Parameters<typeof faultOf>[2]) => void;
  readonly faults: RowFault[];
  readonly isRefused: () => boolean;
}

const LONGEST = 300;

/** The rows of a headed sheet that are not empty. */
export function rowsOf(table: SheetTable, headed: HeadedSheet): SheetRow[] {
  return table.rows.slice(headed.first).flatMap((cells, index) => {
    const at = (field: string): number | undefined => headed.columns.get(field);
    const words = (field: string): string => {
      const column = at(field);
      return column === undefined ? "" : cellWords(cells[column]);
    };
    if ([...headed.columns.keys()].every((field) => words(field) === "")) return [];
    const faults: RowFault[] = [];
    const row: SheetRow = {
      sheet: headed.sheet,
      row: headed.first + index + 1,
      words,
      faults,
      isRefused: () => faults.some(({ refuses }) => refuses),
      fault: (code, field, data) => {
        const column = at(field);
        faults.push(faultOf(code, column === undefined ? null : columnLetter(column), data));
      },
    };
    for (const field of headed.columns.keys())
      if (words(field).length > LONGEST) row.fault("too_long", field);
    return [row];
  });
}

const ID = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/;

/** An id as written; “” where there is none, or none that can be used. */
export function idIn(row: SheetRow): string {
  const id = row.words("id");
  if (id === "" || (ID.test(id) && id.length <= 80)) return id;
  row.fault("id_wrong", "id", { value: id });
  return "";
}

/** From and to which day, each where it is written. */
export function daysIn(row: SheetRow): { readonly from?: Day; readonly to?: Day } {
  const [from, to] = (["from", "to"] as const).map((field) => {
    const words = row.words(field);
    const day = words === "" ? null : cellDay(words);
    if (words !== "" && day === null) row.fault("day_wrong", field, { value: words });
    return day;
  });
  if (from && to && to < from)
    row.fault("dates_reversed", "to", { from: row.words("from"), to: row.words("to") });
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
}

/** The one of a list that words name: by id, by either title, or by a title that begins so and no other does. */
export function namedIn<T extends { readonly title: Text }>(
  words: string,
  list: readonly T[],
  idOf: (one: T) => string,
): T | null {
  const wanted = fold(words);
  const titles = (one: T) => [fold(one.title.vi), fold(one.title.en)];
  const exact = list.find((one) => fold(idOf(one)) === wanted || titles(one).includes(wanted));
  if (exact) return exact;
  const near = list.filter((one) =>
    titles(one).some((title) => title.startsWith(`${wanted} `) || title.endsWith(` ${wanted}`)),
  );
  return near.length === 1 ? (near[0] ?? null) : null;
}

export const verdictOf = (
  { sheet, row, faults }: SheetRow,
  kind: RowVerdict["kind"],
  verdict: RowVerdict["verdict"],
  subject: string,
): RowVerdict => ({ sheet, row, kind, verdict, subject, faults });
