import type { Campaign } from "#domain/campaign.ts";
import { isNews } from "#domain/news.ts";
import { nextNotice } from "#domain/notice.ts";
import type { Obligation } from "#domain/obligation.ts";
import { PACKAGE } from "#domain/package.ts";
import { OUTSIDE } from "#domain/post.ts";
import { postsTold } from "#domain/vacancy.ts";
import type { ClaimedNotice, NoticeFate } from "#prisma/sql/claim.ts";
import type { FrozenMessage } from "#prisma/sql/message.ts";
import { type NoticeRow, noticeRow } from "#prisma/sql/notice.ts";
import type { Recipient } from "#prisma/sql/recipient.ts";
import { type FreezeSettings, isVacant, messagesTo, type Pinned, recipientKey } from "./letter.ts";
import { packageMessage } from "./package.ts";

/** What becomes of one claimed notice: its fate, its messages, and its obligation's next notice. */
export interface Frozen {
  readonly fate: NoticeFate;
  readonly messages: readonly FrozenMessage[];
  readonly next: NoticeRow | null;
}

/** Why a notice is not sent at all; null when it is still true. */
export function dropReason(notice: ClaimedNotice): string | null {
  switch (notice.obligationStatus) {
    case "met":
      return "met";
    case "void":
      return "cancelled";
    case "excused":
      return "excused";
    case "open":
      if (notice.obligationGeneration !== notice.generation && notice.rung !== PACKAGE)
        return "moved";
      return notice.running ? null : "cancelled";
    default:
      return notice.obligationStatus satisfies never;
  }
}

/**
 * Decides one claimed notice. Where the next rung has fallen due too while nobody was there to send,
 * this one is overtaken: after an outage each obligation gets one message, not a burst.
 */
export function freeze(
  notice: ClaimedNotice,
  pinned: Pinned,
  recipients: ReadonlyMap<string, Recipient>,
  settings: FreezeSettings,
): Frozen {
  const { definition } = pinned;
  if (notice.rung === PACKAGE) {
    const message = packageMessage(notice, definition, settings);
    const messages = message ? [message] : [];
    return { fate: fateOf(notice, messages), messages, next: null };
  }
  const next = nextRow(notice, pinned);
  if (next && next.due > notice.dueAt && next.due <= notice.now) {
    const fate = { id: notice.id, status: "dropped", reason: "overtaken" } as const;
    return { fate, messages: [], next };
  }
  const messages = messagesOf(notice, pinned, recipients, settings);
  return { fate: fateOf(notice, messages), messages, next };
}

function fateOf({ id }: ClaimedNotice, messages: readonly FrozenMessage[]): NoticeFate {
  if (messages.some((one) => one.status === "frozen" || one.status === "waiting"))
    return { id, status: "frozen", reason: null };
  return messages.some((one) => one.status === "accepted")
    ? { id, status: "sent", reason: null }
    : { id, status: "dropped", reason: messages[0]?.reason ?? "no_post" };
}

/** The next rung's notice. What tells something once climbs no ladder, and no rung overtakes it. */
export function nextRow(notice: ClaimedNotice, { definition, calendar }: Pinned): NoticeRow | null {
  if (isNews(notice.rung) || notice.rung === PACKAGE) return null;
  const { unit, step, act, post, round, due, ladder, generation, arose } = notice;
  const rungs = definition.template.ladders[ladder];
  if (!rungs) return null;
  const id = `${unit}/${step}/${act}/${post}/${round}`;
  const obligation: Obligation = { id, unit, step, act, post, round, due, ladder };
  const next = nextNotice(obligation, rungs, calendar, notice.climbed, arose, notice.now);
  const need = { id: notice.obligation, obligation, generation, arose };
  return next && noticeRow(definition, need, next);
}

function messagesOf(
  notice: ClaimedNotice,
  pinned: Pinned,
  recipients: ReadonlyMap<string, Recipient>,
  settings: FreezeSettings,
): FrozenMessage[] {
  const written = new Set<string>();
  const vacant = isVacant(notice, recipients);
  return postsTold(notice.posts, { ...notice, vacant }).flatMap((post) => {
    const to = recipientOf(notice, pinned.definition, recipients, post);
    const again = to?.person != null && written.has(to.person);
    if (to?.person != null) written.add(to.person);
    return messagesTo(notice, pinned, recipients, settings, { post, to, again });
  });
}

function recipientOf(
  notice: ClaimedNotice,
  { outside }: Campaign,
  recipients: ReadonlyMap<string, Recipient>,
  post: string,
): Recipient | null {
  if (post !== OUTSIDE) return recipients.get(recipientKey(notice, post)) ?? null;
  if (outside === null) return null;
  const { name, email } = outside;
  const none = {
    title: null,
    unit: null,
    person: null,
    phone: null,
    devices: 0,
    preferences: null,
  };
  return { ...none, name, email, actingFor: null, actingForName: null };
}
