import type { Text } from "./text.ts";

/** Lower case without Vietnamese marks: `Bình An` and `binh-an` are near each other. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("đ", "d")
    .replace(/[\s_.-]+/g, "-");

/** The candidate nearest to what was written, when it is near enough to be a slip; else null. */
export function nearest(written: string, candidates: Iterable<string>): string | null {
  const wanted = plain(written);
  const allowed = Math.min(wanted.length - 1, Math.ceil(wanted.length / 3));
  let best: string | null = null;
  let least = allowed + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, plain(candidate), least);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

/** “Did you mean…?” for the nearest candidate, or null. */
export function didYouMean(written: string, candidates: Iterable<string>): Text | null {
  const candidate = nearest(written, candidates);
  if (candidate === null) return null;
  return { vi: `Có phải ý bạn là «${candidate}»?`, en: `Did you mean “${candidate}”?` };
}

/** Levenshtein's distance; gives up with `limit` as soon as it cannot be less. */
function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) >= limit) return limit;
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      current[column] = Math.min(
        (above[column] ?? limit) + 1,
        (current[column - 1] ?? limit) + 1,
        (above[column - 1] ?? limit) + same,
      );
    }
    if (Math.min(...current) >= limit) return limit;
    above = current;
  }
  return above[other.length] ?? limit;
}
