import type { WorkingCalendar } from "./calendar.ts";
import { addressOf } from "./ladder.ts";
import { type NextNotice, nextNotice, timeOfRung } from "./notice.ts";
import type { Obligation } from "./obligation.ts";
import type { Ladder } from "./template.ts";
import type { Instant } from "./time.ts";

/**
 * What is still sent of an obligation whose owner has said “seen, working on it” until an instant: the rungs in
 * between, to everybody but the owner; then, if it is not done by then, the ladder begins again.
 */
export function noticesWhenSeen(
  obligation: Obligation,
  ladder: Ladder,
  calendar: WorkingCalendar,
  now: Instant,
  until: Instant,
): readonly NextNotice[] {
  const meanwhile = ladder.rungs.flatMap((rung): NextNotice[] => {
    if (rung.when === "arise") return [];
    const at = timeOfRung(rung, obligation, calendar, now);
    const { to, channel } = addressOf(rung);
    const others = to.filter((one) => one !== "owner");
    return at > now && at < until && others.length > 0
      ? [{ rung: rung.id, at, to: others, channel }]
      : [];
  });
  const sent = meanwhile.map(({ rung }) => rung);
  const again = nextNotice(obligation, ladder, calendar, sent, until);
  return again ? [...meanwhile, again] : meanwhile;
}
