import type { SheetTable } from "#domain/sheet-cell.ts";
import { stamp } from "#web/dates.ts";
import type { Column } from "./column.ts";

interface Sheet<Row> {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

const HOURS_OF_VIETNAM_MS = 7 * 3_600_000;
const NARROWEST = 10;
const WIDEST = 60;
/** Rows looked at for a column's width. */
const MEASURED = 300;

/** A real date of a spreadsheet, which knows no zones: the clock on the wall in Vietnam. */
const wallClock = (text: string): Date =>
  new Date(Date.parse(text) + (text.length > 10 ? HOURS_OF_VIETNAM_MS : 0));

/** A name that every system takes for a file and Excel for a sheet. */
const fileName = (name: string): string => `${name.replace(/[\\/:*?"<>|]/g, " ").trim()}.xlsx`;
const sheetName = (name: string): string =>
  name
    .replace(/[\\/:*?[\]]/g, " ")
    .slice(0, 31)
    .trim() || "1";

/**
 * Saves a list as a workbook: what it is and when it was made (and in whose time) first, then the headings, then
 * the rows with real dates and numbers. The writer is loaded when somebody asks for it.
 */
export async function saveWorkbook<Row>({ name, columns, rows }: Sheet<Row>): Promise<void> {
  const { default: writeExcelFile } = await import("write-excel-file/browser");
  const made = `${stamp(new Date().toISOString())} · Asia/Ho_Chi_Minh (UTC+7) · ${rows.length}`;
  const head = columns.map(({ title }) => textCell(title, true));
  const body = rows.map((row) => columns.map((column) => cellOf(column, row)));
  await writeExcelFile([[textCell(name, true)], [textCell(made)], head, ...body], {
    columns: columns.map((column) => ({ width: widthOf(column, rows) })),
    stickyRowsCount: 3,
    sheet: sheetName(name),
    orientation: "landscape",
  }).toFile(fileName(name));
}

/** Saves plain tables, each on a sheet of its own, its first row the headings. */
export async function saveTables(name: string, tables: readonly SheetTable[]): Promise<void> {
  const { default: writeExcelFile } = await import("write-excel-file/browser");
  const sheets = tables.map(({ name: sheet, rows }) => ({
    sheet: sheetName(sheet),
    columns: (rows[0] ?? []).map(() => ({ width: 24 })),
    stickyRowsCount: 1,
    data: rows.map((row, n) =>
      row.map((cell) => (cell === null ? null : textCell(String(cell), n === 0))),
    ),
  }));
  await writeExcelFile(sheets).toFile(fileName(name));
}

/** Always as text: a spreadsheet must not take what somebody typed for a formula. */
const textCell = (value: string, bold = false) => ({
  type: String,
  value,
  ...(bold ? { fontWeight: "bold" as const } : {}),
});

function cellOf<Row>({ value, kind }: Column<Row>, row: Row) {
  const found = value(row);
  if (found === null) return null;
  if (typeof found === "number") return { type: Number, value: found };
  if (kind === "instant")
    return { type: Date, value: wallClock(found), format: "dd/mm/yyyy hh:mm" };
  if (kind === "day") return { type: Date, value: wallClock(found), format: "dd/mm/yyyy" };
  return textCell(found);
}

function widthOf<Row>({ title, value, kind }: Column<Row>, rows: readonly Row[]): number {
  const longest = rows
    .slice(0, MEASURED)
    .reduce((most, row) => Math.max(most, String(value(row) ?? "").length), title.length);
  const fixed = kind === "instant" ? 17 : kind === "day" ? 12 : longest + 2;
  return Math.min(Math.max(fixed, title.length + 2, NARROWEST), WIDEST);
}
