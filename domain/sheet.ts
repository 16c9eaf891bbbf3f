import type { Definition } from "./definition.ts";
import type { SheetTable } from "./sheet-cell.ts";
import { type HeadedSheet, headingsOf } from "./sheet-heading.ts";
import { peopleFrom } from "./sheet-person.ts";
import { rowsOf, type SheetWords } from "./sheet-row.ts";
import { unitsFrom } from "./sheet-unit.ts";
import type { RowVerdict } from "./sheet-verdict.ts";

/** A workbook judged against a definition: what becomes of every row, and the definition with the right ones in it. */
export interface SheetsRead {
  readonly sheets: readonly {
    readonly name: string;
    /** null: neither a list of units nor of people; left out. */
    readonly kind: HeadedSheet["kind"] | null;
    readonly unknown: HeadedSheet["unknown"];
  }[];
  readonly verdicts: readonly RowVerdict[];
  readonly definition: Definition;
}

/** Units first, so that people find theirs. The same workbook again changes nothing. */
export function sheetsInto(
  tables: readonly SheetTable[],
  definition: Definition,
  words: SheetWords,
): SheetsRead {
  const headed = tables.map((table) => ({ table, head: headingsOf(table) }));
  const rowsIn = (kind: HeadedSheet["kind"]) =>
    headed.flatMap(({ table, head }) => (head?.kind === kind ? rowsOf(table, head) : []));
  const units = unitsFrom(rowsIn("units"), definition, words);
  const people = peopleFrom(rowsIn("people"), units.definition, words);
  return {
    sheets: headed.map(({ table, head }) => ({
      name: table.name,
      kind: head?.kind ?? null,
      unknown: head?.unknown ?? [],
    })),
    verdicts: [...units.verdicts, ...people.verdicts],
    definition: people.definition,
  };
}
