import type pg from "pg";
import type { NoticeWords } from "#domain/notice-words.ts";
import { dayOf } from "#domain/time.ts";
import { inTransaction } from "#prisma/client.ts";
import {
  calendarsOf,
  claimUnreached,
  openTasks,
  type UnreachedMessage,
  writeFallBacks,
} from "#prisma/sql/fallback.ts";
import { type FrozenMessage, freezeMessages } from "#prisma/sql/message.ts";
import {
  type PostOnDay,
  postOnDayKey,
  type Recipient,
  recipientsOf,
} from "#prisma/sql/recipient.ts";
import { type FreezeSettings, messageKey } from "./letter.ts";
import { mailText } from "./mail-text.ts";
import { nextMessage } from "./next-channel.ts";
import { wayBy } from "./way.ts";

/** A message to the contact about another message; nobody is told of one of these that fails. */
const TASK = "task";

const BATCH = 200;

/**
 * Takes up what a channel did not bring to its person (refused, bounced, no address): the next channel has it,
 * and the contact of the person's unit gets the task to put it right. Returns how many were taken up.
 */
export const fallBackBatch = (pool: pg.Pool, settings: FreezeSettings): Promise<number> =>
  inTransaction(pool, async (tx) => {
    const unreached = await claimUnreached(tx, BATCH);
    if (unreached.length === 0) return 0;
    const owed = unreached.filter((one) => one.owed && one.kind !== TASK);
    const calendars = await calendarsOf(
      tx,
      owed.map(({ campaign }) => campaign),
    );
    const next = owed.flatMap(
      (one) => nextMessage(one, calendars.get(one.campaign), settings) ?? [],
    );
    // That a browser is notified no longer is its owner's own affair: nobody has an address to correct.
    const lost = owed.filter(({ channel }) => channel !== "push");
    const contacts = await recipientsOf(tx, lost.flatMap(contactOn));
    const letters = lost.flatMap((one) => contactLetter(one, contacts, settings) ?? []);
    await freezeMessages(tx, [...next, ...letters]);
    await openTasks(tx, lost);
    const taken = new Map(next.map((message) => [message.fellFrom, message.channel]));
    await writeFallBacks(
      tx,
      unreached.map((one) => ({
        id: one.id,
        channel: taken.get(one.id) ?? one.taken ?? "none",
      })),
    );
    return unreached.length;
  });

const contactOn = ({ realm, contact, now }: UnreachedMessage): PostOnDay[] =>
  contact === null ? [] : [{ realm, post: contact, day: dayOf(now) }];

/** Tells the unit's contact whom we cannot reach, and what to do about it. */
function contactLetter(
  one: UnreachedMessage,
  contacts: ReadonlyMap<string, Recipient>,
  settings: FreezeSettings,
): FrozenMessage | null {
  const [place] = contactOn(one);
  const to = place && contacts.get(postOnDayKey(place));
  if (!place || !to?.name || to.person === one.person) return null;
  const way = wayBy("email", one, to, settings);
  const { realm, campaign, notice, now } = one;
  const id = messageKey(one.id, place.post, TASK);
  const link = `${settings.publicUrl}/campaigns/${encodeURIComponent(campaign)}`;
  return {
    id,
    realm,
    campaign,
    notice,
    post: place.post,
    person: to.person,
    actingFor: to.actingFor,
    messageId: `<${id.slice(2)}@plenum>`,
    ...mailText({
      words: wordsFor(one, to.name),
      campaign: one.campaignTitle,
      link,
      rehearsal: one.rehearsal,
    }),
    at: now,
    ...way,
    kind: TASK,
  };
}

function wordsFor(one: UnreachedMessage, contact: string): NoticeWords {
  const who = one.name ?? one.post;
  const why = one.reason ?? one.status;
  const where = one.address === null ? "" : ` (${one.address})`;
  return {
    subject: {
      vi: `Không liên lạc được với đồng chí ${who}`,
      en: `${who} cannot be reached`,
    },
    greeting: { vi: `Kính gửi: đồng chí ${contact}`, en: `To: ${contact}` },
    sentences: [
      {
        vi: `Thư «${one.subject}» không đến được đồng chí ${who}${where}: ${why}.`,
        en: `The message “${one.subject}” did not reach ${who}${where}: ${why}.`,
      },
      {
        vi: "Xin kiểm tra lại địa chỉ và số điện thoại, và báo trực tiếp cho đồng chí ấy.",
        en: "Please check the address and the phone number, and tell them in person.",
      },
    ],
  };
}
