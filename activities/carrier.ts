import type { ClaimedMessage } from "#prisma/sql/message.ts";

/** The answer to one hand-over. */
export interface Answer {
  readonly status: "accepted" | "deferred" | "refused";
  readonly detail: string;
  /** The server, not this message, is at fault: others would fare no better now. */
  readonly serverDown: boolean;
  /** Refused because there is nobody any more where it went: the ledger shows it as come back. */
  readonly cameBack?: true;
}

/** Whatever takes messages of a channel. It repeats nothing by itself: each attempt is in the ledger. */
export interface Carrier {
  send(message: ClaimedMessage): Promise<Answer>;
  /** Ends idle connections, and busy ones at once. */
  close(): void;
}

export interface Carriers {
  /** null: the real realm's messages wait for one. */
  readonly real: Carrier | null;
  /** null: a rehearsal's messages go to its mailbox only. */
  readonly rehearsal: Carrier | null;
}

const LONGEST_DETAIL = 500;

/** What the other side said, as the ledger keeps it. */
export const asDetail = (text: string): string => text.normalize("NFC").slice(0, LONGEST_DETAIL);
