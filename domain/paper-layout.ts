import { dayWords } from "./date-words.ts";
import type { Day } from "./time.ts";

/** The place and date of a paper, the place left open: `…, ngày 28 tháng 03 năm 2020`. */
export const dateLine = (day: Day): string => {
  const [dd, mm, yyyy] = dayWords(day).split("/");
  return `…, ngày ${dd} tháng ${mm} năm ${yyyy}`;
};

/** A name cannot begin a new cell or a new line. */
export const plain = (text: string): string =>
  text
    .replace(/[\r\n]+/g, " ")
    .replaceAll("|", "\\|")
    .trim();

/** The parts of a paper as one Markdown text. */
export const page = (parts: readonly string[]): string =>
  `${parts.join("\n\n")}\n`.normalize("NFC");
