import type { WorkingCalendar } from "./calendar.ts";
import type { Campaign } from "./campaign.ts";
import { type NextNotice, nextNotice } from "./notice.ts";
import type { Obligation } from "./obligation.ts";
import { OUTSIDE } from "./post.ts";
import type { Ladder } from "./template.ts";
import type { Instant } from "./time.ts";

/** The rung under which a submission goes to the party above the root. */
export const PACKAGE = "package";

const LADDER: Ladder = { rungs: [{ id: PACKAGE, when: "arise", to: [OUTSIDE] }] };

/**
 * The notice that carries a submission out to the party above the root: once, in working time, when its
 * answer begins to be owed. null where nothing goes out.
 */
export function packageNotice(
  obligation: Obligation,
  { outside }: Campaign,
  calendar: WorkingCalendar,
  arose: Instant,
): NextNotice | null {
  if (obligation.outside !== true || outside === null) return null;
  return nextNotice(obligation, LADDER, calendar, [], arose);
}
