import type { Text } from "./text.ts";
import { asText, type Names } from "./wait-words.ts";

/** Names to say one by one; more are counted. */
const NAMED = 3;

/** Posts in words: those that read alike (seven members of a council) as one with their number, the rest counted. */
export function postsInWords(
  posts: readonly string[],
  names: Names,
  counted: "people" | "places",
): Text {
  const alike = new Map<string, { readonly name: Text; n: number }>();
  for (const post of posts) {
    const name = asText(names.post(post));
    const known = alike.get(name.vi) ?? { name, n: 0 };
    known.n += 1;
    alike.set(name.vi, known);
  }
  const all = [...alike.values()];
  const shown = all.slice(0, NAMED);
  const more = all.slice(NAMED).reduce((sum, { n }) => sum + n, 0);
  const rest: Text = {
    vi: ` và ${more} ${counted === "places" ? "nơi" : "người"} khác`,
    en: ` and ${more} more`,
  };
  const said = (l: keyof Text): string =>
    shown.map(({ name, n }) => (n === 1 ? name[l] : `${n} ${lowered(name[l])}`)).join(", ") +
    (more > 0 ? rest[l] : "");
  return { vi: said("vi"), en: said("en") };
}

/** Without its capital, so that it can stand inside a sentence; an abbreviation (UBND) keeps it. */
export const lowered = (words: string): string =>
  /^\p{Lu}\p{Lu}/u.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1);

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
