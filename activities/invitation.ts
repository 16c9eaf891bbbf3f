import { materialOf } from "#domain/calendar-entry.ts";
import { invitationsOf } from "#domain/invitation.ts";
import type { Tx } from "#prisma/client.ts";
import { conferenceIn } from "#prisma/sql/calendar-rows.ts";
import { lockCalendar, stamp } from "#prisma/sql/calendar-stamp.ts";
import { campaignOf } from "#prisma/sql/cycle.ts";
import {
  CALENDAR,
  type ConferenceToLook,
  DELEGATE,
  INVITE,
  readConference,
  UNINVITE,
  writeAttendees,
  writeInvitationNotice,
  writeLook,
} from "#prisma/sql/invitation.ts";
import { type FrozenMessage, freezeMessages } from "#prisma/sql/message.ts";
import { definitionOf } from "#prisma/sql/read/definition.ts";
import { addressedTo, attendingAt } from "./attending.ts";
import {
  type Addressed,
  type InvitationContext,
  type InvitationSettings,
  invitationMessage,
} from "./invitation-mail.ts";

/**
 * Looks at one conference and freezes what its attendees must be told, under the campaign's lock: what is sent
 * agrees with the feeds. Who is written to is who holds or covers the post on the conference's day.
 * Returns how many messages it froze.
 */
export async function tellConference(
  tx: Tx,
  place: ConferenceToLook,
  settings: InvitationSettings,
): Promise<number> {
  await lockCalendar(tx, campaignOf(place.cycle));
  const conference = await readConference(tx, place);
  if (!conference) return 0;
  const entry = await conferenceIn(tx, conference, conference.unit, place.step);
  if (!entry) return 0;
  const [stamped] = await stamp(tx, conference, [entry]);
  const off = entry.status === "CANCELLED";
  const { obligation } = conference;
  // While it waits again (an earlier step was reopened), or has been held, nothing is taken back.
  if (!stamped || obligation === null || !(off || conference.tells)) {
    await writeLook(tx, place, conference);
    return 0;
  }
  const attending = await attendingAt(tx, conference, place, stamped, off);
  const occasion = {
    start: entry.start,
    sequence: stamped.sequence,
    material: materialOf(entry),
    cancelled: off,
  };
  const invitations = invitationsOf(
    occasion,
    attending.expected,
    attending.invited,
    conference.now,
  );
  await writeLook(tx, place, { ...conference, runs: conference.runs + 1 });
  if (invitations.length === 0) return 0;
  const told = addressedTo(attending, conference, invitations);
  await writeAttendees(
    tx,
    place,
    conference.realm,
    occasion.material,
    told.map(({ invitation, key, post, address, delegatedFrom }) => ({
      person: key,
      post,
      address,
      sequence: invitation.sequence,
      status: invitation.method === "REQUEST" ? ("invited" as const) : ("cancelled" as const),
      delegatedFrom,
    })),
  );
  const { campaign } = await definitionOf(tx, conference);
  const context = { conference, entry: stamped, campaign: campaign.title, settings };
  return freezeInvitations(tx, context, obligation, told);
}

/** Writes the messages under one notice for what invites, and one for what takes back; delegates' apart. */
async function freezeInvitations(
  tx: Tx,
  context: InvitationContext,
  obligation: string,
  told: readonly Addressed[],
): Promise<number> {
  const { conference } = context;
  let frozen = 0;
  for (const [method, prefix, stands] of METHODS) {
    const these = told.filter(
      ({ invitation, delegatedFrom }) =>
        invitation.method === method && (delegatedFrom !== null) === stands,
    );
    if (these.length === 0) continue;
    const rung = `${prefix}${conference.runs + 1}`;
    const id = `${obligation}/${conference.generation}/${rung}/${CALENDAR}`;
    const messages = these.map((one) => invitationMessage(context, id, one));
    const [status, reason] = fateOf(messages);
    const posts = [...new Set(these.map(({ post }) => post))];
    const notice = { id, conference, obligation, rung, posts, status, reason };
    await writeInvitationNotice(tx, notice);
    await freezeMessages(tx, messages);
    frozen += messages.length;
  }
  return frozen;
}

const METHODS = [
  ["REQUEST", INVITE, false],
  ["REQUEST", `${INVITE}${DELEGATE}`, true],
  ["CANCEL", UNINVITE, false],
  ["CANCEL", `${UNINVITE}${DELEGATE}`, true],
] as const;

function fateOf(
  messages: readonly FrozenMessage[],
): ["frozen" | "sent" | "dropped", string | null] {
  if (messages.some(({ status }) => status === "frozen")) return ["frozen", null];
  if (messages.some(({ status }) => status === "accepted")) return ["sent", null];
  return ["dropped", messages[0]?.reason ?? null];
}
