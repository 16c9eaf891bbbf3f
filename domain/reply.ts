import { type Property, readProperty, unescapeText, unfold } from "./ics.ts";
import { type Instant, isDay } from "./time.ts";

/** What an invited person's calendar program sent back (RFC 5546, 3.2.3). */
export interface Reply {
  readonly uid: string;
  /** Of the invitation it answers. */
  readonly sequence: number;
  readonly stamp: Instant;
  /** The address that was invited, in small letters. */
  readonly attendee: string;
  readonly answer: ReplyAnswer;
  /** The address of whom they send instead. */
  readonly delegate: string | null;
  /** The address of whoever wrote it for them; null = they did themselves. */
  readonly sentBy: string | null;
  readonly comment: string | null;
}

export type ReplyAnswer = "accepted" | "declined" | "tentative" | "delegated";

/** Why a text is no reply. */
export type ReplyFault = "no_calendar" | "no_reply" | "no_event" | "no_stamp" | "no_answer";

const ANSWERS: Readonly<Record<string, ReplyAnswer>> = {
  ACCEPTED: "accepted",
  DECLINED: "declined",
  TENTATIVE: "tentative",
  DELEGATED: "delegated",
};

/** Reads a REPLY as mail programs write it; of a text that is none, why. */
export function readReply(ics: string): Reply | ReplyFault {
  const lines = unfold(ics.normalize("NFC"));
  if (lines[0]?.toUpperCase() !== "BEGIN:VCALENDAR") return "no_calendar";
  const properties = lines.flatMap((line) => readProperty(line) ?? []);
  const outside = properties.slice(0, begins(properties, "VEVENT"));
  if (valueOf(outside, "METHOD")?.toUpperCase() !== "REPLY") return "no_reply";
  const event = eventIn(properties);
  const uid = valueOf(event, "UID");
  if (uid === null || uid === "") return "no_event";
  const stamp = instantIn(valueOf(event, "DTSTAMP") ?? "");
  if (stamp === null) return "no_stamp";
  // A delegating person's reply names the delegate as well; the one with an answer is the sender.
  const answering = event.find(
    ({ name, parameters }) => name === "ATTENDEE" && answerIn(parameters) !== null,
  );
  const answer = answering && answerIn(answering.parameters);
  if (!answering || !answer) return "no_answer";
  const comment = valueOf(event, "COMMENT");
  return {
    uid,
    sequence: Number(/^\d{1,9}$/.exec(valueOf(event, "SEQUENCE") ?? "")?.[0] ?? 0),
    stamp,
    attendee: addressIn(answering.value),
    answer,
    delegate: addressOf(answering.parameters, "DELEGATED-TO"),
    sentBy: addressOf(answering.parameters, "SENT-BY"),
    comment: comment === null ? null : unescapeText(comment).trim() || null,
  };
}

/** The first VEVENT's own properties: those of an alarm inside it are not its. */
function eventIn(properties: readonly Property[]): Property[] {
  const event: Property[] = [];
  let depth = 0;
  for (const property of properties.slice(begins(properties, "VEVENT") + 1)) {
    if (property.name === "BEGIN") depth += 1;
    else if (property.name === "END" && depth === 0) break;
    else if (property.name === "END") depth -= 1;
    else if (depth === 0) event.push(property);
  }
  return event;
}

function begins(properties: readonly Property[], component: string): number {
  const at = properties.findIndex(
    ({ name, value }) => name === "BEGIN" && value.toUpperCase() === component,
  );
  return at === -1 ? properties.length : at;
}

const valueOf = (properties: readonly Property[], name: string): string | null =>
  properties.find((one) => one.name === name)?.value ?? null;

const answerIn = (parameters: Property["parameters"]): ReplyAnswer | null =>
  ANSWERS[(parameters["PARTSTAT"] ?? "").toUpperCase()] ?? null;

/** null also where a mail could not be sent to what stands there. */
function addressOf(parameters: Property["parameters"], name: string): string | null {
  const address = addressIn(parameters[name] ?? "");
  return address.length <= 254 && /^[^\s@<>"\p{Cc}]+@[^\s@<>"\p{Cc}]+$/u.test(address)
    ? address
    : null;
}

const addressIn = (address: string): string =>
  address
    .trim()
    .replace(/^mailto:/i, "")
    .toLowerCase();

/** DTSTAMP is always in UTC. */
function instantIn(value: string): Instant | null {
  const parts = /^(\d{4})(\d{2})(\d{2})T([01]\d|2[0-3])([0-5]\d)([0-5]\d)Z$/i.exec(value);
  if (!parts) return null;
  const [, year, month, dayOfMonth, hour, minute, second] = parts;
  const day = `${year}-${month}-${dayOfMonth}`;
  return isDay(day) ? `${day}T${hour}:${minute}:${second}.000Z` : null;
}
