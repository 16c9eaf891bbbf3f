/** Mails as relays and mail programs write them, made up for the tests. */

export const OURS = `<${"a1".repeat(16)}@plenum>`;

interface Raw {
  readonly headers: readonly string[];
  readonly body: readonly string[];
}

const raw = ({ headers, body }: Raw): string =>
  ["MIME-Version: 1.0", "Date: Wed, 25 Mar 2020 01:00:00 +0000", ...headers, "", ...body, ""].join(
    "\r\n",
  );

interface Report {
  readonly ours?: string;
  readonly id?: string;
  readonly from?: string;
  /** Groups of per-recipient fields. */
  readonly groups?: readonly (readonly string[])[];
  readonly returned?: "headers" | "whole";
}

const FAILED = [
  "Final-Recipient: rfc822; nobody@example.vn",
  "Action: failed",
  "Status: 5.1.1",
  "Diagnostic-Code: smtp; 550 no such",
  "  user here",
];

/** A delivery report in three parts (RFC 3464), as Postfix, Exchange and Google write them. */
export function deliveryReport(report: Report = {}): string {
  const { ours = OURS, id = "20200325.1@relay.example.vn", groups = [FAILED] } = report;
  return raw({
    headers: [
      "Return-Path: <>",
      `From: ${report.from ?? "Mail Delivery System <MAILER-DAEMON@relay.example.vn>"}`,
      "To: plenum@example.vn",
      `Message-ID: <${id}>`,
      "Auto-Submitted: auto-replied",
      "Subject: Undelivered Mail Returned to Sender",
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    ],
    body: [
      "--b",
      "Content-Type: text/plain; charset=us-ascii",
      "",
      "I'm sorry to have to inform you that your message could not be delivered.",
      "",
      "--b",
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns; relay.example.vn",
      "Arrival-Date: Wed, 25 Mar 2020 01:00:00 +0000",
      "",
      ...groups.flatMap((group) => [...group, ""]),
      "--b",
      `Content-Type: ${report.returned === "whole" ? "message/rfc822" : "text/rfc822-headers"}`,
      "",
      `Message-ID: ${ours}`,
      "Subject: =?UTF-8?Q?Vi=E1=BB=87c?=",
      ...(report.returned === "whole" ? ["", "Kính gửi đồng chí"] : []),
      "--b--",
    ],
  });
}

export const plainMail = (headers: readonly string[], body: readonly string[] = []): string =>
  raw({ headers: ["Content-Type: text/plain; charset=utf-8", ...headers], body });

/** qmail's own form: no report, one text. */
export const qmailBounce = (ours = OURS): string =>
  plainMail(
    ["From: MAILER-DAEMON@example.vn", "Message-ID: <q1@example.vn>", "Subject: failure notice"],
    [
      "Hi. This is the qmail-send program at example.vn.",
      "I'm afraid I wasn't able to deliver your message to the following addresses.",
      "This is a permanent error; I've given up. Sorry it didn't work out.",
      "",
      "<nobody@example.vn>:",
      "10.0.0.1 does not like recipient.",
      "Remote host said: 550 5.1.1 no mailbox here by that name",
      "",
      "--- Below this line is a copy of the message.",
      "",
      `Message-ID: ${ours}`,
      "Subject: x",
    ],
  );

/** Exim's: a text, the failed address in a header. */
export const eximBounce = (ours = OURS): string =>
  plainMail(
    [
      "From: Mail Delivery System <Mailer-Daemon@exim.example.vn>",
      "X-Failed-Recipients: nobody@example.vn",
      "Message-ID: <E1@exim.example.vn>",
      "Subject: Mail delivery failed: returning message to sender",
    ],
    [
      "This message was created automatically by mail delivery software.",
      "  nobody@example.vn",
      "    Unrouteable address",
      "",
      "------ This is a copy of the message, including all the headers. ------",
      `Message-ID: ${ours}`,
    ],
  );

export const outOfOffice = (ours = OURS): string =>
  plainMail(
    [
      "From: Trần Hải Đảo <dao@example.vn>",
      "Message-ID: <ooo1@example.vn>",
      `In-Reply-To: ${ours}`,
      "Auto-Submitted: auto-replied",
      "Subject: =?UTF-8?B?VHLhuqMgbOG7nWkgdOG7sSDEkeG7mW5n?=",
    ],
    ["Tôi đi công tác đến 550 giờ. Failed, 5.1.1, xin lỗi."],
  );

interface Answer {
  readonly from: string;
  readonly uid: string;
  readonly attendee: string;
  readonly partstat: string;
  readonly stamp: string;
  readonly sequence?: number;
  readonly id?: string;
  readonly headers?: readonly string[];
}

/** An answer to an invitation, as mail programs send it: a text and a calendar's file in base64. */
export function calendarReply(answer: Answer): string {
  const { from, uid, attendee, partstat, stamp, sequence = 0 } = answer;
  const ics = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "METHOD:REPLY",
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${stamp}`,
    `ATTENDEE;${partstat}:mailto:${attendee}`,
    "COMMENT:Đã nhận",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
  return raw({
    headers: [
      ...(answer.headers ?? []),
      `From: ${from}`,
      "To: plenum@example.vn",
      `Message-ID: <${answer.id ?? `${stamp}.${attendee}`}>`,
      "Subject: Accepted",
      'Content-Type: multipart/alternative; boundary="c"',
    ],
    body: [
      "--c",
      "Content-Type: text/plain; charset=utf-8",
      "",
      "Đồng ý",
      "--c",
      "Content-Type: text/calendar; charset=utf-8; method=REPLY",
      "Content-Transfer-Encoding: base64",
      "",
      ...(Buffer.from(ics, "utf8")
        .toString("base64")
        .match(/.{1,76}/g) ?? []),
      "--c--",
    ],
  });
}
