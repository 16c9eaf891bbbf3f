import type { Instant } from "./time.ts";

/** What is owed: in words of the inbox, one act by one post. */
export type ObligationAct =
  | "draft"
  | "correct"
  | "approve"
  | "issue"
  | "acknowledge"
  | "do"
  | "submit"
  | "accept"
  | "hold"
  | "vote"
  | "open_gate";

/**
 * “This post owes this act on this step by this instant.” Inbox, reminders, boards and figures are views of it.
 * Obligations are a pure function of the cycle's state; whether one is overdue is a comparison.
 */
export interface Obligation {
  /** `unit/step/act/post/round`: the same need has the same id, so recomputing changes nothing. */
  readonly id: string;
  readonly unit: string;
  readonly step: string;
  readonly act: ObligationAct;
  readonly post: string;
  readonly round: number;
  readonly due: Instant;
  readonly ladder: string;
}
