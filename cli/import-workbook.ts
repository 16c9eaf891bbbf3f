import { readFileSync, writeFileSync } from "node:fs";
import readWorkbook from "read-excel-file/node";
import { textOf } from "#api/file/bytes.ts";
import { FileRefused } from "#api/file/refusal.ts";
import { sheetWordsOf, tablesOf } from "#api/file/sheet.ts";
import { SHIPPED } from "#api/file/shipped.ts";
import { templateIn } from "#api/file/template.ts";
import { treeOf } from "#api/file/tree.ts";
import { writeDefinition } from "#api/file/write.ts";
import { wordsOf } from "#domain/definition.ts";
import { type SheetsRead, sheetsInto } from "#domain/sheet.ts";
import { contentOf } from "./campaign-file.ts";
import { CommandError } from "./failure.ts";

interface Asked {
  readonly into: string;
  readonly out?: string;
  readonly dryRun?: boolean;
}

/** Judges a workbook against a campaign file, and writes the file with what is right in it. @throws CommandError */
export async function importWorkbook(
  workbook: string,
  { into, out, dryRun }: Asked,
): Promise<SheetsRead & { readonly written: string | null }> {
  const before = campaignIn(into);
  const definition = treeOf(before).value;
  const name = wordsOf(definition, "template");
  const template = templateIn(SHIPPED, name);
  if (!template || "problems" in template)
    throw new CommandError(
      `${into} names no template that Plenum has (template: ${name || "nothing"}): plenum check ${into}`,
      2,
    );
  const sheets = await readWorkbook(Buffer.from(contentOf(workbook))).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${workbook} cannot be read as an .xlsx workbook: ${why}`, 2);
  });
  const read = sheetsInto(tablesOf(sheets), definition, sheetWordsOf(template));
  if (dryRun) return { ...read, written: null };
  const written = out ?? into;
  const text = writeDefinition(read.definition, before);
  if (written !== into || text !== readFileSync(into, "utf8")) writeFileSync(written, text);
  return { ...read, written };
}

function campaignIn(path: string): string {
  try {
    const text = textOf(contentOf(path));
    treeOf(text);
    return text;
  } catch (error) {
    if (error instanceof FileRefused)
      throw new CommandError(`${path}:${error.line}: ${error.message}`, 2);
    throw error;
  }
}
