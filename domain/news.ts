import type { Text } from "./text.ts";

/**
 * Notices outside a ladder: they tell something once, in a person's own words, and climb nothing. Their rung is
 * named after what they are and when, so that each goes once.
 */
const BY_HAND = "by-hand.";
const REFUSED = "refused.";
/** The message of a change of the plan: it goes out whatever has become of what it is kept under. */
export const CHANGED = "change.";

/** The rung of a reminder by hand: one a day. */
export const byHandRung = (day: string): string => `${BY_HAND}${day}`;

/** The rung that tells of a refused later date. */
export const refusedRung = (seq: number): string => `${REFUSED}${seq}`;

export const isNews = (rung: string): boolean =>
  [BY_HAND, REFUSED, CHANGED].some((news) => rung.startsWith(news));

/** What a notice says of a person: who reminds, and what they say; what was answered to a request. */
export const newsWords = (rung: string, name: string, note: string): Text =>
  rung.startsWith(REFUSED)
    ? {
        vi: `Đề nghị lùi hạn không được chấp thuận, thời hạn giữ nguyên. Ý kiến của ${name}: “${note}”`,
        en: `The later date was refused, the date stands. ${name} says: “${note}”`,
      }
    : { vi: `Đồng chí ${name} nhắc: “${note}”`, en: `A reminder from ${name}: “${note}”` };

/** What the first notice says after “seen, working on it”. */
export const SEEN_AGAIN: Text = {
  vi: "Đồng chí đã báo đang xử lý việc này và hẹn đến hôm nay; hệ thống nhắc lại từ đây.",
  en: "You said that you were working on this and chose today; reminders begin again.",
};
