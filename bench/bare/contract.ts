/** The bare lean program that Plenum is measured beside: the same work with nothing but Temporal and one table. */
export const BARE_QUEUE = "bare";

export interface BareInput {
  readonly id: string;
  /** How many approvals until it is done. */
  readonly approvals: number;
  /** When set, one timer instead of approvals: an instant in milliseconds. */
  readonly timerAt?: number;
}

export interface BareActivities {
  writeRow(instance: string, what: string): Promise<void>;
}
