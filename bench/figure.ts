/** One line of the table: what was measured for each program, and what it should be. */
export interface Figure {
  readonly what: string;
  readonly bare: string;
  readonly plenum: string;
  /** Plenum's figure in proportion to the other one, where there are two. */
  readonly ratio?: string;
  readonly target?: string;
  /** Whether the target was reached; undefined where there is none. */
  readonly reached?: boolean;
}

const HEAD = ["Work", "Bare program", "Plenum", "Ratio", "Target", ""];

/** The figures as a Markdown table whose columns line up, readable in a terminal too. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((one) => [
    one.what,
    one.bare,
    one.plenum,
    one.ratio ?? "",
    one.target ?? "",
    one.reached === undefined ? "" : one.reached ? "reached" : "**missed**",
  ]);
  const widths = HEAD.map((head, n) =>
    Math.max(head.length, ...rows.map((row) => row[n]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [line(HEAD), rule, ...rows.map(line)].join("\n");
}

/** A number with as many digits as matter. */
export function shown(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
}

export const times = (value: number): string => `${shown(value)} ×`;
