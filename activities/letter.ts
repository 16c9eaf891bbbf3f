import { createHash } from "node:crypto";
import type { WorkingCalendar } from "#domain/calendar.ts";
import type { Campaign } from "#domain/campaign.ts";
import { rungText, unreadAfter } from "#domain/ladder.ts";
import { newsWords, SEEN_AGAIN } from "#domain/news.ts";
import { noticeWords } from "#domain/notice-words.ts";
import { pageLink } from "#domain/page-link.ts";
import { OUTSIDE } from "#domain/post.ts";
import { kindOf } from "#domain/preference.ts";
import type { Text } from "#domain/text.ts";
import { dayOf } from "#domain/time.ts";
import { readBy } from "#domain/unread.ts";
import { VACANT_POST } from "#domain/vacancy.ts";
import { waitingFor } from "#domain/waiting.ts";
import type { ClaimedNotice } from "#prisma/sql/claim.ts";
import type { FrozenMessage } from "#prisma/sql/message.ts";
import { postOnDayKey, type Recipient } from "#prisma/sql/recipient.ts";
import { mailText } from "./mail-text.ts";
import { missingIn } from "./missing.ts";
import { isQuickAct, quickLink } from "./quick-link.ts";
import { type Roads, type Way, waysTo } from "./way.ts";

/** A campaign as pinned, with its calendar ready for use. */
export interface Pinned {
  readonly definition: Campaign;
  readonly calendar: WorkingCalendar;
}

export interface FreezeSettings extends Roads {
  /** Where the links lead. */
  readonly publicUrl: string;
}

/** A message's id: the same whenever the same notice is frozen for the same post and channel. */
export const messageKey = (...parts: readonly string[]): string =>
  `m-${createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 32)}`;

interface Addressee {
  readonly post: string;
  readonly to: Recipient | null;
  /** This person is already written to for another post of the same notice. */
  readonly again: boolean;
}

/** The messages to one recipient: one a channel, all saying the same. */
export function messagesTo(
  notice: ClaimedNotice,
  { definition, calendar }: Pinned,
  recipients: ReadonlyMap<string, Recipient>,
  settings: FreezeSettings,
  { post, to, again }: Addressee,
): FrozenMessage[] {
  const arisen = !notice.seen && hasArisen(notice, definition);
  const owes = post === notice.post;
  const kind = kindOf({ due: notice.due, now: notice.now, arisen, owes });
  const ways = waysTo({ notice, to, again, kind, calendar, roads: settings });
  const waiting = waitingOn(notice, definition, recipients);
  const owner = recipients.get(recipientKey(notice, notice.post));
  const owedBy = owes ? null : (owner?.title ?? { vi: notice.post, en: notice.post });
  const words = noticeWords({
    campaign: definition.title,
    unit: notice.unitName,
    step: notice.stepTitle,
    act: notice.act,
    due: notice.due,
    now: notice.now,
    moved: notice.generation > 1,
    arisen,
    owedBy,
    recipient: { name: to?.name ?? null, title: to?.title ?? null },
    actingFor: to?.actingForName ?? null,
    waiting,
    missing: missingIn(notice, definition),
    said: [
      ...saidIn(notice, definition),
      ...(!owes && isVacant(notice, recipients) ? [VACANT_POST] : []),
    ],
  });
  const { campaign, unit, unitName, step, stepTitle, act, due } = notice;
  const page = pageLink(settings.publicUrl, notice);
  // Nobody reads a rehearsal's mailbox: there, everything would end on the call list.
  const hours =
    to === null || to.person === null || notice.rehearsal
      ? null
      : unreadAfter(definition.template, notice.ladder, notice.rung);
  const unread = (way: Way) => {
    if (hours === null || way.status === "not_sent" || way.channel === "call") return {};
    const from = way.releaseAt ?? way.holdUntil ?? notice.now;
    return { unreadAfter: hours, unreadAt: readBy(from, hours, to?.unit ?? unit, calendar) };
  };
  return ways.map((way) => {
    const id = messageKey(notice.id, post, way.channel);
    const quick = owes && !notice.rehearsal && isQuickAct(act) && way.channel === "email";
    const link = quick ? quickLink(settings.publicUrl, id) : page;
    const { html, ...text } = mailText({
      words,
      campaign: definition.title,
      link,
      rehearsal: notice.rehearsal,
    });
    return {
      id,
      realm: notice.realm,
      campaign,
      notice: notice.id,
      post,
      person: to?.person ?? null,
      actingFor: to?.actingFor ?? null,
      messageId: `<${id.slice(2)}@plenum>`,
      ...text,
      // Only mails have a second face.
      html: way.channel === "email" ? html : "",
      at: notice.now,
      ...way,
      ...unread(way),
      kind,
      params: {
        step: stepTitle,
        unit: unitName,
        act,
        due,
        owedBy,
        waiting,
        link: `${unit}/${step}`,
      },
    };
  });
}

/** What the rung says, and who reminds by hand or answers a request. */
function saidIn(notice: ClaimedNotice, { template }: Pick<Campaign, "template">): Text[] {
  const { ladder, rung, note, saidBy } = notice;
  const text = rungText(template, ladder, rung);
  return [
    ...(notice.seen && hasArisen(notice, { template }) ? [SEEN_AGAIN] : []),
    ...(note === null ? [] : [newsWords(rung, saidBy ?? "—", note)]),
    ...(text === null ? [] : [text]),
  ];
}

const hasArisen = (
  { ladder, rung }: ClaimedNotice,
  { template }: Pick<Campaign, "template">,
): boolean =>
  template.ladders[ladder]?.rungs.some((one) => one.id === rung && one.when === "arise") ?? false;

/** Others must act on what its owner has handed in: the owner waits. Otherwise, whoever the plan says. */
function waitingOn(
  notice: ClaimedNotice,
  definition: Campaign,
  recipients: ReadonlyMap<string, Recipient>,
) {
  const owner = notice.stepOwner;
  if (owner === null || owner === notice.post)
    return waitingFor(definition, notice.unit, notice.step);
  const title = recipients.get(recipientKey(notice, owner))?.title;
  return title ? [title] : [];
}

/** Nobody holds or covers the post that owes what a notice is about, on its day. */
export const isVacant = (
  notice: ClaimedNotice,
  recipients: ReadonlyMap<string, Recipient>,
): boolean =>
  notice.post !== OUTSIDE && recipients.get(recipientKey(notice, notice.post))?.person == null;

/** Under which a notice's recipient is found: who holds the post on its day. */
export const recipientKey = ({ realm, now, campaign, act }: ClaimedNotice, post: string): string =>
  postOnDayKey({ realm, post, day: dayOf(now), campaign, act });
