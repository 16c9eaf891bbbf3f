import type { LaddersByAct } from "#domain/obligation-act.ts";
import type { Level, Rung, Template, TemplateStep, TemplateWait } from "#domain/template.ts";
import type { StepFile, WaitFile } from "./step-file.ts";
import type { LevelFile, TemplateFile } from "./template-file.ts";

/**
 * The template as the rules see it. Without a pilot its gate, and every step that waits for the pilot,
 * is left out together with the waits on it: there is nothing to learn from and nothing to hold back.
 */
export function compileTemplate(file: TemplateFile, hasPilot: boolean): Template {
  const levels = file.levels.map(compileLevel);
  return {
    name: file.template,
    version: file.version,
    title: file.title,
    levels: hasPilot ? levels : levels.map(withoutPilot),
    ladders: compileLadders(file.ladders),
    ...(file.usualLadders === undefined ? {} : { usualLadders: given(file.usualLadders) }),
    texts: file.texts,
    anchors: file.anchors,
    fields: file.fields,
  };
}

/** Fields that a file leaves out are left out here too: what is pinned and hashed holds no empty names. */
const given = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

const compileLadders = (ladders: TemplateFile["ladders"]): Template["ladders"] =>
  Object.fromEntries(
    Object.entries(ladders).map(([id, rungs]) => [id, { rungs: rungs.map(given) as Rung[] }]),
  );

/** One ladder for whatever has none of its own; or by act, `other` for the rest. */
function compileStepLadders(
  ladder: StepFile["ladder"],
): Pick<TemplateStep, "ladder"> & { readonly ladders?: LaddersByAct } {
  if (typeof ladder === "string") return { ladder };
  const { other = "default", ...acts } = ladder;
  return { ladder: other, ladders: given(acts) as LaddersByAct };
}

const compileLevel = (level: LevelFile): Level => ({
  id: level.id,
  title: level.title,
  posts: level.posts.map(({ role, title }) => ({ role, title })),
  steps: level.steps.map(compileStep),
});

function withoutPilot(level: Level): Level {
  const needsPilot = ({ only, waits, kind }: TemplateStep): boolean =>
    only === "pilot" || kind === "gate" || waits.some((wait) => "pilot" in wait);
  const gone = new Set(level.steps.filter(needsPilot).map(({ id }) => id));
  const kept = (wait: TemplateWait): boolean =>
    !("gate" in wait) && !("step" in wait && gone.has(wait.step));
  const steps = level.steps
    .filter(({ id }) => !gone.has(id))
    .map((step) => ({ ...step, waits: step.waits.filter(kept) }));
  return { ...level, steps };
}

function compileStep(step: StepFile): TemplateStep {
  const base = {
    id: step.id,
    title: step.title,
    owner: step.owner,
    waits: step.waits.map(compileWait),
    due: step.due,
    ...compileStepLadders(step.ladder),
    ...(step.only === undefined ? {} : { only: step.only }),
  };
  switch (step.kind) {
    case "task":
      return { ...base, kind: step.kind };
    case "document": {
      const { type, issuer, clerk, recipients, acknowledgeWithin, approvers, rule, order } = step;
      const commends = step.commends === undefined ? {} : { commends: step.commends };
      const document = { type, issuer, clerk, recipients, acknowledgeWithin, ...commends };
      return { ...base, kind: step.kind, document, decision: { approvers, rule, order } };
    }
    case "submission": {
      const { receiver, returns, acceptWithin, nominees: from, quota } = step;
      const nominees = from === undefined ? {} : { nominees: { from, quota } };
      return {
        ...base,
        kind: step.kind,
        submission: { receiver, returns, acceptWithin, ...nominees },
      };
    }
    case "conference": {
      const { anchor, at, attendees } = step;
      return { ...base, kind: step.kind, conference: { anchor, at, attendees } };
    }
    case "ballot": {
      const { voters, threshold, denominator, quorum, seats } = step;
      return {
        ...base,
        kind: step.kind,
        ballot: { voters, threshold, denominator, quorum, seats },
      };
    }
    case "gate": {
      const gate = { evidence: step.evidence.map(compileWait), approver: step.approver };
      return { ...base, kind: step.kind, gate };
    }
  }
}

function compileWait(wait: WaitFile): TemplateWait {
  if (typeof wait === "string") return { step: wait };
  if ("step" in wait) return { step: wait.step, ...until(wait.until) };
  if ("above" in wait) return { above: wait.above, ...until(wait.until) };
  return wait;
}

const until = (value: "done" | "acknowledged" | undefined) =>
  value === undefined ? {} : { until: value };
