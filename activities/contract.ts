import type { Instant } from "#domain/time.ts";

/** Have everything recorded that waits for a cycle: its open inbox rows, oldest first, and a due wake. */
export interface RecordInput {
  /** `<campaign>/<unit>`. */
  readonly cycle: string;
  readonly epoch: number;
}

/** How the cycle stands after a recording: all its workflow keeps. */
export interface Recorded {
  /** The cycle's row has another epoch, or is gone: this run must end. */
  readonly stale: boolean;
  readonly seq: number;
  /** Real instant of the next wake; null when none, or when the campaign's clock is stepped. */
  readonly wakeAt: Instant | null;
  readonly closed: boolean;
  readonly phase: string;
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

export interface DispatchActivities {
  /** Freezes and hands over notices until the worker ends or the run has lasted long enough. */
  dispatch(): Promise<void>;
}

/** What one reconciliation came to, in counts. */
export interface ReconcileSummary {
  readonly cycles: number;
  readonly found: number;
  readonly healed: number;
  readonly left: number;
  /** Kinds of what is left. */
  readonly kinds: readonly string[];
}

export interface ReconcileActivities {
  /** Compares everything, heals what is safe to heal, and keeps the rest for the operator. */
  reconcile(): Promise<ReconcileSummary>;
}
