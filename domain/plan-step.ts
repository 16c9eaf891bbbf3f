import type { Unit } from "./campaign.ts";
import { type PlanContext, stepPlace } from "./plan-context.ts";
import type { Dating } from "./plan-date.ts";
import { type StepPosts, stepPosts } from "./plan-post.ts";
import { resolveWaits } from "./plan-wait.ts";
import { OUTSIDE, postOf } from "./post.ts";
import type { ConferenceDay, Schedule } from "./schedule.ts";
import { numberPattern, seriesId } from "./series.ts";
import type { PlannedDecision, PlannedStep } from "./step.ts";
import type { TemplateDecision, TemplateStep } from "./template.ts";
import { dayOf } from "./time.ts";

type StepOf<Kind extends TemplateStep["kind"]> = Extract<TemplateStep, { kind: Kind }>;
type PlannedOf<Kind extends TemplateStep["kind"]> = Extract<PlannedStep, { kind: Kind }>;

/**
 * One step of one unit with its posts, waits and due date. What only the whole graph knows (earliest,
 * slack, informs) is still empty.
 */
export function planStep(
  context: PlanContext,
  schedule: Schedule,
  dating: Dating,
  unit: Unit,
  step: TemplateStep,
): PlannedStep {
  const due = dating.due(unit, step);
  const posts = stepPosts(context, unit, step, dayOf(due.at));
  if (context.campaign.template.ladders[step.ladder] === undefined) {
    const { place, data } = stepPlace(unit, step, "ladder");
    const once = `${unit.level}/${step.id}`;
    context.problems.report("ladder_unknown", { ...place, once }, { ...data, ladder: step.ladder });
  }
  const base = {
    id: step.id,
    title: step.title,
    owner: posts.owner(),
    waits: resolveWaits(context, unit, step, step.waits),
    due,
    earliest: due.at,
    slack: 0,
    ladder: step.ladder,
    informs: [],
  };
  switch (step.kind) {
    case "task":
      return { ...base, kind: "task" };
    case "document": {
      const document = planDocument(context, unit, step, posts, due.at);
      return { ...base, kind: "document", document, decision: decide(context, unit, step, posts) };
    }
    case "submission":
      return { ...base, kind: "submission", submission: planSubmission(context, step, posts) };
    case "conference": {
      const at = schedule.of(unit.id, step.id);
      return { ...base, kind: "conference", conference: planConference(context, step, posts, at) };
    }
    case "ballot": {
      const { voters, ...rule } = step.ballot;
      return {
        ...base,
        kind: "ballot",
        ballot: { ...rule, voters: posts.all("voters", [voters]) },
      };
    }
    case "gate": {
      const evidence = resolveWaits(context, unit, step, step.gate.evidence);
      const approver = posts.one("approver", step.gate.approver);
      return { ...base, kind: "gate", gate: { evidence, approver } };
    }
    default:
      return step satisfies never;
  }
}

function planDocument(
  context: PlanContext,
  unit: Unit,
  step: StepOf<"document">,
  posts: StepPosts,
  due: string,
): PlannedOf<"document">["document"] {
  const { type, issuer, clerk, recipients, acknowledgeWithin } = step.document;
  const committee = context.campaign.committees.find(
    (one) => one.unit === unit.id && one.kind === issuer,
  );
  if (committee === undefined) {
    const { place, data } = stepPlace(unit, step, "document");
    const where = { ...place, path: ["committees"], once: `${unit.id}/${issuer}` };
    context.problems.report("no_committee", where, { ...data, kind: issuer });
  }
  return {
    type,
    issuer: committee?.id ?? "",
    series: committee === undefined ? "" : seriesId(committee, type, Number(due.slice(0, 4))),
    symbol: committee === undefined ? "" : numberPattern(committee, type),
    clerk: posts.one("clerk", clerk),
    recipients: posts.any(recipients),
    acknowledgeWithin,
  };
}

function decide(
  context: PlanContext,
  unit: Unit,
  step: StepOf<"document">,
  posts: StepPosts,
): PlannedDecision {
  const { rule, order } = step.decision;
  const approvers = posts.all("approver", step.decision.approvers);
  const need = neededOf(rule, approvers.length);
  if (need > approvers.length && approvers.length > 0) {
    const { place, data } = stepPlace(unit, step, "decision");
    const numbers = { need, approvers: approvers.length };
    context.problems.report("approvers_too_few", place, { ...data, ...numbers });
  }
  return { approvers, need, order };
}

function neededOf(rule: TemplateDecision["rule"], approvers: number): number {
  if (rule === "one") return 1;
  return rule === "all" ? approvers : rule.atLeast;
}

function planSubmission(
  context: PlanContext,
  step: StepOf<"submission">,
  posts: StepPosts,
): PlannedOf<"submission">["submission"] {
  const { returns, acceptWithin, nominees } = step.submission;
  const receiver = posts.one("receiver", step.submission.receiver);
  const receiverUnit =
    receiver === OUTSIDE ? OUTSIDE : (postOf(context.campaign, receiver)?.unit ?? "");
  return { receiver, receiverUnit, returns, acceptWithin, nominees: nominees ?? null };
}

function planConference(
  context: PlanContext,
  step: StepOf<"conference">,
  posts: StepPosts,
  given: ConferenceDay | null,
): PlannedOf<"conference">["conference"] {
  const { anchor, at } = step.conference;
  const placed = given ?? { day: context.campaign.starts, proposed: true, anchor };
  return { ...placed, at, attendees: posts.any(step.conference.attendees) };
}
