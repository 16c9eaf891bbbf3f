import type pg from "pg";
import { type CalendarData, calendarOf, NO_CALENDAR_DATA } from "#domain/calendar.ts";
import { readBy } from "#domain/unread.ts";
import { inTransaction } from "#prisma/client.ts";
import {
  calendarsOf,
  claimUnread,
  settleUnread,
  type UnreadMessage,
  writeFallBacks,
} from "#prisma/sql/fallback.ts";
import { freezeMessages } from "#prisma/sql/message.ts";
import { recipientsOf } from "#prisma/sql/recipient.ts";
import { contactLetter, contactOn } from "./contact-letter.ts";
import type { FreezeSettings } from "./letter.ts";
import { nextMessage } from "./next-channel.ts";

const BATCH = 200;

/**
 * Takes up what arrived and was not opened within its rung's hours: the next channel has it too, once for a
 * person however many channels it came by, and only while it is still owed. Returns how many were settled.
 */
export const unreadBatch = (pool: pg.Pool, settings: FreezeSettings): Promise<number> =>
  inTransaction(pool, async (tx) => {
    const claimed = await claimUnread(tx, BATCH);
    if (claimed.length === 0) return 0;
    const calendars = await calendarsOf(
      tx,
      claimed.map(({ campaign }) => campaign),
    );
    const later = new Map(
      claimed.flatMap((one) => {
        const until = moreTime(one, calendars.get(one.campaign));
        return until === null ? [] : [[one.id, until] as const];
      }),
    );
    const unread = oneAPost(claimed.filter((one) => one.unread && one.owed && !later.has(one.id)));
    const next = new Map(
      unread.flatMap((one) => {
        const message = nextMessage(one, calendars.get(one.campaign), settings);
        return message ? [[one.id, message] as const] : [];
      }),
    );
    const listed = unread.filter(({ id }) => next.get(id)?.channel === "call");
    const contacts = await recipientsOf(tx, listed.flatMap(contactOn));
    const letters = listed.flatMap((one) => contactLetter(one, contacts, settings) ?? []);
    await freezeMessages(tx, [...next.values(), ...letters]);
    await settleUnread(
      tx,
      claimed.map(({ id }) => ({
        id,
        reason: unread.some((one) => one.id === id) ? "unread" : null,
        until: later.get(id) ?? null,
      })),
    );
    await writeFallBacks(
      tx,
      unread.map(({ id }) => ({ id, channel: next.get(id)?.channel ?? "none" })),
    );
    return claimed.length;
  });

/** Its server took it later than it was written: its reader's hours begin there. null: they are over. */
function moreTime(
  { acceptedAt, unreadAfter, unit, now }: UnreadMessage,
  data: CalendarData | undefined,
) {
  if (acceptedAt === null) return null;
  const by = readBy(acceptedAt, unreadAfter, unit, calendarOf(data ?? NO_CALENDAR_DATA));
  return by > now ? by : null;
}

const oneAPost = (messages: readonly UnreadMessage[]): UnreadMessage[] => [
  ...new Map(messages.map((one) => [`${one.notice}\0${one.post}`, one])).values(),
];
