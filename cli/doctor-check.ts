import type { Text } from "#domain/text.ts";

/** One thing of the surroundings: as it should be, worth a thought, or wrong. */
export interface Check {
  readonly about: string;
  readonly state: "good" | "advice" | "wrong";
  readonly words: Text;
  /** What to do about it; null where nothing is to be done. */
  readonly advice: Text | null;
}

export const good = (about: string, vi: string, en: string): Check => ({
  about,
  state: "good",
  words: { vi, en },
  advice: null,
});

/** Something that is not good; `advice` in both languages says what to do. */
export const not = (
  state: "advice" | "wrong",
  about: string,
  words: Text,
  advice: Text,
): Check => ({ about, state, words, advice });
