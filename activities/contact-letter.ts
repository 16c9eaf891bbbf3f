import type { NoticeWords } from "#domain/notice-words.ts";
import { dayOf } from "#domain/time.ts";
import type { UnreachedMessage } from "#prisma/sql/fallback.ts";
import type { FrozenMessage } from "#prisma/sql/message.ts";
import { type PostOnDay, postOnDayKey, type Recipient } from "#prisma/sql/recipient.ts";
import { type FreezeSettings, messageKey } from "./letter.ts";
import { mailText } from "./mail-text.ts";
import { wayBy } from "./way.ts";

/** A message to the contact about another message; nobody is told of one of these that fails. */
export const TASK = "task";

/** The post that keeps the addresses of the person's unit. */
export const contactOn = ({ realm, contact, now }: UnreachedMessage): PostOnDay[] =>
  contact === null ? [] : [{ realm, post: contact, day: dayOf(now) }];

/** Tells the unit's contact whom we cannot reach, or who must be called, and what to do about it. */
export function contactLetter(
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
  const page = `${settings.publicUrl}/campaigns/${encodeURIComponent(campaign)}`;
  const list = `${settings.publicUrl}/api/campaigns/${encodeURIComponent(campaign)}/call-list.pdf`;
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
      words: wordsFor(one, to.name, list),
      campaign: one.campaignTitle,
      link: page,
      rehearsal: one.rehearsal,
    }),
    at: now,
    ...way,
    kind: TASK,
  };
}

function wordsFor(one: UnreachedMessage, contact: string, list: string): NoticeWords {
  const who = one.name ?? one.post;
  const arrived = one.status === "accepted" || one.status === "carried";
  return {
    subject: arrived
      ? { vi: `Cần gọi điện cho đồng chí ${who}`, en: `${who} must be called` }
      : { vi: `Không liên lạc được với đồng chí ${who}`, en: `${who} cannot be reached` },
    greeting: { vi: `Kính gửi: đồng chí ${contact}`, en: `To: ${contact}` },
    sentences: [
      ...(arrived ? unread(one, who) : unreached(one, who)),
      { vi: `Danh sách gọi điện để in: ${list}`, en: `The call list to print: ${list}` },
    ],
  };
}

const unread = ({ subject }: UnreachedMessage, who: string) => [
  {
    vi: `Thư «${subject}» đã gửi qua mọi kênh mà đồng chí ${who} chưa mở trong thời gian cho phép.`,
    en: `The message “${subject}” went by every channel, and ${who} has not opened it in time.`,
  },
  { vi: "Xin gọi điện báo trực tiếp.", en: "Please call them." },
];

function unreached(one: UnreachedMessage, who: string) {
  const why = one.reason ?? one.status;
  const where = one.address === null ? "" : ` (${one.address})`;
  return [
    {
      vi: `Thư «${one.subject}» không đến được đồng chí ${who}${where}: ${why}.`,
      en: `The message “${one.subject}” did not reach ${who}${where}: ${why}.`,
    },
    {
      vi: "Xin kiểm tra lại địa chỉ và số điện thoại, và báo trực tiếp cho đồng chí ấy.",
      en: "Please check the address and the phone number, and tell them in person.",
    },
  ];
}
