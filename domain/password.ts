import { fold } from "./search.ts";

/** Rules for new passwords, after NIST SP 800-63B: length and what everybody tries; no classes of characters. */
export const SHORTEST = 12;
/** In code points: enough for a sentence, and a bound on what is hashed. */
export const LONGEST = 128;

/** So many parts that nobody tries first make a password; a known word is one part, whatever its length. */
const PARTS = 4;

export type PasswordFault = "too_short" | "too_long" | "common" | "own_words";

/** What is hashed: one way of writing each letter, whatever keyboard it came from. */
export const sameLetters = (password: string): string => password.normalize("NFKC");

/**
 * What is wrong with a new password; null when nothing is. `common`: words that everybody tries, folded; `own`: the
 * person's name, login, unit and the like, which those who know them try.
 */
export function passwordFault(
  password: string,
  own: readonly string[],
  common: ReadonlySet<string>,
): PasswordFault | null {
  const given = sameLetters(password);
  const length = [...given].length;
  if (length < SHORTEST) return "too_short";
  if (length > LONGEST) return "too_long";
  const letters = fold(given).replace(/\s/g, "");
  if (fewestParts(letters, common) < PARTS) return "common";
  const known = new Set([...common, ...own.flatMap(ownWords)]);
  return fewestParts(letters, known) < PARTS ? "own_words" : null;
}

/** Marks may stand for letters (p@ssw0rd) or only between the words (tran-van-binh-2026). */
const fewestParts = (letters: string, known: ReadonlySet<string>): number =>
  Math.min(partsOf(letters, known), partsOf(letters.replace(/[^\p{L}\p{N}]/gu, ""), known));

/** The words of a name or an address, folded, each and all together. */
function ownWords(text: string): string[] {
  const words = fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1);
  return [...words, words.join("")].filter((word) => word.length >= SHORTEST_WORD);
}

/** Shorter ones would be found in every password. */
const SHORTEST_WORD = 3;
const LONGEST_WORD = 24;

/**
 * The fewest parts that make up a text: known words (with digits for letters, too), runs (1111, 1234, abcd, qwerty),
 * dates and years, and single characters that are none of these.
 */
function partsOf(text: string, known: ReadonlySet<string>): number {
  const fewest = [0];
  for (let end = 1; end <= text.length; end += 1) {
    let least = (fewest[end - 1] ?? 0) + 1;
    for (let start = Math.max(0, end - LONGEST_WORD); start <= end - SHORTEST_WORD; start += 1) {
      const part = text.slice(start, end);
      const before = fewest[start] ?? 0;
      if (before + 1 < least && isKnown(part, known)) least = before + 1;
    }
    fewest.push(least);
  }
  return repeated(text) ? Math.min(1, fewest.at(-1) ?? 1) : (fewest.at(-1) ?? 0);
}

const isKnown = (part: string, known: ReadonlySet<string>): boolean =>
  known.has(part) || known.has(unleet(part)) || isRun(part) || isDate(part);

const LEET: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};
const unleet = (part: string): string => part.replace(/[013457@$!]/g, (mark) => LEET[mark] ?? mark);

const ROWS = [
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "1234567890",
  "abcdefghijklmnopqrstuvwxyz",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
  "!@#$%^&*()",
];
const BOTH_WAYS = ROWS.flatMap((row) => [row, [...row].reverse().join("")]);

/** One character over and over, or neighbours in a row of keys or of the alphabet, on and round. */
const isRun = (part: string): boolean =>
  /^(.)\1+$/u.test(part) || BOTH_WAYS.some((row) => (row + row).includes(part));

/** A year, or a day written in digits: 2026, 30041975, 300475, 19450902. */
const isDate = (part: string): boolean =>
  /^(19|20)\d\d$/.test(part) ||
  /^[0-3]?\d[01]\d((19|20)?\d\d)$/.test(part) ||
  /^(19|20)\d\d[01]\d[0-3]\d$/.test(part);

/** A short text said over and over: abcabcabcabc. */
const repeated = (text: string): boolean => /^(.{1,6}?)\1{2,}.?$/u.test(text);
