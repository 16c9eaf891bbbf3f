import type { Campaign } from "./campaign.ts";
import { postOf, resolvePosts } from "./post.ts";

/** Who chases by hand: heads and standing offices of the unit above and of the root, and the team's leader. */
const ABOVE = [
  "above.head",
  "above.standing-deputy",
  "above.standing-office",
  "root.head",
  "root.standing-deputy",
  "root.standing-office",
  "team.leader",
] as const;

/**
 * Whether somebody with these posts may remind the holder of a post: those above the unit it belongs to, and the
 * leader of the team that follows it. Nobody reminds themselves.
 */
export function mayRemind(campaign: Campaign, posts: readonly string[], owing: string): boolean {
  const unit = postOf(campaign, owing)?.unit;
  if (unit === undefined || posts.includes(owing)) return false;
  return ABOVE.some((one) =>
    resolvePosts(campaign, unit, one).some((post) => posts.includes(post)),
  );
}
