import type { Campaign } from "#domain/campaign.ts";
import { checkCampaign } from "#domain/check.ts";
import { didYouMean } from "#domain/suggest.ts";
import { textOf } from "./bytes.ts";
import { type CampaignFile, campaignFile } from "./campaign-file.ts";
import { changeTemplate } from "./change.ts";
import { completeCampaign } from "./complete.ts";
import { problemsOf } from "./issue.ts";
import { campaignSchema, keysAt } from "./json-schema.ts";
import { originOf } from "./origin.ts";
import { type FieldPath, type FieldProblem, locateProblems, type Problem } from "./problem.ts";
import { refusalProblem } from "./refusal.ts";
import { type TemplateShelf, templateIn, type WrittenTemplate } from "./template.ts";
import { type Tree, treeOf } from "./tree.ts";

/** A campaign that can start, with what its leader should know; or everything that is wrong with the file. */
export type CampaignResult =
  | { readonly campaign: Campaign; readonly warnings: readonly Problem[] }
  | { readonly problems: readonly Problem[] };

/**
 * Reads and checks a campaign file (YAML or JSON, UTF-8). `name` is what problems call the file.
 * Broken or hostile files are refused with one sentence; otherwise every problem is reported at once.
 */
export function campaignFrom(
  content: string | Uint8Array,
  name: string,
  templates: TemplateShelf,
): CampaignResult {
  const file = name.split("/").at(-1) ?? name;
  try {
    const tree = treeOf(textOf(content));
    const { errors, warnings, campaign } = readDefinition(tree.value, templates);
    if (errors.length > 0 || campaign === null) {
      return { problems: locateProblems(errors, file, tree.locate) };
    }
    return { campaign, warnings: locateProblems(warnings, file, tree.locate) };
  } catch (error) {
    return { problems: [refusalProblem(error, file)] };
  }
}

/** A definition read: what is wrong with it by field; the campaign as far as it could be made. */
export interface Reading {
  readonly errors: readonly FieldProblem[];
  readonly warnings: readonly FieldProblem[];
  readonly campaign: Campaign | null;
}

/** Reads and checks the plain values of a campaign file, in NFC; only with no errors may the campaign run. */
export function readDefinition(value: Tree["value"], templates: TemplateShelf): Reading {
  const { file, problems } = parse(value);
  if (file === null) return { errors: problems, warnings: [], campaign: null };
  const { template, problems: unknown } = chooseTemplate(file.template, templates);
  const before = [...problems, ...unknown];
  if (template === null) return { errors: before, warnings: [], campaign: null };
  const changed = changeTemplate(template, file.changes, value.changes);
  const { campaign, staff } = completeCampaign(file, changed.file);
  const origin = originOf(file, staff);
  const found = checkCampaign(campaign).map((problem) => ({
    ...problem,
    path: origin(problem.path),
  }));
  const told = new Set(problems.map(({ path }) => path.join(".")));
  const changes = changed.problems.filter(({ path }) => !told.has(path.join(".")));
  const known = [...before, ...changes, ...staff.problems];
  // What follows from a field that is wrong anyway would only hide its cause.
  const fresh = found.filter(
    ({ code, path }) =>
      !known.some((problem) => begins(path, problem.path) || problem.path[0] === CAUSES[code]),
  );
  return {
    errors: [...known, ...fresh.filter(({ severity }) => severity === "error")],
    warnings: fresh.filter(({ severity }) => severity === "warning"),
    campaign,
  };
}

/** What is found missing because the part of the file that would hold it cannot be read. */
const CAUSES: Readonly<Record<string, string>> = {
  anchor_missing: "anchors",
  unit_followed_by_no_team: "teams",
};

const begins = (path: FieldPath, start: FieldPath): boolean =>
  start.length > 0 && start.every((part, index) => String(path[index]) === String(part));

interface Parsed {
  readonly file: CampaignFile | null;
  readonly problems: readonly FieldProblem[];
}

/** Parses the file; a wrong field that may be missing is left out, so that the rest can still be checked. */
function parse(value: Tree["value"]): Parsed {
  const parsed = campaignFile.safeParse(value, { reportInput: true });
  if (parsed.success) return { file: parsed.data, problems: [] };
  const schema = campaignSchema();
  const problems = problemsOf(parsed.error.issues, (path) => keysAt(schema, path));
  const rest = structuredClone(value);
  for (const { path } of problems) remove(rest, path);
  const again = campaignFile.safeParse(rest);
  if (again.success) return { file: again.data, problems };
  // What is wrong inside a list cannot be left out alone: places would shift.
  for (const { path } of again.error.issues) remove(rest, path.slice(0, 1).map(String));
  const last = campaignFile.safeParse(rest);
  return { file: last.success ? last.data : null, problems };
}

function remove(value: unknown, path: FieldPath): void {
  const last = path.at(-1);
  const holder = path
    .slice(0, -1)
    .reduce<unknown>(
      (inner, part) =>
        typeof inner === "object" && inner !== null ? Reflect.get(inner, part) : undefined,
      value,
    );
  const isMap = typeof holder === "object" && holder !== null && !Array.isArray(holder);
  if (isMap && last !== undefined) Reflect.deleteProperty(holder, last);
}

interface Chosen {
  readonly template: WrittenTemplate | null;
  readonly problems: readonly FieldProblem[];
}

/** The template a campaign names; of an unknown one the nearest, so that the rest can still be checked. */
function chooseTemplate(name: string, shelf: TemplateShelf): Chosen {
  const found = templateIn(shelf, name);
  if (found !== null && "file" in found) return { template: found, problems: [] };
  if (found !== null) {
    const problems = found.problems.map(({ code, message, suggestion, file, line }) => ({
      code,
      message: { vi: `${file}:${line}: ${message.vi}`, en: `${file}:${line}: ${message.en}` },
      path: ["template"],
      suggestion,
    }));
    return { template: null, problems };
  }
  const names = shelf.names();
  const list = names.join(", ");
  const problem: FieldProblem = {
    code: "unknown_template",
    message: { vi: `Không có mẫu «${name}».`, en: `There is no template “${name}”.` },
    path: ["template"],
    suggestion: didYouMean(name, names) ?? {
      vi: `Có các mẫu: ${list}.`,
      en: `There are: ${list}.`,
    },
  };
  const nearby = names[0] === undefined ? null : templateIn(shelf, names[0]);
  const usable = nearby !== null && "file" in nearby && problem.suggestion !== null;
  return { template: usable ? nearby : null, problems: [problem] };
}
