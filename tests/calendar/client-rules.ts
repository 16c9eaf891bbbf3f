import { simpleParser } from "mailparser";
import { expect } from "vitest";
import { type ReadEvent, readStrictly } from "./strict.ts";

/** A mail with an invitation in it, as its recipient's program gets it. */
export interface InvitationMail {
  readonly to: string;
  readonly raw: string;
  readonly from: string;
  readonly method: string;
  readonly event: ReadEvent;
  /** The head of the calendar's part. */
  readonly partHead: string;
  /** Types of the parts, in order. */
  readonly types: readonly string[];
}

/** Takes a mail apart without the code that wrote it. */
export async function readInvitation(raw: string, to: string): Promise<InvitationMail> {
  const mail = await simpleParser(raw);
  const boundary = /boundary="?([^"\r\n;]+)/.exec(raw)?.[1] ?? "";
  const parts = raw.split(`--${boundary}`).slice(1, -1);
  const heads = parts.map((part) => part.slice(0, part.indexOf("\r\n\r\n")).trim());
  const calendars = mail.attachments.filter((one) => one.contentType === "text/calendar");
  expect(calendars).toHaveLength(1);
  const { method, events } = readStrictly(calendars[0]?.content.toString("utf8") ?? "");
  expect(events).toHaveLength(1);
  return {
    to,
    raw,
    from: mail.from?.value[0]?.address ?? "",
    method,
    event: events[0] as ReadEvent,
    partHead: heads.find((head) => head.includes("text/calendar")) ?? "",
    types: heads.map((head) => /^Content-Type: ([^;\s]+)/im.exec(head)?.[1] ?? ""),
  };
}

interface Rule {
  /** Who wants it, and where that is written. */
  readonly of: string;
  readonly methods: readonly string[];
  /** `before`: the messages to the same person, oldest first. */
  readonly holds: (mail: InvitationMail, before: readonly InvitationMail[]) => void;
}

const BOTH = ["REQUEST", "CANCEL"];

const me = ({ event, to }: InvitationMail) =>
  event.attendees.find(({ address }) => address.toLowerCase() === to.toLowerCase());

const bare = (address: string | undefined): string => (address ?? "").replace(/^mailto:/, "");

