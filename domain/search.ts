/**
 * Text as a search compares it: case, tone marks and the letter đ make no difference,
 * and the two habits of placing a tone (hòa, hoà) fold to the same letters.
 */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();
}

/** True when every word of `query` occurs in `text`, in any order. An empty query matches all. */
export function matches(text: string, query: string): boolean {
  const folded = fold(text);
  return fold(query)
    .split(" ")
    .every((word) => folded.includes(word));
}
