/** Files beside a step: what may be attached, how it is named, and by whom. */

/** Largest file, in bytes: a scan of some sixty pages. */
export const MAX_ATTACHMENT = 20 * 1024 * 1024;

/** Most files of one step that have not been removed. */
export const MAX_ATTACHMENTS = 50;

/** What may be attached, with the media type it is served as. Office files with macros are none of them. */
export const ATTACHMENT_KINDS = {
  pdf: "application/pdf",
  png: "image/png",
  jpg: "image/jpeg",
  webp: "image/webp",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  odt: "application/vnd.oasis.opendocument.text",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  txt: "text/plain; charset=utf-8",
} as const;

export type AttachmentKind = keyof typeof ATTACHMENT_KINDS;

/** What tells a file's kind: its first and last bytes (64 kB each), and whether all of it is plain text in UTF-8. */
export interface FileSample {
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
  readonly plain: boolean;
}

/** The kind by the bytes, never by the name; null for everything that may not be attached. */
export function sniffedKind({ head, tail, plain }: FileSample): AttachmentKind | null {
  if (begins(head, "%PDF-")) return "pdf";
  if (begins(head, "\x89PNG\r\n\x1a\n")) return "png";
  if (begins(head, "\xff\xd8\xff")) return "jpg";
  if (begins(head, "RIFF") && begins(head.subarray(8), "WEBP")) return "webp";
  if (begins(head, "PK\x03\x04")) return officeKind(head, tail);
  return plain && head.length > 0 ? "txt" : null;
}

/** Office files are zip files; the names of their parts stand in the list at the end. */
function officeKind(head: Uint8Array, tail: Uint8Array): AttachmentKind | null {
  const parts = latin(tail);
  if (/vbaProject|\bBasic\/script/.test(parts)) return null;
  const [, open] = /^mimetypeapplication\/vnd\.oasis\.opendocument\.(text|spreadsheet)PK/.exec(
    latin(head.subarray(30, 120)),
  ) ?? [null, null];
  if (open === "text") return "odt";
  if (open === "spreadsheet") return "ods";
  if (parts.includes("word/document.xml")) return "docx";
  return parts.includes("xl/workbook.xml") ? "xlsx" : null;
}

const begins = (bytes: Uint8Array, mark: string): boolean =>
  latin(bytes.subarray(0, mark.length)) === mark;

function latin(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

const LONGEST = 150;

/**
 * The name a file is kept under: NFC, one line, no folders, nothing that reorders or hides letters, and the
 * ending of what it really is.
 */
export function attachmentName(given: string, kind: AttachmentKind): string {
  const plain = given
    .normalize("NFC")
    .replace(/^.*[/\\]/s, "")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}"<>|:*?]/gu, "")
    .replace(/\s+/gu, " ")
    .trim()
    .replace(/^\.+/, "");
  const endings = kind === "jpg" ? ["jpg", "jpeg"] : [kind];
  const [, stem = "", ending = ""] = /^(.*?)(?:\.([^.]{1,10}))?$/su.exec(plain) ?? [];
  const kept = endings.includes(ending.toLowerCase()) ? stem : plain;
  const short = [...kept]
    .slice(0, LONGEST)
    .join("")
    .replace(/[. ]+$/, "");
  return `${short === "" ? "file" : short}.${kind}`;
}

/** Who asks to attach to a step, or to take away what is attached. */
export interface Attaching {
  /** Posts they hold or cover now. */
  readonly posts: readonly string[];
  /** Posts that the step is about: its owner, who decides on it, who owes or owed something there. */
  readonly concerned: readonly string[];
  /** They are a clerk of the step's unit: scans of what was decided on paper. */
  readonly clerk: boolean;
}

/** Whoever the step is about attaches to it, and its unit's clerks. */
export const mayAttach = ({ posts, concerned, clerk }: Attaching): boolean =>
  clerk || posts.some((post) => concerned.includes(post));

/** What a decision was entered from, in one line of its record: the words, and each file with its SHA-256. */
export function evidenceLine(
  words: string | null,
  files: readonly { readonly name: string; readonly hash: string }[],
): string {
  const named = files.map(({ name, hash }) => `«${name}» sha256:${hash}`);
  return [...(words === null ? [] : [words]), ...named].join("; ");
}
