import type { PostItem } from "#api/contract-people.ts";
import type { Day } from "#domain/time.ts";

type Term = PostItem["terms"][number];

/** Who holds a post today, and who takes it later. */
export interface Holding {
  readonly now: Term | null;
  readonly next: Term | null;
}

/** Terms come latest first. */
export function holdingOn(terms: readonly Term[], today: Day): Holding {
  return {
    now: terms.find(({ from, to }) => from <= today && (to === null || to >= today)) ?? null,
    next: terms.findLast(({ from }) => from > today) ?? null,
  };
}
