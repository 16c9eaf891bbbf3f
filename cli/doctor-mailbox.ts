import type pg from "pg";
import { imapFailure, mailboxName, openMailbox } from "#activities/imap.ts";
import type { Config } from "#config.ts";
import { instantWords } from "#domain/date-words.ts";
import { type MailboxStanding, mailboxStanding } from "#prisma/sql/incoming-mail.ts";
import { type Check, good, not } from "./doctor-check.ts";

/** The mailbox of bounces and answers: whether it lets us in, how far it has been read, what was set aside. */
export async function mailboxChecks(
  { mail }: Pick<Config, "mail">,
  pool: pg.Pool,
): Promise<Check[]> {
  const { smtpUrl, imapUrl } = mail;
  if (imapUrl === null) return smtpUrl === null ? [] : [NO_MAILBOX];
  const name = mailboxName(imapUrl);
  try {
    const box = await openMailbox(imapUrl, { arrived: () => undefined, closed: () => undefined });
    await box.close();
  } catch (error) {
    return [refused(name, imapFailure(error, imapUrl))];
  }
  const standing = await mailboxStanding(pool, name);
  return [readUntil(name, standing), ...(standing ? setAside(standing) : [])];
}

function readUntil(name: string, standing: MailboxStanding | null): Check {
  if (standing?.readAt == null)
    return not(
      "advice",
      "mailbox",
      { vi: `Hộp thư ${name} chưa được đọc lần nào.`, en: `${name} has never been read.` },
      { vi: "Worker đọc hộp thư: khởi động worker.", en: "A worker reads it: start one." },
    );
  const { bounce = 0, reply = 0 } = standing.counts;
  const at = instantWords(new Date(standing.readAt).toISOString());
  return good(
    "mailbox",
    `Hộp thư ${name} đọc được, lần gần nhất ${at}: ${bounce} thư trả lại, ${reply} trả lời giấy mời.`,
    `${name} can be read, last at ${at}: ${bounce} bounce(s), ${reply} answer(s) to invitations.`,
  );
}

function setAside({ counts, setAside: newest }: MailboxStanding): Check[] {
  const n = counts.set_aside ?? 0;
  if (n === 0) return [];
  const list = newest.map(({ uid, reason }) => `UID ${uid}: ${reason ?? "?"}`).join("; ");
  return [
    not(
      "advice",
      "mailbox",
      { vi: `${n} thư bị gác lại (${list}).`, en: `${n} mail(s) set aside (${list}).` },
      {
        vi: "Đọc thư ấy trong hộp thư; nếu là trả lời giấy mời thì nhập bằng plenum feed reply.",
        en: "Read them in the mailbox; enter an answer to an invitation with plenum feed reply.",
      },
    ),
  ];
}

const NO_MAILBOX = not(
  "advice",
  "mailbox",
  {
    vi: "Chưa đặt hộp thư nhận (IMAP_URL): thư trả lại và trả lời giấy mời không được đọc.",
    en: "No mailbox is set (IMAP_URL): bounces and answers to invitations are not read.",
  },
  {
    vi: "Đặt IMAP_URL của địa chỉ MAIL_FROM, hoặc báo thư trả lại qua POST /api/bounces.",
    en: "Set IMAP_URL to the mailbox of MAIL_FROM, or report bounces by POST /api/bounces.",
  },
);

const refused = (name: string, why: string): Check =>
  not(
    "wrong",
    "mailbox",
    { vi: `Không đọc được hộp thư ${name} (${why}).`, en: `${name} cannot be read (${why}).` },
    {
      vi: "Kiểm tra IMAP_URL: tên, mật khẩu (mã hóa % cho ký tự lạ), cổng, chứng thư. Thư vẫn nằm trong hộp, sẽ được đọc sau.",
      en: "Check IMAP_URL: name, password (%-encoded), port, certificate. The mails stay there and are read later.",
    },
  );
