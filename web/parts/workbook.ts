import type { Column } from "./column.ts";

interface Sheet<Row> {
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

const HOURS_OF_VIETNAM_MS = 7 * 3_600_000;

/** A real date of a spreadsheet, which knows no zones: the clock on the wall in Vietnam. */
const wallClock = (text: string): Date =>
  new Date(Date.parse(text) + (text.length > 10 ? HOURS_OF_VIETNAM_MS : 0));

/** Saves a list as a workbook. The writer is loaded when somebody asks for it. */
export async function saveWorkbook<Row>({ name, columns, rows }: Sheet<Row>): Promise<void> {
  const { default: writeExcelFile } = await import("write-excel-file/browser");
  const head = columns.map(({ title }) => ({ value: title, fontWeight: "bold" as const }));
  const body = rows.map((row) => columns.map((column) => cellOf(column, row)));
  const widths = columns.map(({ kind }) => ({ width: kind === undefined ? 30 : 18 }));
  const file = `${name.replace(/[\\/:*?"<>|]/g, " ")}.xlsx`;
  await writeExcelFile([head, ...body], { columns: widths, stickyRowsCount: 1 }).toFile(file);
}

function cellOf<Row>({ value, kind }: Column<Row>, row: Row) {
  const found = value(row);
  if (found === null) return null;
  if (typeof found === "number") return { type: Number, value: found };
  if (kind === "instant")
    return { type: Date, value: wallClock(found), format: "dd/mm/yyyy hh:mm" };
  if (kind === "day") return { type: Date, value: wallClock(found), format: "dd/mm/yyyy" };
  // Always as text: a spreadsheet must not take what somebody typed for a formula.
  return { type: String, value: found };
}
