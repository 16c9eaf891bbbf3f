import type { Client } from "@temporalio/client";
import type pg from "pg";
import type { CommandOutcome } from "#prisma/sql/inbox.ts";

export interface SenderOptions {
  readonly pool: pg.Pool;
  readonly client: Client;
  /** Told of failures that will be tried again; never gets personal data. */
  readonly log?: (line: string) => void;
  /** Between two looks for rows nobody has sent, in ms. */
  readonly interval?: number;
  /** Cycles sent to at the same time. */
  readonly parallel?: number;
}

/** Takes open inbox rows to their cycles: one at a time a cycle, oldest first. */
export interface Sender {
  start(): void;
  /** Ends the looking and waits for what is under way. */
  stop(): Promise<void>;
  /** Rows were committed for these cycles: send now instead of at the next look. */
  poke(cycles: readonly string[]): void;
  /**
   * Sends one committed row and waits for its outcome; null when it has none within `timeoutMs`
   * (it stays in the inbox and is sent again until it has).
   */
  deliver(row: string, timeoutMs: number): Promise<CommandOutcome | null>;
}
