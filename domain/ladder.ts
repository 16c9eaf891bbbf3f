import type { Campaign } from "./campaign.ts";
import type { CyclePlan } from "./cycle.ts";
import type { ObligationAct } from "./obligation-act.ts";
import { OUTSIDE, resolvePosts } from "./post.ts";
import type { PlannedStep } from "./step.ts";
import { type PostExpression, type Rung, type Template, USUAL_CHANNEL } from "./template.ts";
import type { Text } from "./text.ts";

/**
 * The ladder that recalls an act on a step: the step's own for this act, the template's usual one for it,
 * else the step's one for everything.
 */
export const ladderFor = (
  plan: Pick<CyclePlan, "ladders">,
  step: Pick<PlannedStep, "ladder" | "ladders">,
  act: ObligationAct,
): string => step.ladders?.[act] ?? plan.ladders?.[act] ?? step.ladder;

/** To whom a rung goes and by which channel. A private one goes to the owner, whatever else it names. */
export const addressOf = ({
  to,
  copy = [],
  channel = USUAL_CHANNEL,
  ...rung
}: Rung): { readonly to: readonly PostExpression[]; readonly channel: string } => ({
  to: rung.private ? ["owner"] : [...new Set([...to, ...copy])],
  channel,
});

/**
 * The posts that a rung's notice goes to, seen from the unit whose obligation it is. The party above the root
 * is never chased by a ladder: only what is addressed to it (`outside`) goes there.
 */
export const postsOfNotice = (
  campaign: Campaign,
  { unit, post }: { readonly unit: string; readonly post: string },
  to: readonly PostExpression[],
): string[] => [
  ...new Set(
    to.flatMap((one) => {
      if (one === "owner") return [post];
      if (one === OUTSIDE) return [OUTSIDE];
      return resolvePosts(campaign, unit, one).filter((found) => found !== OUTSIDE);
    }),
  ),
];

/** After how many hours a rung's notice goes on by another channel while nobody reads it; null: it does not. */
export const unreadAfter = (
  { ladders }: Pick<Template, "ladders">,
  ladder: string,
  rung: string,
): number | null => ladders[ladder]?.rungs.find(({ id }) => id === rung)?.unreadAfter ?? null;

/** What a rung adds to its notice in words; null when it adds nothing. */
export function rungText(template: Template, ladder: string, rung: string): Text | null {
  const key = template.ladders[ladder]?.rungs.find((one) => one.id === rung)?.text;
  return (key === undefined ? undefined : template.texts?.[key]) ?? null;
}
