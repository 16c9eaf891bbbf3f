import type { Unit } from "./campaign.ts";
import { checkStepLadders } from "./check-ladder.ts";
import { enteredStep } from "./entered.ts";
import { type PlanContext, stepPlace } from "./plan-context.ts";
import type { Dating } from "./plan-date.ts";
import { allPosts, anyPosts, onePost, ownerOf, type PostSeeker } from "./plan-post.ts";
import { resolveWaits } from "./plan-wait.ts";
import { OUTSIDE, postOf } from "./post.ts";
import type { ConferenceDay, Schedule } from "./schedule.ts";
import { numberPattern, seriesId } from "./series.ts";
import type { PlannedDecision, PlannedStep } from "./step.ts";
import type { TemplateDecision, TemplateStep } from "./template.ts";
import type { Instant } from "./time.ts";

type StepOf<Kind extends TemplateStep["kind"]> = Extract<TemplateStep, { kind: Kind }>;
type PlannedOf<Kind extends TemplateStep["kind"]> = Extract<PlannedStep, { kind: Kind }>;

/** A planned step before the pass over the whole graph, which writes into it: copies would cost as much again. */
export type UndatedStep = PlannedStep & {
  earliest: Instant;
  slack: number;
  informs: readonly string[];
};

const NOBODY: readonly string[] = [];

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
): UndatedStep {
  const due = dating.due(unit, step);
  const seeker = { context, unit, step, due: context.day(due.at) };
  checkStepLadders(context, unit, step);
  const entered = enteredStep(context.campaign, unit.id, step.id);
  const base = {
    id: step.id,
    title: step.title,
    owner: ownerOf(seeker),
    waits: resolveWaits(context, unit, step, step.waits),
    due,
    earliest: due.at,
    slack: 0,
    ladder: step.ladder,
    ...(step.ladders === undefined ? {} : { ladders: step.ladders }),
    informs: NOBODY,
    ...(entered === null ? {} : { entered: entered.at }),
  };
  switch (step.kind) {
    case "task":
      return { ...base, kind: "task" };
    case "document": {
      const document = planDocument(seeker, step);
      return { ...base, kind: "document", document, decision: planDecision(seeker, step) };
    }
    case "submission":
      return { ...base, kind: "submission", submission: planSubmission(seeker, step) };
    case "conference": {
      const at = schedule.of(unit.id, step.id);
      return { ...base, kind: "conference", conference: planConference(seeker, step, at) };
    }
    case "ballot": {
      const { voters, ...rule } = step.ballot;
      return {
        ...base,
        kind: "ballot",
        ballot: { ...rule, voters: allPosts(seeker, "voters", [voters]) },
      };
    }
    case "gate": {
      const evidence = resolveWaits(context, unit, step, step.gate.evidence);
      const approver = onePost(seeker, "approver", step.gate.approver);
      return { ...base, kind: "gate", gate: { evidence, approver } };
    }
    default:
      return step satisfies never;
  }
}

function planDocument(
  seeker: PostSeeker,
  step: StepOf<"document">,
): PlannedOf<"document">["document"] {
  const { context, unit, due } = seeker;
  const { type, issuer, clerk, recipients, acknowledgeWithin, commends } = step.document;
  const committee = context.committee(unit, issuer);
  if (committee === null) {
    const { place, data } = stepPlace(unit, step, "document");
    const where = { ...place, path: ["committees"], once: `${unit.id}/${issuer}` };
    context.problems.report("no_committee", where, { ...data, kind: issuer });
  }
  return {
    type,
    issuer: committee?.id ?? "",
    series: committee === null ? "" : seriesId(committee, type, Number(due.slice(0, 4))),
    ...(committee?.numbering === "year" ? { yearly: true } : {}),
    symbol: committee === null ? "" : numberPattern(committee, type),
    clerk: onePost(seeker, "clerk", clerk),
    recipients: anyPosts(seeker, recipients),
    acknowledgeWithin,
    ...(commends === undefined ? {} : { commends }),
  };
}

function planDecision(seeker: PostSeeker, step: StepOf<"document">): PlannedDecision {
  const { context, unit } = seeker;
  const { rule, order } = step.decision;
  const approvers = allPosts(seeker, "approver", step.decision.approvers);
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
  seeker: PostSeeker,
  step: StepOf<"submission">,
): PlannedOf<"submission">["submission"] {
  const { returns, acceptWithin, nominees } = step.submission;
  const receiver = onePost(seeker, "receiver", step.submission.receiver);
  const receiverUnit =
    receiver === OUTSIDE ? OUTSIDE : (postOf(seeker.context.campaign, receiver)?.unit ?? "");
  return { receiver, receiverUnit, returns, acceptWithin, nominees: nominees ?? null };
}

function planConference(
  seeker: PostSeeker,
  step: StepOf<"conference">,
  given: ConferenceDay | null,
): PlannedOf<"conference">["conference"] {
  const { anchor, at } = step.conference;
  const placed = given ?? { day: seeker.context.campaign.starts, proposed: true, anchor };
  return { ...placed, at, attendees: anyPosts(seeker, step.conference.attendees) };
}
