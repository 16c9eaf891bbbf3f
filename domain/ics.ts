import type { Instant } from "./time.ts";

/**
 * iCalendar's content lines (RFC 5545, section 3.1): folded at 75 octets, never inside a character; texts escaped.
 * All times are UTC, so that no calendar has to carry the rules of a time zone.
 */

/** Longest line in octets, its line break not counted. */
const LONGEST = 75;

const octetsOf = (codePoint: number): number =>
  codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;

/** One content line as the lines that go over the wire, without their line breaks. */
export function fold(line: string): string[] {
  const folded: string[] = [];
  let current = "";
  let octets = 0;
  for (const character of line) {
    const more = octetsOf(character.codePointAt(0) ?? 0);
    if (octets + more > LONGEST) {
      folded.push(current);
      // The blank that marks a continued line counts too.
      current = " ";
      octets = 1;
    }
    current += character;
    octets += more;
  }
  return [...folded, current];
}

/** The content lines of a text, whatever its line breaks; empty ones are left out. */
export function unfold(text: string): string[] {
  return text
    .replace(/\r\n|\r/g, "\n")
    .replace(/\n[ \t]/g, "")
    .split("\n")
    .filter((line) => line !== "");
}

/** Content lines as a file: folded, each ended with CRLF. */
export const fileOf = (lines: readonly string[]): string =>
  lines
    .flatMap(fold)
    .map((line) => `${line}\r\n`)
    .join("");

/** A text as a value: one line in NFC, without the control characters that no calendar may hold. */
export function escapeText(text: string): string {
  return plain(text)
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replace(/\n/g, "\\n");
}

/** The text of a value. */
export const unescapeText = (value: string): string =>
  value.replace(/\\([\\;,nN])/g, (_, mark: string) => (mark === "n" || mark === "N" ? "\n" : mark));

/** A text as a parameter's value, in quotes; what quotes cannot hold is written as in RFC 6868. */
export function quoted(text: string): string {
  const written = plain(text).replace(/\^/g, "^^").replace(/"/g, "^'").replace(/\n/g, "^n");
  return `"${written}"`;
}

const plain = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/\r\n|\r|\u2028|\u2029/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "");

/** `20200520T010000Z`. */
export const utc = (instant: Instant): string => `${instant.slice(0, 19).replace(/[-:]/g, "")}Z`;

/** A component with its properties, and with the components inside it. */
export const component = (name: string, lines: readonly string[]): string[] => [
  `BEGIN:${name}`,
  ...lines,
  `END:${name}`,
];

/** A content line taken apart; names in capitals, as they compare. */
export interface Property {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** As written: unescape it where it is a text. */
  readonly value: string;
}

const NAME = /^[A-Za-z0-9-]+/;
const PARAMETER = /^;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,])*(?:,(?:"[^"]*"|[^";:,])*)*)/;

/** Takes a content line apart; null when it is none. */
export function readProperty(line: string): Property | null {
  const name = NAME.exec(line)?.[0];
  if (name === undefined) return null;
  const parameters: Record<string, string> = {};
  let rest = line.slice(name.length);
  for (let found = PARAMETER.exec(rest); found !== null; found = PARAMETER.exec(rest)) {
    parameters[(found[1] ?? "").toUpperCase()] = unquoted(found[2] ?? "");
    rest = rest.slice(found[0].length);
  }
  if (!rest.startsWith(":")) return null;
  return { name: name.toUpperCase(), parameters, value: rest.slice(1) };
}

const unquoted = (value: string): string =>
  value
    .replace(/"/g, "")
    .replace(/\^([\^'n])/g, (_, mark: string) => (mark === "n" ? "\n" : mark === "'" ? '"' : "^"));
