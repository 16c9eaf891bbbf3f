import { fold } from "./search.ts";
import { type Cell, cellWords, columnLetter, type SheetTable } from "./sheet-cell.ts";

/** Columns of a list of units, and of a list of people: what they may be called, without accents. */
const HEADINGS = {
  units: {
    id: ["ma", "ma don vi", "id", "unit id"],
    code: ["ma so", "ma hanh chinh", "ma dvhc", "ma so hanh chinh", "code", "unit code"],
    name: ["ten don vi", "ten", "don vi", "name", "unit name", "unit"],
    level: ["cap", "level"],
    parent: ["cap tren", "don vi cap tren", "truc thuoc", "thuoc", "parent", "parent unit"],
    territorial: ["co dia ban", "dia ban", "territorial", "territory"],
    from: ["hieu luc tu", "tu ngay", "valid from", "from"],
    to: ["hieu luc den", "den ngay", "valid to", "until"],
    team: ["to", "to cong tac", "to chi dao", "to huong dan", "team", "guidance team"],
    pilot: ["diem", "lam diem", "thi diem", "pilot"],
  },
  people: {
    name: ["ho va ten", "ho ten", "ten", "name", "full name"],
    unit: ["don vi", "ten don vi", "ma don vi", "co quan", "unit", "unit id", "unit name"],
    role: ["vai tro", "nhiem vu", "role", "post"],
    title: ["chuc danh", "chuc vu", "title"],
    email: ["email", "e-mail", "thu dien tu", "dia chi thu", "dia chi thu dien tu", "mail"],
    id: ["ma nguoi", "ma can bo", "id", "person id"],
    from: ["tu ngay", "giu tu", "from"],
    to: ["den ngay", "giu den", "to"],
  },
} as const;

export type SheetKind = keyof typeof HEADINGS;

const NEEDED: Readonly<Record<SheetKind, readonly string[]>> = {
  units: ["name"],
  people: ["name", "unit"],
};
/** The heading stands within this many rows: titles and dates may come before it. */
const LOOKED_AT = 15;

/** A sheet with its columns found. */
export interface HeadedSheet {
  readonly sheet: string;
  readonly kind: SheetKind;
  /** Index of the first row below the heading. */
  readonly first: number;
  readonly columns: ReadonlyMap<string, number>;
  /** Headings that mean nothing here, and what stands under them is left out. */
  readonly unknown: readonly { readonly column: string; readonly heading: string }[];
}

/** Finds the row of headings and what each column holds; null where a sheet is neither list. */
export function headingsOf({ name, rows }: SheetTable): HeadedSheet | null {
  let best: (HeadedSheet & { readonly score: number }) | null = null;
  for (const [index, row] of rows.slice(0, LOOKED_AT).entries()) {
    for (const kind of ["people", "units"] as const) {
      const { columns, unknown } = columnsOf(row, kind);
      const enough = columns.size > 1 && NEEDED[kind].every((field) => columns.has(field));
      if (!enough || columns.size <= (best?.score ?? 0)) continue;
      best = { sheet: name, kind, first: index + 1, columns, unknown, score: columns.size };
    }
  }
  return best;
}

function columnsOf(row: readonly Cell[], kind: SheetKind) {
  const columns = new Map<string, number>();
  const unknown: { column: string; heading: string }[] = [];
  for (const [index, cell] of row.entries()) {
    const heading = cellWords(cell);
    if (heading === "") continue;
    const plain = fold(heading.replace(/\(.*?\)|[*:]/g, " "));
    const field = Object.entries(HEADINGS[kind]).find(([, names]) =>
      (names as readonly string[]).includes(plain),
    )?.[0];
    if (field === undefined || columns.has(field))
      unknown.push({ column: columnLetter(index), heading });
    else columns.set(field, index);
  }
  return { columns, unknown };
}
