import { createHash } from "node:crypto";
import {
  attendeePosts,
  dayOfEntry,
  materialOf,
  type StampedEntry,
} from "#domain/calendar-entry.ts";
import { type Invitation, invitationsOf } from "#domain/invitation.ts";
import { OUTSIDE } from "#domain/post.ts";
import type { Tx } from "#prisma/client.ts";
import { conferenceIn } from "#prisma/sql/calendar-rows.ts";
import { lockCalendar, stamp } from "#prisma/sql/calendar-stamp.ts";
import { campaignOf } from "#prisma/sql/cycle.ts";
import {
  CALENDAR,
  type Conference,
  type ConferenceToLook,
  INVITE,
  invitedTo,
  readConference,
  UNINVITE,
  writeAttendees,
  writeInvitationNotice,
  writeLook,
} from "#prisma/sql/invitation.ts";
import { type FrozenMessage, freezeMessages } from "#prisma/sql/message.ts";
import { definitionOf } from "#prisma/sql/read/definition.ts";
import { postOnDayKey, type Recipient, recipientsOf } from "#prisma/sql/recipient.ts";
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
  const people = await peopleAt(tx, conference, stamped);
  const occasion = {
    start: entry.start,
    sequence: stamped.sequence,
    material: materialOf(entry),
    cancelled: off,
  };
  const invited = await invitedTo(tx, place);
  const invitations = invitationsOf(occasion, [...people.keys()], invited, conference.now);
  await writeLook(tx, place, { ...conference, runs: conference.runs + 1 });
  if (invitations.length === 0) return 0;
  const told = await addressedTo(tx, conference, place, invitations, people);
  await writeAttendees(
    tx,
    place,
    conference.realm,
    occasion.material,
    told.map(({ invitation, person, post, address }) => ({
      person,
      post,
      address,
      sequence: invitation.sequence,
      status: invitation.method === "REQUEST" ? ("invited" as const) : ("cancelled" as const),
    })),
  );
  const { campaign } = await definitionOf(tx, conference);
  const context = { conference, entry: stamped, campaign: campaign.title, settings };
  return freezeInvitations(tx, context, obligation, told);
}

/** Writes the messages under one notice for what invites, and one for what takes back. */
async function freezeInvitations(
  tx: Tx,
  context: InvitationContext,
  obligation: string,
  told: readonly Addressed[],
): Promise<number> {
  const { conference } = context;
  let frozen = 0;
  for (const [method, prefix] of METHODS) {
    const these = told.filter(({ invitation }) => invitation.method === method);
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
  ["REQUEST", INVITE],
  ["CANCEL", UNINVITE],
] as const;

function fateOf(
  messages: readonly FrozenMessage[],
): ["frozen" | "sent" | "dropped", string | null] {
  if (messages.some(({ status }) => status === "frozen")) return ["frozen", null];
  if (messages.some(({ status }) => status === "accepted")) return ["sent", null];
  return ["dropped", messages[0]?.reason ?? null];
}

type People = ReadonlyMap<string, { readonly post: string; readonly recipient: Recipient }>;

/** Who is expected, each once, by the first of their posts. The party above the root gets a letter, no invitation. */
async function peopleAt(tx: Tx, conference: Conference, entry: StampedEntry): Promise<People> {
  const { campaign } = await definitionOf(tx, conference);
  const { realm, unit, owner } = conference;
  const day = dayOfEntry(entry);
  const posts = attendeePosts(campaign, unit, { step: entry.step, owner }).filter(
    (post) => post !== OUTSIDE,
  );
  const recipients = await recipientsOf(
    tx,
    posts.map((post) => ({ realm, post, day })),
  );
  const people = new Map<string, { post: string; recipient: Recipient }>();
  for (const post of posts) {
    const recipient = recipients.get(postOnDayKey({ realm, post, day }));
    if (recipient?.person == null || people.has(recipient.person)) continue;
    people.set(recipient.person, { post, recipient });
  }
  return people;
}

/** Whom each message goes to; of those no longer expected, as they were written to before. */
async function addressedTo(
  tx: Tx,
  { realm, rehearsal }: Conference,
  { cycle, step }: ConferenceToLook,
  invitations: readonly Invitation[],
  people: People,
): Promise<Addressed[]> {
  const { rows } = await tx.query<{
    person: string;
    post: string | null;
    name: string;
    email: string | null;
  }>(
    `SELECT p.id AS person, a.post, p.name, coalesce(a.address, p.email) AS email
       FROM persons p LEFT JOIN attendees a ON a.person = p.id AND a.cycle = $2 AND a.step = $3
      WHERE p.realm = $1 AND p.id = ANY ($4)`,
    [realm, cycle, step, invitations.map(({ person }) => person)],
  );
  return invitations.flatMap((invitation) => {
    const { person } = invitation;
    const before = rows.find((row) => row.person === person);
    const now = people.get(person);
    const post = now?.post ?? before?.post;
    if (!before || post == null) return [];
    // An invitation goes to today's address, its end to where the invitation went.
    const email = (now ? now.recipient.email : before.email)?.trim() || null;
    return [
      {
        invitation,
        person,
        post,
        name: before.name,
        title: now?.recipient.title ?? null,
        actingFor: now?.recipient.actingFor ?? null,
        actingForName: now?.recipient.actingForName ?? null,
        address: rehearsal ? standIn(person) : email,
      },
    ];
  });
}

/** In a rehearsal nobody's own address is written down, so that no program can ever answer to it. */
const standIn = (person: string): string =>
  `${createHash("sha256").update(person).digest("hex").slice(0, 16)}@plenum.invalid`;
