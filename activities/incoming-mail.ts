import { type AddressObject, type ParsedMail, simpleParser } from "mailparser";
import type pg from "pg";
import { type IncomingMail, type Understood, understand } from "#domain/incoming-mail.ts";
import { inTransaction, type Tx } from "#prisma/client.ts";
import { enterReply, isKnownAddress } from "#prisma/sql/attendee.ts";
import { enterBounce } from "#prisma/sql/bounce.ts";
import { lockMail, type MailFate, type MailPlace, settleMail } from "#prisma/sql/incoming-mail.ts";

/** As whom the mailbox enters what it finds. */
const BY = "mailbox";

/** What a mail came to: its own Message-ID, and what is written about it. */
type Fate = Omit<MailFate, "messageId">;

/** Another reader has taken the mailbox over. */
export class MailboxTaken extends Error {}

/** Reads a mail and enters what it says, in one transaction with the note that it has been read. */
export async function enterMail(
  pool: pg.Pool,
  place: MailPlace,
  source: Buffer,
): Promise<MailFate> {
  const { messageId, mail } = await readMail(source);
  const understood = understand(mail);
  return inTransaction(pool, async (tx) => {
    const lock = await lockMail(tx, place, messageId);
    if (!lock) throw new MailboxTaken(place.mailbox);
    const fate = lock.known
      ? { outcome: "repeated" as const, reason: null, about: null }
      : await enter(tx, mail, understood);
    const settled = { messageId, ...fate };
    await settleMail(tx, place, settled);
    return settled;
  });
}

async function enter(tx: Tx, mail: IncomingMail, understood: Understood): Promise<Fate> {
  switch (understood.status) {
    case "bounce": {
      const { report } = understood;
      const { messageId: about } = report;
      const entered = await enterBounce(tx, { ...report, reportedBy: BY });
      return entered
        ? { outcome: "bounce", reason: `${report.kind}: ${report.reason}`, about }
        : { outcome: "other", reason: "reports a message that is not known here", about: null };
    }
    case "reply": {
      const { reply } = understood;
      if (reply.sentBy !== null && !(await isKnownAddress(tx, "real", reply.sentBy)))
        return { outcome: "set_aside", reason: FAULTS.stranger, about: null };
      const by = reply.sentBy === null ? BY : `${BY}: ${reply.sentBy}`;
      const entered = await enterReply(tx, { realm: "real", by }, reply);
      return entered
        ? { outcome: "reply", reason: `${reply.answer}: ${entered.status}`, about: null }
        : {
            outcome: "set_aside",
            reason: `answers for ${mail.from}, who is not invited`,
            about: null,
          };
    }
    case "auto_reply":
      return { outcome: "auto_reply", reason: null, about: understood.messageId };
    case "unreadable":
      return { outcome: "set_aside", reason: FAULTS[understood.fault], about: null };
    case "other":
      return { outcome: "other", reason: null, about: null };
    default:
      return understood satisfies never;
  }
}

const FAULTS: Readonly<
  Record<Extract<Understood, { status: "unreadable" }>["fault"] | "stranger", string>
> = {
  stranger: "writes for somebody, and is nobody of theirs",
  no_calendar: "an answer to an invitation without BEGIN:VCALENDAR",
  no_reply: "an answer to an invitation without METHOD:REPLY",
  no_event: "an answer to an invitation without UID",
  no_stamp: "an answer to an invitation without DTSTAMP in UTC",
  no_answer: "an answer to an invitation without PARTSTAT",
  not_from_attendee: "answers an invitation for somebody else than its sender",
  forged: "answers an invitation, and its sender's domain disowns it (DMARC)",
};

/** Takes a mail apart; nothing in it is trusted, followed or shown. */
export async function readMail(
  source: Buffer,
): Promise<{ readonly messageId: string | null; readonly mail: IncomingMail }> {
  const parsed = await simpleParser(source, {
    keepDeliveryStatus: true,
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
  });
  const headers: Record<string, string> = {};
  for (const { key, line } of parsed.headerLines)
    headers[key] ??= clean(line.slice(line.indexOf(":") + 1));
  const parts = [
    ...(parsed.text === undefined ? [] : [{ type: "text/plain", text: clean(parsed.text) }]),
    ...(!parsed.html ? [] : [{ type: "text/html", text: clean(parsed.html) }]),
    ...parsed.attachments.map(({ contentType, content }) => ({
      type: contentType.toLowerCase(),
      text: clean(content.toString("utf8")),
    })),
  ];
  const subject = clean(parsed.subject ?? "");
  const mail = { from: addressIn(parsed), subject, headers, parts };
  return { messageId: clean(parsed.messageId ?? "").slice(0, 500) || null, mail };
}

/** Without NUL, which no database takes; line breaks stay. */
const clean = (text: string): string => text.replaceAll("\0", "").trim();

function addressIn({ from }: ParsedMail): string | null {
  const addresses = (from as AddressObject | undefined)?.value ?? [];
  // Two senders are nobody's own word.
  const [only, more] = addresses;
  return more === undefined ? only?.address?.trim().toLowerCase() || null : null;
}
