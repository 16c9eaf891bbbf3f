import type { ReactNode } from "react";

/** What a cell is in a spreadsheet and in a sort; instants are ISO strings with `date`. */
export type Value = string | number | null;

/** One column of a list. */
export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** What is searched, sorted and exported. */
  readonly value: (row: Row) => Value;
  /** How it is shown; the value itself where this is missing. */
  readonly show?: (row: Row) => ReactNode;
  /** `number` is set to the right; `instant` and `day` become real dates in a spreadsheet. */
  readonly kind?: "text" | "number" | "instant" | "day";
}

const collator = new Intl.Collator("vi", { numeric: true });

/** Vietnamese order; what is missing comes last. */
export function compareValues(a: Value, b: Value): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === "number" && typeof b === "number") return a - b;
  return collator.compare(String(a), String(b));
}
