/** What a delivery report (RFC 3464) says of one of our messages. */
export interface DeliveryReport {
  readonly messageId: string;
  readonly kind: "failed" | "delayed";
  readonly code: string | null;
  readonly reason: string;
}

const FIELD = (name: string): RegExp =>
  new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t].*)*)`, "im");

/**
 * Reads a mail that came back: the report's fields, and the Message-ID from the original's returned headers.
 * null where it reports no failure or delay, or not of a message of ours: an answer from a holiday, say.
 */
export function readReport(mail: string): DeliveryReport | null {
  const action = field(mail, "Action")?.toLowerCase();
  const kind = action === "failed" ? "failed" : action === "delayed" ? "delayed" : null;
  // The report has a Message-ID of its own, first; ours is in what it returns.
  const ours = [...mail.matchAll(/<[0-9a-f]{32}@plenum>/g)].at(-1)?.[0];
  if (kind === null || ours === undefined) return null;
  const code = field(mail, "Status")?.match(/^[245]\.\d{1,3}\.\d{1,3}/)?.[0] ?? null;
  const diagnostic = field(mail, "Diagnostic-Code")?.replace(/^[\w-]+;\s*/, "");
  const reason = [code, diagnostic].filter(Boolean).join(" ") || kind;
  return { messageId: ours, kind, code, reason: reason.normalize("NFC").slice(0, 1000) };
}

function field(mail: string, name: string): string | null {
  const value = FIELD(name).exec(mail)?.[1];
  return value === undefined ? null : value.replace(/\s+/g, " ").trim();
}
