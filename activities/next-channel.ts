import { type CalendarData, calendarOf, NO_CALENDAR_DATA } from "#domain/calendar.ts";
import { channelOrder, MESSAGE_KINDS, NO_PREFERENCES } from "#domain/preference.ts";
import { sendAt } from "#domain/quiet.ts";
import { readBy } from "#domain/unread.ts";
import type { UnreachedMessage } from "#prisma/sql/fallback.ts";
import type { FrozenMessage } from "#prisma/sql/message.ts";
import { type FreezeSettings, messageKey } from "./letter.ts";
import { wayBy } from "./way.ts";

/** On the list at once: nobody is disturbed by standing there. */
const LIST = "call";

/**
 * The same message by the first channel that has not been tried and leads anywhere, in the person's own order;
 * not before their quiet hours end. null: there is none left.
 */
export function nextMessage(
  one: UnreachedMessage,
  data: CalendarData | undefined,
  settings: FreezeSettings,
): FrozenMessage | null {
  // The party above the root is called by whoever owes it the paper; it is on nobody's list.
  if (one.person === null || one.taken !== null) return null;
  const kind = MESSAGE_KINDS.find((known) => known === one.kind) ?? null;
  const [way] = channelOrder(one.preferences ?? NO_PREFERENCES, kind)
    .filter((channel) => !one.tried.includes(channel))
    .map((channel) => wayBy(channel, one, one, settings))
    .filter(({ status }) => status !== "not_sent");
  if (!way) return null;
  const id = messageKey(one.notice, one.post, way.channel);
  const { realm, campaign, notice, post, person, actingFor, subject, text, html, now } = one;
  return {
    id,
    realm,
    campaign,
    notice,
    post,
    person,
    actingFor,
    messageId: `<${id.slice(2)}@plenum>`,
    subject,
    text,
    html: way.channel === "email" ? html : "",
    at: now,
    ...way,
    ...timesOf(one, way.channel, data),
    fellFrom: one.id,
    ...(one.kind === null ? {} : { kind: one.kind }),
    ...(one.params === null ? {} : { params: one.params }),
  };
}

function timesOf(
  { now, due, unit, unreadAfter, rehearsal }: UnreachedMessage,
  channel: string,
  data: CalendarData | undefined,
): Pick<FrozenMessage, "holdUntil" | "unreadAfter" | "unreadAt"> {
  if (channel === LIST || rehearsal) return {};
  const calendar = calendarOf(data ?? NO_CALENDAR_DATA);
  const goes = sendAt({ at: now, due, unit }, calendar);
  const holdUntil = goes.why === "quiet" ? goes.at : null;
  return unreadAfter === null
    ? { holdUntil }
    : { holdUntil, unreadAfter, unreadAt: readBy(goes.at, unreadAfter, unit, calendar) };
}
