import type { Language, Text } from "#domain/text.ts";

/** One line to the terminal. */
export function say(line = ""): void {
  process.stdout.write(`${line}\n`);
}

/** Something that went wrong, or progress that does not belong to the answer. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The answer of a reporting command: for programs with `--json`, otherwise for people. */
export function report(json: boolean | undefined, value: unknown, lines: () => string[]): void {
  if (json) say(JSON.stringify(value, null, 2));
  else for (const line of lines()) say(line);
}

/** Picks the words of a language. */
export const wordsIn =
  (language: Language) =>
  (vi: string, en: string): string =>
    ({ vi, en })[language];

export const inLanguage =
  (language: Language) =>
  (text: Text): string =>
    text[language];

/** Columns of a table, each as wide as its widest cell. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, [...cell].length);
    });
  }
  return rows.map((row) =>
    row
      .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - [...cell].length))
      .join("  ")
      .trimEnd(),
  );
}
