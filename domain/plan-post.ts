import type { Unit } from "./campaign.ts";
import { dayWords } from "./date-words.ts";
import { type PlanContext, stepPlace } from "./plan-context.ts";
import { holderOn, OUTSIDE, parsePostExpression, resolvePosts } from "./post.ts";
import type { PostExpression, TemplateStep } from "./template.ts";
import type { Text } from "./text.ts";
import type { Day } from "./time.ts";

/** The parts of a step that somebody must have, in words. */
const PARTS = {
  approver: { vi: "người duyệt", en: "approver" },
  clerk: { vi: "văn thư", en: "clerk" },
  receiver: { vi: "người nhận", en: "receiver" },
  voters: { vi: "người bỏ phiếu", en: "voters" },
} as const satisfies Record<string, Text>;

export type PostPart = keyof typeof PARTS;

/** Finds the posts a step of one unit needs on its due day; nobody at all is reported. */
export interface StepPosts {
  /** The post that owes the step: the first, where the expression means several; "" when none does. */
  readonly owner: () => string;
  readonly one: (part: PostPart, expression: PostExpression) => string;
  readonly all: (part: PostPart, expressions: readonly PostExpression[]) => string[];
  /** Posts that may be none: recipients, attendees. */
  readonly any: (expressions: readonly PostExpression[]) => string[];
}

export function stepPosts(
  context: PlanContext,
  unit: Unit,
  step: TemplateStep,
  due: Day,
): StepPosts {
  const { campaign } = context;
  const any = (expressions: readonly PostExpression[]): string[] => [
    ...new Set(expressions.flatMap((one) => resolvePosts(campaign, unit.id, one))),
  ];
  const needed = (part: PostPart | null, expressions: readonly PostExpression[]): string[] => {
    for (const expression of expressions) {
      const posts = resolvePosts(campaign, unit.id, expression);
      if (posts.length === 0) reportNobody(context, unit, step, part, expression);
      for (const post of posts) warnOfVacancy(context, unit, step, post, due);
    }
    return any(expressions);
  };
  return {
    owner: () => needed(null, [step.owner])[0] ?? "",
    one: (part, expression) => needed(part, [expression])[0] ?? "",
    all: needed,
    any,
  };
}

function reportNobody(
  context: PlanContext,
  unit: Unit,
  step: TemplateStep,
  part: PostPart | null,
  expression: PostExpression,
): void {
  const { place, data } = stepPlace(unit, step, part ?? "owner");
  const parsed = parsePostExpression(expression);
  if (parsed?.where === "team" && context.tree.team(unit.id) === null) {
    const unfollowed = { ...place, path: ["teams"], once: unit.id };
    context.problems.report("unit_followed_by_no_team", unfollowed, data);
  } else if (part === null) {
    context.problems.report("nobody_owes", place, { ...data, expression });
  } else {
    context.problems.report("nobody_named", place, { ...data, expression, part: PARTS[part] });
  }
}

function warnOfVacancy(
  context: PlanContext,
  unit: Unit,
  step: TemplateStep,
  post: string,
  due: Day,
): void {
  if (post === OUTSIDE || holderOn(context.campaign, post, due) !== null) return;
  const { data } = stepPlace(unit, step, "owner");
  const place = { unit: unit.id, step: step.id, path: ["posts", post], once: post };
  context.problems.report("nobody_holds", place, { ...data, post, day: dayWords(due) });
}
