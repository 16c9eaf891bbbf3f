import type { Text } from "./text.ts";
import type { Day } from "./time.ts";

/** Somebody is wanted at more conferences on one day than they can attend. */
export interface Clash {
  readonly kind: "person" | "team" | "leader";
  /** A person's id, a team's id, or the post of a leader of several teams. */
  readonly who: string;
  readonly day: Day;
  /** Units whose conferences collide, in tree order. */
  readonly units: readonly string[];
  readonly words: Text;
}
