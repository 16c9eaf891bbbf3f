import type { Text } from "#domain/text.ts";

/** One thing that is wrong in a file: what, where, and what to do. Lines and columns count from 1. */
export interface Problem {
  readonly code: string;
  readonly message: Text;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Dotted path of the field, `units.3.parent`; empty for the whole file. */
  readonly field: string;
  readonly suggestion: Text | null;
}

/** Steps from the file's top to a field. */
export type FieldPath = readonly (string | number)[];

/** A problem that knows its field, but not yet its line. */
export interface FieldProblem {
  readonly code: string;
  readonly message: Text;
  readonly path: FieldPath;
  readonly suggestion: Text | null;
}

/** Where a field stands in the file: of its key, or of its value when it has none. */
export type Locate = (path: FieldPath) => { readonly line: number; readonly column: number };

/** More than these are not listed: a file with so many has one cause, and it is among the first. */
const LISTED = 500;

/** Gives every problem its line, in the order of the file. */
export function locateProblems(
  problems: readonly FieldProblem[],
  file: string,
  locate: Locate,
): Problem[] {
  return problems
    .slice(0, LISTED)
    .map(({ code, message, path, suggestion }) => ({
      code,
      message,
      file,
      ...locate(path),
      field: path.join("."),
      suggestion,
    }))
    .sort((one, other) => one.line - other.line || one.column - other.column);
}

/** One line for a terminal: `file:line:column field: sentence suggestion`. */
export function problemLine(problem: Problem, language: keyof Text): string {
  const place = `${problem.file}:${problem.line}:${problem.column}`;
  const field = problem.field === "" ? "" : ` ${problem.field}`;
  const advice = problem.suggestion === null ? "" : ` ${problem.suggestion[language]}`;
  return `${place}${field}: ${problem.message[language]}${advice}`;
}
