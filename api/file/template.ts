import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { textOf } from "./bytes.ts";
import { problemsOf } from "./issue.ts";
import { keysAt, templateSchema } from "./json-schema.ts";
import { locateProblems, type Problem } from "./problem.ts";
import { refusalProblem } from "./refusal.ts";
import { type TemplateFile, templateFile } from "./template-file.ts";
import { treeOf } from "./tree.ts";

/** The templates that ship with Plenum. */
export const SHIPPED = fileURLToPath(new URL("../../templates/", import.meta.url));

/** A template as written (for merging a campaign's changes) and as read. */
export interface WrittenTemplate {
  readonly written: Readonly<Record<string, unknown>>;
  readonly file: TemplateFile;
}

export type TemplateResult = WrittenTemplate | { readonly problems: readonly Problem[] };

/** Names of the templates in a folder, as a campaign names them: `summary-conference@1`. */
export function templateNames(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => name.slice(0, -".yaml".length))
    .sort();
}

/** The template of that name and version, or null when the folder has none. `name` has been checked for its shape. */
export function templateIn(folder: string, name: string): TemplateResult | null {
  const path = join(folder, `${name}.yaml`);
  return existsSync(path) ? readTemplate(readFileSync(path), path) : null;
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
