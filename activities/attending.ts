import { createHash } from "node:crypto";
import { attendeePosts, dayOfEntry, type StampedEntry } from "#domain/calendar-entry.ts";
import type { Delegation } from "#domain/calendar-file.ts";
import { DELEGATION_FAULTS, delegateKey } from "#domain/delegation.ts";
import type { Invitation } from "#domain/invitation.ts";
import { OUTSIDE } from "#domain/post.ts";
import type { Tx } from "#prisma/client.ts";
import {
  type Conference,
  type ConferenceToLook,
  type InvitedPerson,
  invitedTo,
  personsAt,
} from "#prisma/sql/invitation.ts";
import { definitionOf } from "#prisma/sql/read/definition.ts";
import { postOnDayKey, type Recipient, recipientsOf } from "#prisma/sql/recipient.ts";
import type { Addressed } from "./invitation-mail.ts";

/** Who is expected at a conference, and who has been told of it. */
export interface Attending {
  readonly expected: readonly string[];
  readonly people: People;
  readonly delegates: ReadonlyMap<string, Delegate>;
  readonly invited: readonly InvitedPerson[];
}

type People = ReadonlyMap<string, { readonly post: string; readonly recipient: Recipient }>;

/** Somebody who stands for an attendee, by that attendee's word. */
interface Delegate {
  readonly person: string | null;
  readonly name: string;
  readonly address: string;
  readonly from: InvitedPerson;
}

/** Those expected by their posts, and whom they have sent instead. */
export async function attendingAt(
  tx: Tx,
  conference: Conference,
  place: ConferenceToLook,
  entry: StampedEntry,
  off: boolean,
): Promise<Attending> {
  const people = await peopleAt(tx, conference, entry);
  const told = await invitedTo(tx, place);
  const delegates = off
    ? new Map<string, Delegate>()
    : await delegatesOf(tx, conference, told, people);
  // Whoever stands for another than before, or for themselves now, must be told so.
  const invited = told.map((one) => {
    const from = delegates.get(one.person)?.from.person ?? null;
    const expected = people.has(one.person) || delegates.has(one.person);
    return expected && from !== one.delegatedFrom ? { ...one, material: "" } : one;
  });
  return { expected: [...people.keys(), ...delegates.keys()], people, delegates, invited };
}

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

/** A delegation ends with the invitation it came from, and where the delegate is expected by a post of their own. */
async function delegatesOf(
  tx: Tx,
  { realm, rehearsal }: Conference,
  told: readonly InvitedPerson[],
  people: People,
): Promise<Map<string, Delegate>> {
  const sending = told.filter(
    ({ person, status, delegate }) =>
      status === "invited" && delegate !== null && people.has(person),
  );
  const known = await personsAt(
    tx,
    realm,
    sending.flatMap(({ delegate }) => delegate ?? []),
  );
  const delegates = new Map<string, Delegate>();
  for (const from of sending) {
    const address = from.delegate ?? "";
    const found = known.get(address);
    const key = delegateKey(found?.person ?? null, address);
    if (people.has(key) || delegates.has(key)) continue;
    delegates.set(key, {
      person: found?.person ?? null,
      name: found?.name ?? address,
      address: rehearsal ? standIn(key) : address,
      from,
    });
  }
  return delegates;
}

/** Whom each message goes to; of those no longer expected, as they were written to before. */
export function addressedTo(
  { people, delegates, invited }: Attending,
  { rehearsal }: Conference,
  invitations: readonly Invitation[],
): Addressed[] {
  const before = new Map(invited.map((one) => [one.person, one]));
  return invitations.flatMap((invitation): Addressed[] => {
    const key = invitation.person;
    const known = before.get(key);
    const now = people.get(key);
    const delegate = delegates.get(key);
    const refused = known?.refused ? DELEGATION_FAULTS[known.refused] : null;
    if (delegate) {
      const { person, name, address, from } = delegate;
      const by = people.get(from.person);
      const sender = by?.recipient.name ?? from.person;
      const delegation: Delegation = {
        role: "delegate",
        by: { name: sender, address: from.address ?? "" },
      };
      const plain = { title: null, actingFor: null, actingForName: null };
      const stands = { delegation, delegatedFrom: from.person, delegatedBy: sender, refused };
      const post = by?.post ?? from.post;
      return [
        { invitation, key, person, post, name, address, delegate: null, ...plain, ...stands },
      ];
    }
    const post = now?.post ?? known?.post;
    if (post === undefined) return [];
    const sent = [...delegates.values()].find(({ from }) => from.person === key);
    const answer = sent && answerOf(before, sent);
    // An invitation goes to today's address, its end to where the invitation went.
    const email = (now ? now.recipient.email : (known?.address ?? known?.email))?.trim() || null;
    return [
      {
        invitation,
        key,
        person: key.startsWith("mailto:") ? null : key,
        post,
        name: now?.recipient.name ?? known?.name ?? known?.address ?? key,
        title: now?.recipient.title ?? null,
        actingFor: now?.recipient.actingFor ?? null,
        actingForName: now?.recipient.actingForName ?? null,
        address: rehearsal ? standIn(key) : email,
        delegation: sent ? { role: "delegator", to: sent, answer: answer ?? null } : null,
        delegatedFrom: now ? null : (known?.delegatedFrom ?? null),
        delegatedBy: null,
        delegate: sent?.name ?? null,
        refused,
      },
    ];
  });
}

const answerOf = (
  before: ReadonlyMap<string, InvitedPerson>,
  { person, address }: Delegate,
): string | null => before.get(delegateKey(person, address))?.reply ?? null;

/** In a rehearsal nobody's own address is written down, so that no program can ever answer to it. */
const standIn = (person: string): string =>
  `${createHash("sha256").update(person).digest("hex").slice(0, 16)}@plenum.invalid`;
