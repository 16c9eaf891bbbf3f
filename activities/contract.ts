import type { Instant } from "#domain/time.ts";

/** Have the open inbox rows of a cycle recorded, oldest first. */
export interface RecordInput {
  readonly cycle: string;
  readonly epoch: number;
  /** The cycle's own wake: its target instant, when that is why we record. */
  readonly wake: Instant | null;
}

/** How the cycle stands after a recording: all its workflow keeps. */
export interface Recorded {
  /** The row in Postgres has another epoch, or is gone: this run must end. */
  readonly stale: boolean;
  readonly seq: number;
  /** Real instant of the next wake; null when none, or when the campaign's clock is stepped. */
  readonly wakeAt: Instant | null;
  readonly closed: boolean;
  readonly phase: string;
  readonly level: string;
  /** The earliest open obligation's instant. */
  readonly dueAt: Instant | null;
  /** What waits for which post, in ids, for an operator. */
  readonly details: string;
}

export interface RecordActivities {
  record(input: RecordInput): Promise<Recorded>;
}

export interface CycleActivities {
  /** Starts the open cycles directly below, in waves; safe to repeat. Returns how many there are. */
  startCyclesBelow(input: { readonly cycle: string }): Promise<number>;
}
