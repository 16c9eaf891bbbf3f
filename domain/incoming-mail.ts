import { type DeliveryReport, ownMessageId, readReport, reasonOf } from "./delivery-report.ts";
import { type Reply, type ReplyFault, readReply } from "./reply.ts";

/** A mail that came into our mailbox, decoded. */
export interface IncomingMail {
  /** The address in From, in small letters. */
  readonly from: string | null;
  readonly subject: string;
  /** Names in small letters; of several the first, which our own server wrote. */
  readonly headers: Readonly<Record<string, string>>;
  /** Its leaves with their types in small letters; of a returned mail the whole text. */
  readonly parts: readonly { readonly type: string; readonly text: string }[];
}

/** What a mail is to us. `unreadable`: it meant to be something of ours, and cannot be understood. */
export type Understood =
  | { readonly status: "bounce"; readonly report: DeliveryReport }
  | { readonly status: "reply"; readonly reply: Reply }
  | { readonly status: "auto_reply"; readonly messageId: string | null }
  | { readonly status: "other" }
  | { readonly status: "unreadable"; readonly fault: ReplyFault | "not_from_attendee" | "forged" };

/** Understands a mail; whatever is not surely a report, an answer or a machine's is `other`, and is let be. */
export function understand(mail: IncomingMail): Understood {
  const calendar = partOf(mail, (type) => type === "text/calendar");
  if (calendar !== null && /^METHOD[^:\r\n]*:REPLY\s*$/im.test(calendar))
    return replyIn(mail, calendar);
  const status = partOf(mail, (type) => /^message\/(?:global-)?delivery-status$/.test(type));
  if (status !== null) {
    const report = readReport([status, ...returned(mail)].join("\n\n"));
    return report ? { status: "bounce", report } : { status: "other" };
  }
  const report = oldBounce(mail);
  if (report) return { status: "bounce", report };
  return isAutomatic(mail)
    ? { status: "auto_reply", messageId: ownMessageId(answered(mail)) }
    : { status: "other" };
}

/** Nobody answers for somebody else: the mail comes from whom its answer is, or from who says to write for them. */
function replyIn(mail: IncomingMail, calendar: string): Understood {
  const reply = readReply(calendar);
  if (typeof reply === "string") return { status: "unreadable", fault: reply };
  // Only the verdict of our own server, on top, can be believed.
  if (/\bdmarc\s*=\s*fail\b/i.test(mail.headers["authentication-results"] ?? ""))
    return { status: "unreadable", fault: "forged" };
  const sender = mail.from;
  if (sender === null || ![reply.attendee, reply.sentBy].includes(sender))
    return { status: "unreadable", fault: "not_from_attendee" };
  // What is claimed but was not needed is not kept.
  return { status: "reply", reply: sender === reply.attendee ? { ...reply, sentBy: null } : reply };
}

const partOf = ({ parts }: IncomingMail, is: (type: string) => boolean): string | null =>
  parts.find(({ type }) => is(type))?.text ?? null;

/** Headers of the mail that came back, or the whole of it. */
const returned = ({ parts }: IncomingMail): string[] =>
  parts
    .filter(({ type }) => /^(?:message|text)\/(?:rfc822|global)(?:-headers)?$/.test(type))
    .map(({ text }) => text);

const answered = ({ headers }: IncomingMail): string =>
  [headers["in-reply-to"], headers["references"]].filter(Boolean).join(" ");

const DAEMON = /^(?:mailer-daemon|postmaster|mail-daemon|mdaemon)@/;
/** A permanent answer of a server: `550 5.1.1`, `#5.1.1`, or `550 no such user`. */
const FINAL = /(?:^|[\s(#:<])(5\d\d)[ -](?:#?(5\.\d{1,3}\.\d{1,3})\b|\S)|#(5\.\d{1,3}\.\d{1,3})\b/m;
const STILL_TRYING =
  /\b(?:delayed|will be retried|will retry|still being retried|not yet been delivered|do not need to resend|warning: could not send)\b/i;

/**
 * A bounce in no standard form, by a conservative rule: a mail server's own address wrote it, it returns a
 * Message-ID of ours, and it names a permanent code or the recipients that failed (Exim). Anything less is none:
 * to be wrong here would send a person's messages another way.
 */
function oldBounce(mail: IncomingMail): DeliveryReport | null {
  if (mail.from === null || !DAEMON.test(mail.from)) return null;
  const all = [...mail.parts.map(({ text }) => text), answered(mail)].join("\n");
  const messageId = ownMessageId(all);
  if (messageId === null) return null;
  const told = mail.parts[0]?.text ?? "";
  if (STILL_TRYING.test(mail.subject) || STILL_TRYING.test(told)) {
    return {
      messageId,
      kind: "delayed",
      code: null,
      reason: reasonOf(null, mail.subject, "delayed"),
    };
  }
  const line = told.split(/\r?\n/).find((one) => FINAL.test(one));
  const found = line === undefined ? null : FINAL.exec(line);
  if (!found && mail.headers["x-failed-recipients"] === undefined) return null;
  const code = found?.[2] ?? found?.[3] ?? null;
  return {
    messageId,
    kind: "failed",
    code,
    reason: reasonOf(null, line ?? mail.subject, "failed"),
  };
}

const AWAY =
  /^(?:auto(?:matic)?[ -]?(?:reply|response)|out of (?:the )?office|tự động trả lời|trả lời tự động|vắng mặt)\b/iu;

/** Written by a machine (RFC 3834), or by one of those that do not say so. */
function isAutomatic({ headers, subject }: IncomingMail): boolean {
  const submitted = headers["auto-submitted"]?.trim().toLowerCase() ?? "no";
  return (
    !submitted.startsWith("no") ||
    headers["x-autoreply"] !== undefined ||
    headers["x-autorespond"] !== undefined ||
    /^auto[_-]reply$/i.test(headers["precedence"]?.trim() ?? "") ||
    AWAY.test(subject.trim().normalize("NFC"))
  );
}
