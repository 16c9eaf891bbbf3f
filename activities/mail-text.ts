import type { NoticeWords } from "#domain/notice-words.ts";
import type { Language, Text } from "#domain/text.ts";

export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface MailFrame {
  readonly words: NoticeWords;
  readonly campaign: Text;
  /** null for a recipient outside, who cannot open it. */
  readonly link: string | null;
  /** Marked in subject and body, so that it is never taken for the real thing. */
  readonly rehearsal: boolean;
  /** Instead of the usual last line. */
  readonly foot?: Text;
}

const OPEN: Text = { vi: "Mở việc này", en: "Open this" };
const FOOT: Text = {
  vi: "Thư do hệ thống Plenum gửi tự động theo chức danh; xin không trả lời thư này.",
  en: "Sent automatically by Plenum to the holder of a post; please do not reply.",
};
const REHEARSAL: Text = {
  vi: "Đây là thư DIỄN TẬP: không có việc thật nào phải làm.",
  en: "This is a REHEARSAL: nothing really has to be done.",
};
export const REHEARSAL_PREFIX = "[Diễn tập] ";

/** A subject of more code points than this is cut: relays and phones show no more. */
const SUBJECT_LENGTH = 150;

/** One line in NFC: whatever a name holds, it cannot start another header. */
export function oneLine(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim();
}

/** The mail of a notice: Vietnamese first, English below, as plain text and as HTML for old readers. */
export function mailText(frame: MailFrame): MailText {
  const subject = Array.from(oneLine(frame.words.subject.vi));
  const cut =
    subject.length > SUBJECT_LENGTH ? [...subject.slice(0, SUBJECT_LENGTH - 1), "…"] : subject;
  return {
    subject: (frame.rehearsal ? REHEARSAL_PREFIX : "") + cut.join(""),
    text: [plain(frame, "vi"), plain(frame, "en")].join("\n\n----------\n\n").normalize("NFC"),
    html: page(frame).normalize("NFC"),
  };
}

function paragraphs({ words, rehearsal }: MailFrame, language: Language): string[] {
  return [
    ...(rehearsal ? [REHEARSAL[language]] : []),
    words.greeting[language],
    ...words.sentences.map((sentence) => sentence[language]),
  ].map(oneLine);
}

const plain = (frame: MailFrame, language: Language): string =>
  [
    ...paragraphs(frame, language),
    ...(frame.link === null ? [] : [`${OPEN[language]}: ${frame.link}`]),
    `${oneLine(frame.campaign[language])}\n${(frame.foot ?? FOOT)[language]}`,
  ].join("\n\n");

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => ESCAPES[mark] ?? mark);

const FONT = "font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a";
const SMALL = "font-family:Arial,Helvetica,sans-serif;font-size:13px;line-height:1.5;color:#595959";

const block = (frame: MailFrame, language: Language): string =>
  paragraphs(frame, language)
    .map((line) => `<p style="margin:0 0 12px;${FONT}">${escaped(line)}</p>`)
    .join("\n");

/** Tables and inline styles: Outlook's engine and old webmail know nothing newer. */
function page(frame: MailFrame): string {
  const link = frame.link === null ? null : escaped(frame.link);
  const button =
    link === null
      ? ""
      : `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:12px 0 20px"><tr><td bgcolor="#9f1d20" style="padding:12px 20px;border-radius:4px"><a href="${link}" style="${FONT};color:#ffffff;font-weight:bold;text-decoration:none">${OPEN.vi} / ${OPEN.en}</a></td></tr></table>`;
  const foot = (language: Language): string =>
    `<p style="margin:0 0 6px;${SMALL}">${escaped(oneLine(frame.campaign[language]))}<br>${(frame.foot ?? FOOT)[language]}</p>`;
  return `<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(oneLine(frame.words.subject.vi))}</title></head>
<body style="margin:0;padding:0;background:#f4f4f2">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:16px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;background:#ffffff"><tr><td style="padding:24px">
${block(frame, "vi")}
${button}
<div lang="en" style="border-top:1px solid #dddddd;padding-top:16px">
${block(frame, "en")}
</div>
${foot("vi")}
${foot("en")}
${link === null ? "" : `<p style="margin:0;${SMALL};word-break:break-all">${link}</p>`}
</td></tr></table>
</td></tr></table>
</body></html>
`;
}
