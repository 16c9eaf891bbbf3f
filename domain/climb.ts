import type { WorkingCalendar } from "./calendar.ts";
import { instantWords } from "./date-words.ts";
import { isNews } from "./news.ts";
import { type NextNotice, nextNotice } from "./notice.ts";
import type { Obligation } from "./obligation.ts";
import { PACKAGE } from "./package.ts";
import type { Ladder } from "./template.ts";
import type { Text } from "./text.ts";
import type { Instant } from "./time.ts";

/** What is needed to go on climbing an obligation's ladder. */
export interface Climbing {
  readonly obligation: Obligation;
  readonly ladder: Ladder;
  readonly calendar: WorkingCalendar;
  /** Rungs of this generation that have their notice already. */
  readonly climbed: readonly string[];
  readonly arose: Instant;
  readonly now: Instant;
}

/** Every rung that would still be climbed, in order, if nothing happened until then. */
export function climbOf({
  obligation,
  ladder,
  calendar,
  climbed,
  arose,
  now,
}: Climbing): NextNotice[] {
  const rungs: NextNotice[] = [];
  const sent = [...climbed];
  for (let at = now; ; ) {
    const next = nextNotice(obligation, ladder, calendar, sent, arose, at);
    if (!next) return rungs;
    rungs.push(next);
    sent.push(next.rung);
    if (next.at > at) at = next.at;
  }
}

/** When a rung goes, as the template says it: “1 working day before it is due, at 08:00”. */
export function rungFormula(ladder: Ladder | null, rung: string): Text {
  if (rung === PACKAGE)
    return { vi: "hồ sơ gửi lên cấp trên", en: "the package for the party above" };
  if (isNews(rung))
    return { vi: "do một người gửi, ngoài thang nhắc", en: "sent by a person, outside the ladder" };
  const when = ladder?.rungs.find(({ id }) => id === rung)?.when;
  if (when === undefined)
    return { vi: "không còn trong thang nhắc", en: "no longer in the ladder" };
  if (when === "arise") return { vi: "khi việc phát sinh", en: "when it arises" };
  const n = Math.abs(when.days);
  if (n === 0)
    return { vi: `đúng ngày hạn, lúc ${when.at}`, en: `on the day it is due, at ${when.at}` };
  const days = `${n} working ${n === 1 ? "day" : "days"}`;
  return when.days < 0
    ? {
        vi: `${n} ngày làm việc trước hạn, lúc ${when.at}`,
        en: `${days} before it is due, at ${when.at}`,
      }
    : {
        vi: `${n} ngày làm việc sau hạn, lúc ${when.at}`,
        en: `${days} after it was due, at ${when.at}`,
      };
}

/** A rung with its formula and the instant that came from it. */
export function rungWords(ladder: Ladder | null, rung: string, at: Instant): Text {
  const formula = rungFormula(ladder, rung);
  const when = instantWords(at);
  return { vi: `«${rung}» (${formula.vi}): ${when}`, en: `“${rung}” (${formula.en}): ${when}` };
}
