import { expect } from "vitest";
import { readProperty, unescapeText, unfold } from "#domain/ics.ts";

/** An event as a strict reader sees it: each property once, alarms apart. */
export interface ReadEvent {
  /** Everybody named, in order; the other maps hold the last of them. */
  readonly attendees: readonly {
    readonly address: string;
    readonly parameters: Readonly<Record<string, string>>;
  }[];
  readonly properties: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly alarms: readonly Readonly<Record<string, string>>[];
}

export interface ReadCalendar {
  readonly method: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly events: readonly ReadEvent[];
}

const INSTANT = /^\d{8}T\d{6}Z$/;
const TEXTS = ["SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME"];

/** What RFC 5546 wants in an event of each method, and what it forbids. */
const METHODS: Readonly<Record<string, { wants: string[]; forbids: string[] }>> = {
  PUBLISH: { wants: ["ORGANIZER", "DTSTART", "SUMMARY"], forbids: ["ATTENDEE"] },
  REQUEST: { wants: ["ORGANIZER", "ATTENDEE", "DTSTART", "SUMMARY", "SEQUENCE"], forbids: [] },
  CANCEL: { wants: ["ORGANIZER", "ATTENDEE", "SEQUENCE"], forbids: ["VALARM"] },
};

/** Reads a calendar's file by the letter of RFC 5545 and RFC 5546; any breach fails the test. */
export function readStrictly(file: string): ReadCalendar {
  expect(file).toBe(file.normalize("NFC"));
  expect(file.endsWith("\r\n")).toBe(true);
  const wire = file.slice(0, -2).split("\r\n");
  for (const line of wire) {
    expect(Buffer.byteLength(line, "utf8"), line).toBeLessThanOrEqual(75);
    expect(line).not.toMatch(/[\r\n]/);
    expect(line).not.toBe("");
    expect(line).not.toMatch(/[^\P{Cc}\t]/u);
  }
  const root = componentOf(unfold(file));
  expect(root.name).toBe("VCALENDAR");
  const properties = once(root);
  expect(properties).toMatchObject({ VERSION: "2.0", CALSCALE: "GREGORIAN" });
  expect(properties["PRODID"]).toMatch(/\S/);
  const method = properties["METHOD"] ?? "";
  const events = root.inside.map((event) => readEvent(event, method));
  const uids = events.map((event) => event.properties["UID"]);
  expect(new Set(uids).size, "each UID once").toBe(uids.length);
  return { method, properties, events };
}

function readEvent(event: Component, method: string): ReadEvent {
  expect(event.name).toBe("VEVENT");
  const properties = once(event);
  const rules = METHODS[method] ?? { wants: [], forbids: ["METHOD"] };
  for (const name of ["UID", "DTSTAMP", ...rules.wants]) expect(properties).toHaveProperty(name);
  for (const name of rules.forbids) expect(properties).not.toHaveProperty(name);
  for (const name of ["DTSTAMP", "DTSTART", "DTEND", "LAST-MODIFIED"])
    if (properties[name] !== undefined) expect(properties[name], name).toMatch(INSTANT);
  expect((properties["DTEND"] ?? "") > (properties["DTSTART"] ?? "")).toBe(true);
  expect(properties["SEQUENCE"]).toMatch(/^\d+$/);
  if (properties["STATUS"] !== undefined)
    expect(["TENTATIVE", "CONFIRMED", "CANCELLED"]).toContain(properties["STATUS"]);
  for (const name of ["ORGANIZER", "ATTENDEE"])
    if (properties[name] !== undefined)
      expect(properties[name]).toMatch(/^mailto:[^\s@]+@[^\s@]+$/);
  const alarms = event.inside.map((alarm) => {
    expect(alarm.name).toBe("VALARM");
    const read = once(alarm);
    expect(read).toMatchObject({ ACTION: "DISPLAY" });
    expect(read["TRIGGER"]).toMatch(/^-P(\d+D|T\d+H)$/);
    expect(read["DESCRIPTION"]).toMatch(/\S/);
    return read;
  });
  const parameters = Object.fromEntries(event.lines.map((one) => [one.name, one.parameters]));
  const attendees = event.lines
    .filter(({ name }) => name === "ATTENDEE")
    .map(({ value, parameters }) => ({ address: value.replace(/^mailto:/, ""), parameters }));
  expect(new Set(attendees.map(({ address }) => address)).size).toBe(attendees.length);
  return { attendees, properties, parameters, alarms };
}

interface Component {
  readonly name: string;
  readonly lines: NonNullable<ReturnType<typeof readProperty>>[];
  readonly inside: Component[];
}

function componentOf(lines: readonly string[]): Component {
  const open: Component[] = [];
  let root: Component | null = null;
  for (const line of lines) {
    const property = readProperty(line);
    if (property === null) throw new Error(`no content line: ${line}`);
    const { name, value } = property;
    expect(root, `after the end: ${line}`).toBeNull();
    if (name === "BEGIN") open.push({ name: value, lines: [], inside: [] });
    else if (name === "END") {
      const ended = open.pop();
      expect(ended?.name).toBe(value);
      if (!ended) continue;
      const around = open.at(-1);
      if (around) around.inside.push(ended);
      else root = ended;
    } else open.at(-1)?.lines.push(property);
  }
  if (root === null) throw new Error("the calendar does not end");
  return root;
}

function once({ name, lines }: Component): Record<string, string> {
  const names = lines.map((line) => line.name).filter((one) => one !== "ATTENDEE");
  expect(new Set(names).size, `${name}: each property once, but ATTENDEE`).toBe(names.length);
  return Object.fromEntries(
    lines.map((line) => [
      line.name,
      TEXTS.includes(line.name) ? unescapeText(line.value) : line.value,
    ]),
  );
}
