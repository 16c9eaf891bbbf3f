import { createHash } from "node:crypto";
import type { StampedEntry } from "#domain/calendar-entry.ts";
import { type Delegation, invitationFile } from "#domain/calendar-file.ts";
import type { Invitation } from "#domain/invitation.ts";
import { invitationWords } from "#domain/invitation-words.ts";
import type { Text } from "#domain/text.ts";
import { CALENDAR, type Conference } from "#prisma/sql/invitation.ts";
import type { FrozenMessage } from "#prisma/sql/message.ts";
import { REHEARSAL_ADDRESS } from "./mail.ts";
import { mailText } from "./mail-text.ts";

export interface InvitationSettings {
  readonly publicUrl: string;
  /** The real realm has a mail server. */
  readonly mailServer: boolean;
  /** Rehearsals' messages also go to a sink. */
  readonly rehearsalServer: boolean;
  /** Whom replies go to: `Plenum <plenum@example.vn>`. */
  readonly from: string;
}

/** One person, and what they are told. */
export interface Addressed {
  readonly invitation: Invitation;
  /** As whom they stand among the invited: their person, or `mailto:address` of a delegate outside the roster. */
  readonly key: string;
  readonly person: string | null;
  readonly post: string;
  readonly name: string;
  readonly title: Text | null;
  readonly actingFor: string | null;
  readonly actingForName: string | null;
  readonly address: string | null;
  /** null: nobody stands for anybody. */
  readonly delegation: Delegation | null;
  /** Whom they stand for, and that person's name. */
  readonly delegatedFrom: string | null;
  readonly delegatedBy: string | null;
  /** The name of whom they have sent. */
  readonly delegate: string | null;
  /** Why whom they wanted to send was not taken. */
  readonly refused: Text | null;
}

export interface InvitationContext {
  readonly conference: Conference;
  readonly entry: StampedEntry;
  readonly campaign: Text;
  readonly settings: InvitationSettings;
}

/** The foot of other mails asks not to reply; an invitation is there to be replied to. */
const FOOT: Text = {
  vi: "Giấy mời do hệ thống Plenum gửi tự động theo chức danh.",
  en: "Sent automatically by Plenum to the holder of a post.",
};

/** The frozen mail of an invitation: text, HTML and the calendar's file, as one message in three forms. */
export function invitationMessage(
  context: InvitationContext,
  notice: string,
  to: Addressed,
): FrozenMessage {
  const { conference, entry, campaign, settings } = context;
  const { realm, rehearsal, now } = conference;
  const { post, person, actingFor } = to;
  const id = createHash("sha256")
    .update(`${notice}\0${post}\0${CALENDAR}`)
    .digest("hex")
    .slice(0, 32);
  const link = linkTo(settings.publicUrl, conference.campaign, entry);
  const held = !rehearsal && !settings.mailServer;
  const reason = to.address === null ? "no_address" : null;
  const toMailbox = rehearsal && !settings.rehearsalServer;
  return {
    id: `m-${id}`,
    realm,
    campaign: conference.campaign,
    notice,
    channel: CALENDAR,
    post,
    person,
    actingFor,
    address: to.address,
    messageId: `<${id}@plenum>`,
    ...mailText({ words: wordsOf(entry, to), campaign, link, rehearsal, foot: FOOT }),
    at: now,
    status: reason !== null ? "not_sent" : toMailbox ? "accepted" : "frozen",
    reason: reason ?? (held ? "no_mail_server" : null),
    held,
    ...(to.address === null ? {} : { attachments: [fileFor(context, to, to.address, link)] }),
  };
}

function wordsOf(entry: StampedEntry, to: Addressed) {
  const { invitation, name, title, actingForName, delegatedBy, delegate, refused } = to;
  const { title: what, unitName, start, place, status } = entry;
  const { method, again, off } = invitation;
  const message = method === "REQUEST" ? (again ? "change" : "invite") : off ? "off" : "uninvite";
  return invitationWords({
    title: what,
    unitName,
    start,
    place,
    proposed: status === "TENTATIVE",
    name,
    post: title,
    actingFor: actingForName,
    message,
    delegatedBy,
    delegate,
    refused,
  });
}

function fileFor(
  { conference: { rehearsal }, entry, campaign, settings }: InvitationContext,
  { invitation, name, delegation }: Addressed,
  address: string,
  link: string,
): NonNullable<FrozenMessage["attachments"]>[number] {
  const { method, sequence, off } = invitation;
  const organizer = rehearsal ? REHEARSAL_ADDRESS : addressIn(settings.from);
  const content = invitationFile({
    head: { name: campaign, language: "vi", rehearsal },
    entry,
    method,
    sequence,
    off,
    organizer: { name: entry.unitName, address: organizer },
    attendee: { name, address },
    delegation,
    link,
  });
  return { name: "invite.ics", type: "text/calendar", method, content };
}

function linkTo(publicUrl: string, campaign: string, { unit, step }: StampedEntry): string {
  const open = new URLSearchParams({ open: `${unit}/${step}` });
  return `${publicUrl}/campaigns/${encodeURIComponent(campaign)}?${open.toString()}`;
}

const addressIn = (from: string): string => (/<([^<>]+)>/.exec(from)?.[1] ?? from).trim();
