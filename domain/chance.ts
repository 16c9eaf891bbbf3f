/**
 * Repeatable chance: a fraction in [0, 1) that depends only on the seed and the words given.
 * (FNV-1a over the text, then one round of mulberry32's mixing.) No order of calls matters, so a live
 * rehearsal and a dry one that meet the same obligations draw the same lots.
 */
export function chance(seed: number, ...words: readonly string[]): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const char of words.join("\u0000")) {
    hash ^= char.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  let mixed = (hash + 0x6d2b79f5) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}
