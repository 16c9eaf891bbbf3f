import { textOf } from "./bytes.ts";
import { problemsOf } from "./issue.ts";
import { keysAt, templateSchema } from "./json-schema.ts";
import { locateProblems, type Problem } from "./problem.ts";
import { refusalProblem } from "./refusal.ts";
import { type TemplateFile, templateFile } from "./template-file.ts";
import { treeOf } from "./tree.ts";

/** Where templates are found: a folder here, what the API sent in a browser. */
export interface TemplateShelf {
  /** Names of the templates, as a campaign names them: `summary-conference@1`; sorted. */
  readonly names: () => readonly string[];
  /** A template's file and what problems call it; null when there is none of that name. */
  readonly find: (
    name: string,
  ) => { readonly content: string | Uint8Array; readonly file: string } | null;
}

/** A template as written (for merging a campaign's changes) and as read. */
export interface WrittenTemplate {
  readonly written: Readonly<Record<string, unknown>>;
  readonly file: TemplateFile;
}

export type TemplateResult = WrittenTemplate | { readonly problems: readonly Problem[] };

/** The template of that name and version, or null when the shelf has none. `name` has been checked for its shape. */
export function templateIn(shelf: TemplateShelf, name: string): TemplateResult | null {
  const found = shelf.find(name);
  return found === null ? null : readTemplate(found.content, found.file);
}

/** Reads a template file; `file` is the name that problems carry. */
export function readTemplate(content: string | Uint8Array, file: string): TemplateResult {
  try {
    const tree = treeOf(textOf(content));
    const parsed = templateFile.safeParse(tree.value, { reportInput: true });
    if (parsed.success) return { written: tree.value, file: parsed.data };
    const schema = templateSchema();
    const problems = problemsOf(parsed.error.issues, (at) => keysAt(schema, at));
    return { problems: locateProblems(problems, file, tree.locate) };
  } catch (error) {
    return { problems: [refusalProblem(error, file)] };
  }
}
