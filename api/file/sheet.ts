import type { Cell, SheetTable } from "#domain/sheet-cell.ts";
import type { SheetWords } from "#domain/sheet-row.ts";
import type { WrittenTemplate } from "./template.ts";

/** Larger workbooks are not lists of units and people. */
const MOST_ROWS = 60_000;
const MOST_COLUMNS = 40;

/** A workbook as read-excel-file gives it, as the rules see it: days by their name, which Excel keeps in UTC. */
export const tablesOf = (
  workbook: readonly { readonly sheet: string; readonly data: readonly (readonly unknown[])[] }[],
): SheetTable[] =>
  workbook.map(({ sheet, data }) => ({
    name: sheet,
    rows: data.slice(0, MOST_ROWS).map((row) => row.slice(0, MOST_COLUMNS).map(cellOf)),
  }));

function cellOf(value: unknown): Cell {
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  return null;
}

/** What sheets may call levels and roles under a template. */
export const sheetWordsOf = ({ file }: WrittenTemplate): SheetWords => ({
  levels: file.levels.map(({ id, title, posts }) => ({
    id,
    title,
    posts: posts.map((post) => ({ role: post.role, title: post.title })),
  })),
});
