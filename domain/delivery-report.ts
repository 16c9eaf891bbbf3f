/** What a delivery report says of one of our messages. */
export interface DeliveryReport {
  readonly messageId: string;
  /** `failed`: it will never arrive, whatever the code; `delayed`: the relay is still trying. */
  readonly kind: "failed" | "delayed";
  /** `5.1.1` (RFC 3463); the first digit says whether another attempt could fare better. */
  readonly code: string | null;
  readonly reason: string;
}

const OURS = /<[0-9a-f]{32}@plenum>/g;
const MESSAGE_ID = /^Message-ID:[ \t]*(?:\r?\n[ \t]+)?(<[0-9a-f]{32}@plenum>)/gim;

/**
 * Reads a mail that came back (RFC 3464): the report's fields, and the Message-ID from the original's returned
 * headers. null where it reports no failure or delay, or not of a message of ours: an answer from a holiday, say.
 */
export function readReport(mail: string): DeliveryReport | null {
  const ours = ownMessageId(mail);
  if (ours === null) return null;
  // One of ours has one recipient; of several groups (an alias that was spread) the worst counts.
  const groups = mail.split(/\r?\n[ \t]*\r?\n/);
  const about = (wanted: Kind) => groups.find((group) => kindIn(group) === wanted);
  const group = about("failed") ?? about("delayed");
  const kind = group && kindIn(group);
  if (!group || !kind) return null;
  const code = codeIn(group);
  const diagnostic = field(group, "Diagnostic-Code")?.replace(/^[\w-]+;\s*/, "");
  return { messageId: ours, kind, code, reason: reasonOf(code, diagnostic, kind) };
}

/** The Message-ID of ours that a mail returns or answers; the report has one of its own, first. */
export const ownMessageId = (mail: string): string | null =>
  [...mail.matchAll(MESSAGE_ID)].at(-1)?.[1] ?? [...mail.matchAll(OURS)].at(-1)?.[0] ?? null;

/** As the ledger keeps it: one line, without what no database takes. */
export const reasonOf = (
  code: string | null,
  words: string | null | undefined,
  kind: string,
): string =>
  ([code, words].filter(Boolean).join(" ") || kind)
    .normalize("NFC")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 1000);

type Kind = DeliveryReport["kind"];

/** `relayed`, `delivered` and `expanded` are no news. Without an action (it is wanted) the code decides. */
function kindIn(group: string): Kind | null {
  const action = field(group, "Action")?.toLowerCase();
  if (action !== undefined) return action === "failed" || action === "delayed" ? action : null;
  if (!/^(?:Final|Original)-Recipient:/im.test(group)) return null;
  const code = codeIn(group)?.[0];
  return code === "5" ? "failed" : code === "4" ? "delayed" : null;
}

const codeIn = (group: string): string | null =>
  field(group, "Status")?.match(/^[245]\.\d{1,3}\.\d{1,3}/)?.[0] ?? null;

function field(group: string, name: string): string | undefined {
  const value = new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t].*)*)`, "im").exec(group)?.[1];
  return value?.replace(/\s+/g, " ").trim();
}
