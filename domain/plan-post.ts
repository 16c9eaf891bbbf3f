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

/** One step of one unit that looks for its posts, on the day it is due. */
export interface PostSeeker {
  readonly context: PlanContext;
  readonly unit: Unit;
  readonly step: TemplateStep;
  readonly due: Day;
}

/** The post that owes the step: the first, where the expression means several; "" when nobody does. */
export const ownerOf = (seeker: PostSeeker): string =>
  needed(seeker, null, seeker.step.owner)[0] ?? "";

/** The one post with a part in the step; "" when there is none. */
export const onePost = (seeker: PostSeeker, part: PostPart, expression: PostExpression): string =>
  needed(seeker, part, expression)[0] ?? "";

/** The posts with a part in the step, at least one for each expression. */
export const allPosts = (
  seeker: PostSeeker,
  part: PostPart,
  expressions: readonly PostExpression[],
): string[] => distinct(expressions, (one) => needed(seeker, part, one));

/** Posts that may also be none: recipients, attendees. */
export const anyPosts = (
  { context, unit }: PostSeeker,
  expressions: readonly PostExpression[],
): string[] => distinct(expressions, (one) => resolvePosts(context.campaign, unit.id, one));

function needed(seeker: PostSeeker, part: PostPart | null, expression: PostExpression): string[] {
  const posts = resolvePosts(seeker.context.campaign, seeker.unit.id, expression);
  if (posts.length === 0) reportNobody(seeker, part, expression);
  for (const post of posts) warnOfVacancy(seeker, post);
  return posts;
}

function distinct(
  expressions: readonly PostExpression[],
  find: (expression: PostExpression) => string[],
): string[] {
  const [only] = expressions;
  if (only !== undefined && expressions.length === 1) return find(only);
  return [...new Set(expressions.flatMap(find))];
}

function reportNobody(
  { context, unit, step }: PostSeeker,
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

function warnOfVacancy({ context, unit, step, due }: PostSeeker, post: string): void {
  if (post === OUTSIDE || holderOn(context.campaign, post, due) !== null) return;
  const { data } = stepPlace(unit, step, "owner");
  const place = { unit: unit.id, step: step.id, path: ["posts", post], once: post };
  context.problems.report("nobody_holds", place, { ...data, post, day: dayWords(due) });
}
