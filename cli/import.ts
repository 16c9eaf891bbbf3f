import { Command } from "commander";
import type { RowVerdict } from "#domain/sheet-verdict.ts";
import type { Language } from "#domain/text.ts";
import * as option from "./option.ts";
import { note, report, wordsIn } from "./output.ts";

interface ImportOptions {
  readonly into: string;
  readonly out?: string;
  readonly dryRun?: boolean;
  readonly lang: Language;
  readonly json?: boolean;
}

export function command(): Command {
  return new Command("import")
    .description("Take units and people from an Excel workbook into a campaign file.")
    .argument("<workbook>", "an .xlsx file")
    .requiredOption("--into <file>", "the campaign file it belongs to")
    .option("--out <file>", "write there; the campaign file itself when left out")
    .option("--dry-run", "judge every row, write nothing")
    .addOption(option.language())
    .addOption(option.json())
    .addHelpText(
      "after",
      `
A sheet is a list of units (Tên đơn vị, Cấp, Cấp trên, …) or of people (Họ và tên, Đơn vị, Vai trò, …); headings may be
Vietnamese or English, with or without accents, in any order. Every row gets a verdict; rows that are wrong are left out,
the others are taken over. The same workbook again changes nothing. Exit code 2 when a row is refused. More: docs/starting.md.

Examples:
  npx plenum import don-vi.xlsx --into my-campaign.yaml --dry-run
  npx plenum import don-vi.xlsx --into my-campaign.yaml --out next.yaml`,
    )
    .action(async (workbook: string, options: ImportOptions) => {
      const { importWorkbook } = await import("./import-workbook.ts");
      const read = await importWorkbook(workbook, options);
      const words = wordsIn(options.lang);
      for (const { name, kind } of read.sheets)
        if (kind === null)
          note(
            words(
              `Trang «${name}» không phải danh sách đơn vị hay nhân sự: bỏ qua.`,
              `Sheet “${name}” is no list of units or people: left out.`,
            ),
          );
      const { definition: _, ...answer } = read;
      report(options.json, answer, () => [
        ...read.verdicts.flatMap((one) => verdictLines(one, options.lang)),
        countLine(read.verdicts, words),
        options.dryRun
          ? words("Chạy thử: chưa ghi gì.", "Dry run: nothing is written.")
          : words(`Đã ghi ${read.written}.`, `Written: ${read.written}.`),
      ]);
      if (read.verdicts.some(({ verdict }) => verdict === "refused")) process.exitCode = 2;
    });
}

const VERDICTS = {
  added: ["thêm", "added"],
  changed: ["sửa", "changed"],
  unchanged: ["giữ nguyên", "unchanged"],
  refused: ["không nhận", "refused"],
} as const;

function verdictLines(one: RowVerdict, lang: Language): string[] {
  const words = wordsIn(lang);
  const [vi, en] = VERDICTS[one.verdict];
  const head = `${one.sheet}!${one.row} ${one.subject}: ${words(vi, en)}`;
  return [
    head,
    ...one.faults.map(
      ({ column, what, advice }) => `  ${column ?? ""}${one.row}: ${what[lang]} ${advice[lang]}`,
    ),
  ];
}

function countLine(
  verdicts: readonly RowVerdict[],
  words: (vi: string, en: string) => string,
): string {
  return Object.entries(VERDICTS)
    .map(([verdict, [vi, en]]) => {
      const count = verdicts.filter((one) => one.verdict === verdict).length;
      return `${count} ${words(vi, en)}`;
    })
    .join(", ");
}