/** What programs want of an invitation before they show it as one, move what they have, or take it out. */
export const CLIENT_RULES: Readonly<Record<string, Rule>> = {
  "the part names its method and UTF-8, the same as in the file": {
    of: "RFC 6047, 2.4; media type text/calendar; Outlook and Gmail show an attachment otherwise",
    methods: BOTH,
    holds: ({ partHead, method }) => {
      expect(partHead).toMatch(new RegExp(`^Content-Type: text/calendar; method=${method};`, "im"));
      expect(partHead).toMatch(/charset="?utf-8/i);
    },
  },
  "it is the last of the mail's alternatives, and no attachment": {
    of: "RFC 2046, 5.1.4: the last that is understood is shown; Gmail, Apple Mail",
    methods: BOTH,
    holds: ({ raw, types, partHead }) => {
      expect(raw).toMatch(/^Content-Type: multipart\/alternative/im);
      expect(types).toEqual(["text/plain", "text/html", "text/calendar"]);
      expect(partHead).not.toMatch(/Content-Disposition: attachment/i);
    },
  },
  "the organizer is who sends the mail, as a bare address": {
    of: "Gmail and Exchange answer to the organizer, and trust no other sender with a change",
    methods: BOTH,
    holds: ({ event, from }) => {
      expect(bare(event.properties["ORGANIZER"])).toBe(from);
      expect(event.parameters["ORGANIZER"]?.["CN"]).toMatch(/\S/);
    },
  },
  "its reader finds themselves among the attendees": {
    of: "Thunderbird: “item without invited attendee”; Gmail, Apple: no buttons; CANCEL: RFC 5546, 3.2.5",
    methods: BOTH,
    holds: (mail) => {
      expect(me(mail)?.parameters).toMatchObject({ CUTYPE: "INDIVIDUAL" });
    },
  },
  "it asks for an answer that has not been given": {
    of: "Apple and Nextcloud show buttons with RSVP=TRUE only, Thunderbird for NEEDS-ACTION",
    methods: ["REQUEST"],
    holds: (mail) => {
      const { parameters = {} } = me(mail) ?? {};
      if (parameters["PARTSTAT"] === "DELEGATED") return;
      expect(parameters).toMatchObject({ RSVP: "TRUE", PARTSTAT: "NEEDS-ACTION" });
    },
  },
  "whoever delegated and who stands for them name each other": {
    of: "RFC 5546, 3.2.2.3",
    methods: ["REQUEST"],
    holds: ({ event: { attendees } }) => {
      for (const { address, parameters } of attendees) {
        const other = bare(parameters["DELEGATED-TO"] ?? parameters["DELEGATED-FROM"]);
        if (other === "") continue;
        const back = attendees.find((one) => one.address === other)?.parameters ?? {};
        expect(bare(back["DELEGATED-TO"] ?? back["DELEGATED-FROM"])).toBe(address);
      }
      expect(attendees.length).toBeLessThanOrEqual(2);
    },
  },
  "it is newer than what they have: SEQUENCE first, then DTSTAMP; UID and organizer stay": {
    of: "Thunderbird, calItipUtils: compare(); Exchange, [MS-OXCICAL] 2.1.3.1.1.20.22; RFC 5546, 2.1.5",
    methods: BOTH,
    holds: ({ event }, before) => {
      const last = before.at(-1)?.event;
      if (!last) return;
      expect(event.properties["UID"]).toBe(last.properties["UID"]);
      expect(event.properties["ORGANIZER"]).toBe(last.properties["ORGANIZER"]);
      expect(Number(event.properties["SEQUENCE"])).toBeGreaterThan(
        Number(last.properties["SEQUENCE"]),
      );
      expect((event.properties["DTSTAMP"] ?? "") >= (last.properties["DTSTAMP"] ?? "")).toBe(true);
    },
  },
  "the first message is a REQUEST, and an end follows one": {
    of: "RFC 5546, 3.2.2 and 3.2.5; Thunderbird passes over a CANCEL of what it does not have",
    methods: BOTH,
    holds: ({ method }, before) => {
      expect(method).toBe(before.at(-1)?.method === "REQUEST" ? method : "REQUEST");
    },
  },
  "times are in UTC: no zone has to be known": {
    of: "Outlook needs a VTIMEZONE for every TZID",
    methods: BOTH,
    holds: ({ event }) => {
      for (const name of ["DTSTART", "DTEND", "DTSTAMP"]) {
        expect(event.properties[name]).toMatch(/^\d{8}T\d{6}Z$/);
        expect(event.parameters[name]).toEqual({});
      }
    },
  },
  "only an end for all says CANCELLED, and an end rings nobody": {
    of: "RFC 5546, 3.2.5: STATUS must be CANCELLED for all and must not be there for one",
    methods: ["CANCEL"],
    holds: ({ event }) => {
      expect([undefined, "CANCELLED"]).toContain(event.properties["STATUS"]);
      expect(event.alarms).toEqual([]);
    },
  },
  "its reminders are relative, with a text": {
    of: "RFC 5545, 3.6.6; Outlook takes the first, Google its owner's own",
    methods: ["REQUEST"],
    holds: ({ event }) => {
      expect(event.alarms.map((alarm) => alarm["TRIGGER"])).toEqual(["-P1D", "-PT1H"]);
      for (const alarm of event.alarms) expect(alarm["DESCRIPTION"]).toMatch(/\S/);
    },
  },
  "a machine's answer is asked for by nobody, a bounce is not held back": {
    of: "RFC 3834; Exchange: X-Auto-Response-Suppress of All holds back non-delivery reports too",
    methods: BOTH,
    holds: ({ raw }) => {
      expect(raw).toMatch(/^Auto-Submitted: auto-generated/im);
      expect(raw).toMatch(/^X-Auto-Response-Suppress: (?!.*(?:All|NDR)).*OOF/im);
    },
  },
};
