import type { Instant } from "./time.ts";

/**
 * Why something is late, so that nobody is blamed for another's delay: by who owes it; because what it waited
 * for came late; not at all, because a later date was granted; because no message about it ever arrived.
 */
export type LatenessCause = "own" | "upstream" | "excused" | "never_delivered";

/** What the cause of lateness is read from. */
export interface LatenessFacts {
  readonly due: Instant;
  /** The date it had when it first arose: it stays on record. */
  readonly firstDue: Instant;
  /** When it could first be worked on; null where that is not known. */
  readonly opened: Instant | null;
  /** When, as planned, it could have been at the earliest. */
  readonly earliest: Instant | null;
  /** Messages about it to who owes it, and how many of them no server took. */
  readonly messages: number;
  readonly failed: number;
}

/**
 * Whether, and why, something is late at an instant: the present, or when it was done. null = it is not.
 * In time by a later date that was granted is excused, not late. A message that never arrived goes before
 * a late start: who was never told could not have been quicker.
 */
export function latenessOf(facts: LatenessFacts, at: Instant): LatenessCause | null {
  const { due, firstDue, opened, earliest, messages, failed } = facts;
  if (at <= due) return at > firstDue ? "excused" : null;
  if (messages > 0 && failed >= messages) return "never_delivered";
  return opened !== null && earliest !== null && opened > earliest ? "upstream" : "own";
}
