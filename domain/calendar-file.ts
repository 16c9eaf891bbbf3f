import type { StampedEntry } from "./calendar-entry.ts";
import { component, escapeText, fileOf, quoted, utc } from "./ics.ts";
import type { Language, Text } from "./text.ts";
import { timeOf } from "./time.ts";

/** Whose calendar a file is, and in which language. */
export interface CalendarHead {
  readonly name: Text;
  readonly language: Language;
  /** Marked in its name and in every entry, so that it is never taken for the real thing. */
  readonly rehearsal: boolean;
}

/** A person in an invitation. */
export interface Party {
  readonly name: string;
  readonly address: string;
}

const PRODUCT = "-//Plenum//Plenum 1//VI";

/** What feeds name as organizer: RFC 5546 wants one, and nothing may be sent to it. */
const PUBLISHER = "calendar@plenum.invalid";

const REHEARSAL: Text = { vi: "[Diễn tập]", en: "[Rehearsal]" };
const BY: Text = { vi: "Hạn", en: "Due" };
const PROPOSED: Text = {
  vi: "Ngày dự kiến, chưa chốt.",
  en: "A proposed day, not confirmed yet.",
};
const OFF: Text = { vi: "Hội nghị này đã hủy.", en: "This conference has been cancelled." };

/** A feed: every entry as it stands, to be read again and again (METHOD:PUBLISH). */
export function feedFile(
  head: CalendarHead,
  entries: readonly StampedEntry[],
  linkTo: (entry: StampedEntry) => string | null,
): string {
  const name = escapeText(marked(head, head.name[head.language]));
  const events = entries.flatMap((entry) =>
    component("VEVENT", [
      ...described(head, entry, entry.sequence, linkTo(entry)),
      `ORGANIZER;CN=${quoted(entry.unitName)}:mailto:${PUBLISHER}`,
      `STATUS:${entry.status}`,
      ...alarm(head, entry),
    ]),
  );
  return fileOf(
    component("VCALENDAR", [
      ...preamble("PUBLISH"),
      `NAME:${name}`,
      `X-WR-CALNAME:${name}`,
      "X-WR-TIMEZONE:Asia/Ho_Chi_Minh",
      "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
      "X-PUBLISHED-TTL:PT1H",
      ...events,
    ]),
  );
}

/** `by`: the person is sent by them. `to`: the person has sent them, whose own answer is `answer`. */
export type Delegation =
  | { readonly role: "delegate"; readonly by: Party }
  | { readonly role: "delegator"; readonly to: Party; readonly answer: string | null };

export interface InvitationFile {
  readonly head: CalendarHead;
  readonly entry: StampedEntry;
  readonly method: "REQUEST" | "CANCEL";
  /** This person's own: at least the entry's. */
  readonly sequence: number;
  readonly organizer: Party;
  readonly attendee: Party;
  /** Who stands for whom, where this person does or has somebody who does. */
  readonly delegation?: Delegation | null;
  /** The conference is off for everybody; otherwise a CANCEL is for this person only. */
  readonly off: boolean;
  readonly link: string | null;
}

/**
 * An invitation, or its end, for one person (RFC 5546). It names nobody else: who comes and goes beside them is
 * no news to them. A CANCEL for one person only must have no STATUS; one for all must.
 */
export function invitationFile(invitation: InvitationFile): string {
  const { head, entry, method, sequence, organizer, off, link } = invitation;
  const status = method === "REQUEST" ? entry.status : off ? "CANCELLED" : null;
  const event = component("VEVENT", [
    ...described(head, entry, sequence, link),
    `ORGANIZER;CN=${quoted(organizer.name)}:mailto:${organizer.address}`,
    ...attendeesIn(invitation),
    ...(status === null ? [] : [`STATUS:${status}`]),
    ...(method === "REQUEST" ? alarm(head, entry) : []),
  ]);
  return fileOf(component("VCALENDAR", [...preamble(method), ...event]));
}

