import { FileRefused } from "./refusal.ts";

/** Largest file read, in bytes: fifty times the largest example. */
const LARGEST = 5 * 1024 * 1024;

/**
 * The text of a file. Refuses what is too large, is not UTF-8 or is not text,
 * before anything else looks at it. A UTF-8 byte order mark is dropped.
 */
export function textOf(content: string | Uint8Array): string {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  if (bytes.length > LARGEST) {
    throw new FileRefused("too_large", { size: Math.ceil(bytes.length / 1024 / 1024) });
  }
  const mark = `${bytes[0] ?? 0},${bytes[1] ?? 0}`;
  if (mark === "255,254" || mark === "254,255")
    throw new FileRefused("not_utf8", { why: "UTF-16" });
  if (bytes.some(isControl)) throw new FileRefused("binary");
  const text = decode(bytes);
  if (text.trim() === "") throw new FileRefused("empty");
  return text;
}

/** Control characters but tab, line feed and carriage return; none is part of a longer UTF-8 sequence. */
const isControl = (byte: number): boolean =>
  byte === 127 || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13);

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const line = firstBadLine(bytes);
    throw new FileRefused("not_utf8", { why: `dòng / line ${line}` }, { line, column: 1 });
  }
}

/** A line feed is never part of a longer UTF-8 sequence, so every line decodes by itself. */
function firstBadLine(bytes: Uint8Array): number {
  let start = 0;
  for (let line = 1; ; line += 1) {
    const end = bytes.indexOf(10, start);
    try {
      const part = bytes.subarray(start, end === -1 ? bytes.length : end);
      new TextDecoder("utf-8", { fatal: true }).decode(part);
    } catch {
      return line;
    }
    if (end === -1) return line;
    start = end + 1;
  }
}
