import { type Definition, wordsOf } from "./definition.ts";
import { fold } from "./search.ts";
import { nearest } from "./suggest.ts";

export interface Place {
  readonly id: string;
  readonly name: string;
  readonly code: string;
}

/** Finds units by what people write: id, name (also without “xã”, “huyện”…), or code. */
export interface Places {
  readonly find: (words: string) => readonly Place[];
  readonly near: (words: string) => string;
}

const KIND = /^(?:xa|phuong|thi tran|huyen|quan|thi xa|thanh pho|tinh|dac khu) /;

export const placeOf = (unit: Definition): Place => ({
  id: wordsOf(unit, "id"),
  name: wordsOf(unit, "name"),
  code: wordsOf(unit, "code"),
});

export function placesOf(places: readonly Place[]): Places {
  const groups = [
    (one: Place) => one.id,
    (one: Place) => fold(one.name),
    (one: Place) => one.code,
    (one: Place) => fold(one.name).replace(KIND, ""),
  ].map((keyOf) => {
    const known = new Map<string, Place[]>();
    for (const place of places) {
      const key = keyOf(place);
      if (key !== "") known.set(key, [...(known.get(key) ?? []), place]);
    }
    return known;
  });
  return {
    find: (words) => {
      const folded = fold(words);
      for (const group of groups) {
        const found = group.get(words) ?? group.get(folded);
        if (found) return found;
      }
      return [];
    },
    near: (words) =>
      nearest(
        words,
        places.map(({ name }) => name),
      ) ?? "",
  };
}
