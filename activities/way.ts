import type { WorkingCalendar } from "#domain/calendar.ts";
import { type BundleKind, isOutage } from "#domain/digest.ts";
import { channelsFor, type MessageKind, NO_PREFERENCES, sendingOf } from "#domain/preference.ts";
import { sendAt } from "#domain/quiet.ts";
import { USUAL_CHANNEL } from "#domain/template.ts";
import type { Instant } from "#domain/time.ts";
import type { ClaimedNotice } from "#prisma/sql/claim.ts";
import type { Recipient } from "#prisma/sql/recipient.ts";

/** Which channels lead anywhere. */
export interface Roads {
  /** The real realm has a mail server. */
  readonly mailServer: boolean;
  /** Rehearsals' messages also go to a sink. */
  readonly rehearsalServer: boolean;
  /** Somebody takes signed calls for phones. */
  readonly webhook?: boolean;
}

/** By which channel one message goes, and how it begins there. */
export interface Way {
  readonly channel: string;
  readonly address: string | null;
  readonly status: "frozen" | "waiting" | "accepted" | "not_sent";
  readonly reason: string | null;
  /** It goes nowhere until a mail server is configured. */
  readonly held: boolean;
  /** Waiting: what will carry it, and from when on. */
  readonly bundle: BundleKind | null;
  readonly releaseAt: Instant | null;
  /** Frozen: not handed over before; its recipient's own quiet hours. */
  readonly holdUntil?: Instant | null;
}

/** The channel of a row that another message carries; the carrier goes by a real one. */
export const CARRIED_CHANNEL = "digest";

/** Channels whose message is delivered by being written. */
const BY_BEING = new Set(["inapp", "call"]);

interface Going {
  readonly notice: Pick<ClaimedNotice, "channel" | "rehearsal" | "dueAt" | "now" | "due" | "unit">;
  readonly to: Recipient | null;
  /** This person is already written to for another post of the same notice. */
  readonly again: boolean;
  readonly kind: MessageKind;
  readonly calendar: WorkingCalendar;
  readonly roads: Roads;
}

/**
 * The ways of a notice to one recipient: by the channels that the rung names or the person prefers; carried
 * by one later message where it may wait for the morning, or where an outage has held it back.
 */
export function waysTo({ notice, to, again, kind, calendar, roads }: Going): Way[] {
  const none = to === null || to.name === null ? "no_holder" : again ? "same_person" : null;
  if (none !== null || to === null)
    return [{ ...NOT_SENT, address: to?.email ?? null, reason: none }];
  const preferences = to.preferences ?? NO_PREFERENCES;
  const wanted =
    notice.channel === USUAL_CHANNEL ? channelsFor(preferences, kind) : [notice.channel];
  const ways = wanted.map((channel) => wayBy(channel, notice, to, roads));
  // A rehearsal's clock never runs late, and its mailbox is compared with the dry one.
  const late = !notice.rehearsal && isOutage(notice.dueAt, notice.now);
  // The rung has its time by the days of the unit that owes; whom it goes to has days off of their own.
  const time = { at: notice.now, due: notice.due, unit: to.unit ?? notice.unit };
  const goes = sendAt(time, calendar, sendingOf(preferences, kind));
  const bundle: BundleKind | null = late ? "catch_up" : goes.why === "digest" ? "digest" : null;
  const carried = ways.find(({ status }) => status === "frozen" || status === "accepted");
  // The party above the root gets papers, not reminders: nothing to gather there.
  if (bundle === null || to.person === null || !carried || BY_BEING.has(carried.channel))
    return goes.why === "quiet" ? ways.map((way) => held(way, goes.at)) : ways;
  const releaseAt = bundle === "digest" ? goes.at : notice.now;
  const waiting = { ...carried, channel: CARRIED_CHANNEL, bundle, releaseAt, held: false };
  return [
    { ...waiting, status: "waiting", reason: null },
    ...ways.filter(({ channel, status }) => BY_BEING.has(channel) || status === "not_sent"),
  ];
}

const held = (way: Way, holdUntil: Instant): Way =>
  way.status === "frozen" ? { ...way, holdUntil } : way;

const NOT_SENT: Way = {
  channel: USUAL_CHANNEL,
  address: null,
  status: "not_sent",
  reason: null,
  held: false,
  bundle: null,
  releaseAt: null,
};

/** How a message begins in its channel. A rehearsal's mailbox needs no address. */
export function wayBy(
  channel: string,
  { rehearsal }: Pick<ClaimedNotice, "rehearsal">,
  to: Pick<Recipient, "email" | "phone"> & Partial<Pick<Recipient, "devices">>,
  roads: Roads,
): Way {
  const address = (channel === "webhook" ? to.phone : to.email)?.trim() || null;
  const way = { ...NOT_SENT, channel, address };
  if (BY_BEING.has(channel)) return { ...way, status: "accepted" };
  if (channel === "push") {
    if (rehearsal) return { ...way, address: null, status: "accepted" };
    const reason = (to.devices ?? 0) > 0 ? null : "no_device";
    return { ...way, address: null, status: reason === null ? "frozen" : "not_sent", reason };
  }
  if (channel === "webhook") {
    if (rehearsal) return { ...way, status: "accepted" };
    const reason = roads.webhook ? (address === null ? "no_phone" : null) : "no_webhook";
    return { ...way, status: reason === null ? "frozen" : "not_sent", reason };
  }
  if (rehearsal) return { ...way, status: roads.rehearsalServer ? "frozen" : "accepted" };
  if (address === null) return { ...way, reason: "no_address" };
  const held = !roads.mailServer;
  return { ...way, status: "frozen", reason: held ? "no_mail_server" : null, held };
}
