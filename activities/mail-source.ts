import MimeNode from "nodemailer/lib/mime-node";
import type { Attachment, ClaimedMessage } from "#prisma/sql/message.ts";

export interface MailSource {
  readonly envelope: { readonly from: string; readonly to: string };
  readonly raw: string;
}

export interface Addresses {
  /** `Plenum <plenum@example.org>`. */
  readonly from: string;
  /** Where it really goes; the recipient's own address unless a sink takes it. */
  readonly to: string;
}

/**
 * A frozen message as the bytes that go over the wire: the same at every attempt. The library encodes the
 * headers; both bodies are base64 at once, which costs a quarter of its streams.
 */
export function mailSource(message: ClaimedMessage, { from, to }: Addresses): MailSource {
  const attached = filesOf(message);
  const kind = attached.length > 0 ? "multipart/mixed" : "multipart/alternative";
  const root = new MimeNode(kind, { baseBoundary: message.id });
  root.setHeader({
    From: from,
    To: { name: message.name ?? "", address: to },
    Subject: message.subject,
    Date: new Date(message.frozenAt).toUTCString().replace("GMT", "+0000"),
    "Message-ID": message.messageId,
    // RFC 3834: an automatic reply to an automatic message would loop.
    "Auto-Submitted": "auto-generated",
    // Exchange's own word for the same. Not "All": that would hold back its reports of what cannot be delivered.
    "X-Auto-Response-Suppress": "DR, RN, NRN, OOF, AutoReply",
    "List-Id": `Plenum <${hostName(message.campaign)}.plenum>`,
    ...(message.rehearsal ? { "X-Plenum-Rehearsal": "yes" } : {}),
  });
  const headers = root.buildHeaders();
  const boundary = `--${root.boundary || message.id}`;
  const lines =
    attached.length > 0
      ? [
          boundary,
          ...withAlternatives(message),
          ...attached.flatMap((one) => [boundary, ...file(one)]),
        ]
      : bodies(message, boundary);
  const raw = [headers, "", ...lines, `${boundary}--`, ""].join("\r\n");
  const envelope = root.getEnvelope();
  return { envelope: { from: envelope.from || "", to }, raw };
}

const filesOf = ({ attachments }: ClaimedMessage): readonly Attachment[] =>
  (attachments ?? []).filter(({ method }) => method === undefined);

/** The last is what a program that understands it shows: an invitation's calendar file (RFC 6047, 2.4). */
const bodies = ({ text, html, attachments }: ClaimedMessage, boundary: string): string[] => [
  boundary,
  ...part("text/plain", text),
  boundary,
  ...part("text/html", html),
  ...(attachments ?? []).flatMap(({ type, method, content }) =>
    method === undefined ? [] : [boundary, ...part(`${type}; method=${method}`, content)],
  ),
];

/** Beside attachments the two bodies are one part, with a boundary of its own. */
function withAlternatives(message: ClaimedMessage): string[] {
  const inner = `${message.id}-body`;
  return [
    `Content-Type: multipart/alternative; boundary="${inner}"`,
    "",
    ...bodies(message, `--${inner}`),
    `--${inner}--`,
  ];
}

const file = ({ name, type, content }: Attachment): string[] =>
  part(type, content, `Content-Disposition: attachment; filename="${name}"`);

const part = (type: string, body: string, ...more: readonly string[]): string[] => [
  `Content-Type: ${type}; charset=utf-8`,
  "Content-Transfer-Encoding: base64",
  ...more,
  "",
  // Lines of 76 characters (RFC 2045, 6.8).
  ...(Buffer.from(body, "utf8")
    .toString("base64")
    .match(/.{1,76}/g) ?? []),
];

const hostName = (campaign: string): string =>
  campaign
    .normalize("NFD")
    .replace(/[^\w.-]+/g, "-")
    .toLowerCase();