const ASKED = "ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE";
const SENT_OTHER = "ROLE=NON-PARTICIPANT;PARTSTAT=DELEGATED";

/** Beside the person themselves, whoever sent them or goes for them (RFC 5546, 3.2.2.3): both sides of a delegation. */
function attendeesIn({ method, attendee, delegation = null }: InvitationFile): string[] {
  if (method === "CANCEL") return [participant(attendee, "ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED")];
  if (delegation === null) return [participant(attendee, ASKED)];
  const from = delegation.role === "delegate" ? delegation.by : attendee;
  const to = delegation.role === "delegate" ? attendee : delegation.to;
  const answer = delegation.role === "delegate" ? null : delegation.answer;
  const partstat =
    answer === null ? ASKED : `ROLE=REQ-PARTICIPANT;PARTSTAT=${answer.toUpperCase()}`;
  return [
    participant(from, `${SENT_OTHER};DELEGATED-TO="mailto:${to.address}"`),
    participant(to, `${partstat};DELEGATED-FROM="mailto:${from.address}"`),
  ];
}

const participant = ({ name, address }: Party, parameters: string): string =>
  `ATTENDEE;CUTYPE=INDIVIDUAL;${parameters};CN=${quoted(name)}:mailto:${address}`;

const preamble = (method: string): string[] => [
  "VERSION:2.0",
  `PRODID:${PRODUCT}`,
  "CALSCALE:GREGORIAN",
  `METHOD:${method}`,
];

function described(
  head: CalendarHead,
  entry: StampedEntry,
  sequence: number,
  link: string | null,
): string[] {
  const { uid, stamp, start, end, place, kind } = entry;
  return [
    `UID:${uid}`,
    `DTSTAMP:${utc(stamp)}`,
    `LAST-MODIFIED:${utc(stamp)}`,
    `SEQUENCE:${sequence}`,
    `DTSTART:${utc(start)}`,
    `DTEND:${utc(end)}`,
    `SUMMARY:${escapeText(titleOf(head, entry))}`,
    ...(place === null ? [] : [`LOCATION:${escapeText(place)}`]),
    `DESCRIPTION:${escapeText([sentenceOf(head, entry), link].filter(Boolean).join("\n"))}`,
    ...(link === null ? [] : [`URL:${link}`]),
    // A deadline is no appointment: it must not make anybody busy.
    `TRANSP:${kind === "deadline" ? "TRANSPARENT" : "OPAQUE"}`,
  ];
}

/** The hour of a deadline stands in its title: a phone's list of days shows nothing else. */
function titleOf(head: CalendarHead, { kind, title, unitName, end, doing }: StampedEntry): string {
  const { language } = head;
  const what = doing === null ? title[language] : `${doing[language]} ${title[language]}`;
  const by = kind === "deadline" ? `${BY[language]} ${timeOf(end)}: ` : "";
  return marked(head, `${by}${what} – ${unitName}`);
}

function sentenceOf({ language }: CalendarHead, { kind, status }: StampedEntry): string {
  if (status === "CANCELLED") return kind === "conference" ? OFF[language] : "";
  return status === "TENTATIVE" ? PROPOSED[language] : "";
}

const marked = ({ rehearsal, language }: CalendarHead, name: string): string =>
  rehearsal ? `${REHEARSAL[language]} ${name}` : name;

/** A day before; and for a conference an hour before as well. */
function alarm(head: CalendarHead, entry: StampedEntry): string[] {
  if (entry.status === "CANCELLED") return [];
  const times = entry.kind === "conference" ? ["-P1D", "-PT1H"] : ["-P1D"];
  return times.flatMap((time) =>
    component("VALARM", [
      "ACTION:DISPLAY",
      `TRIGGER:${time}`,
      `DESCRIPTION:${escapeText(titleOf(head, entry))}`,
    ]),
  );
}
