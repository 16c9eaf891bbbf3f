import { createHash } from "node:crypto";
import type { WorkingCalendar } from "#domain/calendar.ts";
import type { Campaign } from "#domain/campaign.ts";
import { rungText } from "#domain/ladder.ts";
import { nextNotice } from "#domain/notice.ts";
import { noticeWords } from "#domain/notice-words.ts";
import type { Obligation } from "#domain/obligation.ts";
import { PACKAGE } from "#domain/package.ts";
import { OUTSIDE } from "#domain/post.ts";
import { dayOf } from "#domain/time.ts";
import { waitingFor } from "#domain/waiting.ts";
import type { ClaimedNotice, NoticeFate } from "#prisma/sql/claim.ts";
import type { FrozenMessage } from "#prisma/sql/message.ts";
import { type NoticeRow, noticeRow } from "#prisma/sql/notice.ts";
import { postOnDayKey, type Recipient } from "#prisma/sql/recipient.ts";
import { mailText } from "./mail-text.ts";
import { missingIn } from "./missing.ts";
import { packageMessage } from "./package.ts";

/** What becomes of one claimed notice: its fate, its messages, and its obligation's next notice. */
export interface Frozen {
  readonly fate: NoticeFate;
  readonly messages: readonly FrozenMessage[];
  readonly next: NoticeRow | null;
}

/** A campaign as pinned, with its calendar ready for use. */
export interface Pinned {
  readonly definition: Campaign;
  readonly calendar: WorkingCalendar;
}

export interface FreezeSettings {
  /** Where the links lead. */
  readonly publicUrl: string;
  /** The real realm has a mail server. */
  readonly mailServer: boolean;
  /** Rehearsals' messages also go to a sink. */
  readonly rehearsalServer: boolean;
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
  { definition, calendar }: Pinned,
  recipients: ReadonlyMap<string, Recipient>,
  settings: FreezeSettings,
): Frozen {
  if (notice.rung === PACKAGE) {
    const message = packageMessage(notice, definition, settings);
    const messages = message ? [message] : [];
    return { fate: fateOf(notice, messages), messages, next: null };
  }
  const next = nextRow(notice, definition, calendar);
  if (next && next.due > notice.dueAt && next.due <= notice.now) {
    const fate = { id: notice.id, status: "dropped", reason: "overtaken" } as const;
    return { fate, messages: [], next };
  }
  const messages = messagesOf(notice, definition, recipients, settings);
  return { fate: fateOf(notice, messages), messages, next };
}

function fateOf({ id }: ClaimedNotice, messages: readonly FrozenMessage[]): NoticeFate {
  if (messages.some((one) => one.status === "frozen"))
    return { id, status: "frozen", reason: null };
  return messages.some((one) => one.status === "accepted")
    ? { id, status: "sent", reason: null }
    : { id, status: "dropped", reason: messages[0]?.reason ?? "no_post" };
}

function nextRow(
  notice: ClaimedNotice,
  definition: Campaign,
  calendar: WorkingCalendar,
): NoticeRow | null {
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
  definition: Campaign,
  recipients: ReadonlyMap<string, Recipient>,
  settings: FreezeSettings,
): FrozenMessage[] {
  const written = new Set<string>();
  return notice.posts.map((post) => {
    const to = recipientOf(notice, definition, recipients, post);
    const again = to?.person != null && written.has(to.person);
    if (to?.person != null) written.add(to.person);
    return messageTo(notice, definition, recipients, settings, { post, to, again });
  });
}

interface Addressee {
  readonly post: string;
  readonly to: Recipient | null;
  /** This person is already written to for another post of the same notice. */
  readonly again: boolean;
}

function messageTo(
  notice: ClaimedNotice,
  definition: Campaign,
  recipients: ReadonlyMap<string, Recipient>,
  settings: FreezeSettings,
  { post, to, again }: Addressee,
): FrozenMessage {
  const id = createHash("sha256").update(`${notice.id}\0${post}\0email`).digest("hex").slice(0, 32);
  const address = to?.email?.trim() || null;
  const reason = whyNot(notice, to, address, again);
  const toMailbox = notice.rehearsal && !settings.rehearsalServer;
  const owner = recipients.get(key(notice, notice.post));
  const words = noticeWords({
    campaign: definition.title,
    unit: notice.unitName,
    step: notice.stepTitle,
    act: notice.act,
    due: notice.due,
    now: notice.now,
    moved: notice.generation > 1,
    arisen: hasArisen(notice, definition),
    owedBy: post === notice.post ? null : (owner?.title ?? { vi: notice.post, en: notice.post }),
    recipient: { name: to?.name ?? null, title: to?.title ?? null },
    actingFor: to?.actingForName ?? null,
    waiting: waitingOn(notice, definition, recipients),
    missing: missingIn(notice, definition),
    said: [rungText(definition.template, notice.ladder, notice.rung)].filter((one) => one !== null),
  });
  const open = new URLSearchParams({ open: `${notice.unit}/${notice.step}` });
  const link = `${settings.publicUrl}/campaigns/${encodeURIComponent(notice.campaign)}?${open.toString()}`;
  const held = !notice.rehearsal && !settings.mailServer;
  return {
    id: `m-${id}`,
    realm: notice.realm,
    campaign: notice.campaign,
    notice: notice.id,
    channel: "email",
    post,
    person: to?.person ?? null,
    actingFor: to?.actingFor ?? null,
    address,
    messageId: `<${id}@plenum>`,
    ...mailText({ words, campaign: definition.title, link, rehearsal: notice.rehearsal }),
    at: notice.now,
    status: reason !== null ? "not_sent" : toMailbox ? "accepted" : "frozen",
    reason: reason ?? (held ? "no_mail_server" : null),
    held,
  };
}

/** Why this recipient is not written to. A rehearsal's mailbox needs no address. */
function whyNot(
  notice: ClaimedNotice,
  to: Recipient | null,
  address: string | null,
  again: boolean,
): string | null {
  if (to === null || to.name === null) return "no_holder";
  if (again) return "same_person";
  return address === null && !notice.rehearsal ? "no_address" : null;
}

const hasArisen = ({ ladder, rung }: ClaimedNotice, { template }: Campaign): boolean =>
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
  const title = recipients.get(key(notice, owner))?.title;
  return title ? [title] : [];
}

const key = ({ realm, now }: ClaimedNotice, post: string): string =>
  postOnDayKey({ realm, post, day: dayOf(now) });

function recipientOf(
  notice: ClaimedNotice,
  { outside }: Campaign,
  recipients: ReadonlyMap<string, Recipient>,
  post: string,
): Recipient | null {
  if (post !== OUTSIDE) return recipients.get(key(notice, post)) ?? null;
  if (outside === null) return null;
  const { name, email } = outside;
  return { title: null, person: null, name, email, actingFor: null, actingForName: null };
}
