import { didYouMean } from "#domain/suggest.ts";
import type { CampaignFile, LevelChanges } from "./campaign-file.ts";
import { problemsOf } from "./issue.ts";
import type { FieldPath, FieldProblem } from "./problem.ts";
import type { StepFile } from "./step-file.ts";
import { STEP_KINDS, step as stepSchema } from "./step-file.ts";
import type { WrittenTemplate } from "./template.ts";
import type { LevelFile, TemplateFile } from "./template-file.ts";

type Written = Readonly<Record<string, unknown>>;

export interface ChangedTemplate {
  readonly file: TemplateFile;
  readonly problems: readonly FieldProblem[];
}

/**
 * A template with a campaign's changes. The rule of merging: a field that is named replaces the template's, whole;
 * `drop` leaves a step out, and every wait on it; a step the template does not have is added after the one it names.
 * Ladders, anchors' names and fields of the same name are replaced, others added.
 *
 * `written` is the campaign's `changes` before parsing: only fields really written may replace anything.
 */
export function changeTemplate(
  template: WrittenTemplate,
  changes: CampaignFile["changes"],
  written: unknown,
): ChangedTemplate {
  const problems: FieldProblem[] = [];
  const { file } = template;
  const ids = file.levels.map(({ id }) => id);
  for (const id of Object.keys(changes.levels)) {
    if (!ids.includes(id)) problems.push(unknown("level", id, ["changes", "levels", id], ids));
  }
  const levels = file.levels.map((level, index) => {
    const change = changes.levels[level.id];
    if (change === undefined) return level;
    const originals = at(template.written, "levels", index, "steps") as readonly Written[];
    const replacements = at(written, "levels", level.id, "steps") as Written | undefined;
    const steps = changedSteps(level, originals, change, replacements ?? {}, problems);
    const roles = new Set(change.posts.map(({ role }) => role));
    const posts = [...level.posts.filter(({ role }) => !roles.has(role)), ...change.posts];
    return { ...level, posts, steps };
  });
  const named = new Set(changes.fields.map(({ id }) => id));
  const fields = [...file.fields.filter(({ id }) => !named.has(id)), ...changes.fields];
  return {
    file: {
      ...file,
      fields,
      levels,
      ladders: { ...file.ladders, ...changes.ladders },
      texts: { ...file.texts, ...changes.texts },
      anchors: { ...file.anchors, ...changes.anchors },
      usualLadders: { ...file.usualLadders, ...changes.usualLadders },
    },
    problems,
  };
}

function changedSteps(
  level: LevelFile,
  originals: readonly Written[],
  { steps: changes }: LevelChanges,
  written: Written,
  problems: FieldProblem[],
): StepFile[] {
  const ids = level.steps.map(({ id }) => id);
  const dropped = new Set(Object.keys(changes).filter((id) => changes[id] === "drop"));
  const steps = level.steps
    .filter(({ id }) => !dropped.has(id))
    .map((step) => without(step, dropped));
  for (const [id, change] of Object.entries(changes)) {
    const path = ["changes", "levels", level.id, "steps", id];
    const index = steps.findIndex((step) => step.id === id);
    if (change === "drop" || !ids.includes(id)) {
      const isNew = change !== "drop" && change.kind !== undefined;
      if (!ids.includes(id) && !isNew) problems.push(unknown("step", id, path, ids));
      if (!isNew) continue;
    }
    const { after, ...fields } = (written[id] ?? {}) as Written;
    const original = originals[ids.indexOf(id)] ?? {};
    const merged = parsedStep({ ...original, ...fields, id }, path, problems);
    if (merged === null) continue;
    if (index !== -1) steps[index] = without(merged, dropped);
    else insertAfter(steps, merged, after, [...path, "after"], problems);
  }
  return steps;
}

function parsedStep(value: Written, path: FieldPath, problems: FieldProblem[]): StepFile | null {
  const parsed = stepSchema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  // The step itself is known to be right, so what is wrong stands in the change.
  const found = problemsOf(
    parsed.error.issues,
    () => STEP_FIELDS[String(value.kind)] ?? STEP_KINDS,
  );
  problems.push(...found.map((problem) => ({ ...problem, path: [...path, ...problem.path] })));
  return null;
}

const STEP_FIELDS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  stepSchema.options.map((option) => [option.shape.kind.value, Object.keys(option.shape)]),
);

function insertAfter(
  steps: StepFile[],
  step: StepFile,
  after: unknown,
  path: FieldPath,
  problems: FieldProblem[],
): void {
  const index = after === undefined ? steps.length - 1 : steps.findIndex(({ id }) => id === after);
  if (index === -1 && after !== undefined) {
    const ids = steps.map(({ id }) => id);
    problems.push(unknown("step", typeof after === "string" ? after : "", path, ids));
  }
  steps.splice(index + 1, 0, step);
}

/** The step without its waits on steps of its own unit that were dropped. */
function without(step: StepFile, dropped: ReadonlySet<string>): StepFile {
  const kept = (wait: StepFile["waits"][number]): boolean =>
    typeof wait === "string" ? !dropped.has(wait) : !("step" in wait && dropped.has(wait.step));
  const waits = step.waits.filter(kept);
  return step.kind === "gate"
    ? { ...step, waits, evidence: step.evidence.filter(kept) }
    : { ...step, waits };
}

function unknown(
  what: "level" | "step",
  id: string,
  path: FieldPath,
  known: readonly string[],
): FieldProblem {
  const vi = what === "level" ? "cấp" : "bước";
  return {
    code: `unknown_${what}`,
    path,
    message: {
      vi: `Mẫu không có ${vi} «${id}».`,
      en: `The template has no ${what} “${id}”.`,
    },
    suggestion: didYouMean(id, known) ?? {
      vi: `Mẫu có: ${known.join(", ")}.`,
      en: `It has: ${known.join(", ")}.`,
    },
  };
}

function at(value: unknown, ...path: FieldPath): unknown {
  return path.reduce<unknown>(
    (inner, part) =>
      typeof inner === "object" && inner !== null ? Reflect.get(inner, part) : undefined,
    value,
  );
}
