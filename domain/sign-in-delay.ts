/**
 * How long a sign-in must wait after failures. What is measured is a login from one source, and a source; never a
 * login alone: whoever hammers a chair's account slows themselves, not the chair. Refused attempts are not failures,
 * so a wait always ends, and whoever knows the password then enters.
 */
export interface Measure {
  /** Failures since the last success, or since they were forgotten. */
  readonly failures: number;
  /** Seconds since the last of them. */
  readonly secondsAgo: number;
}

interface Rule {
  /** Failures that cost nothing. */
  readonly free: number;
  /** The longest wait, in seconds. */
  readonly most: number;
}

/** A login from one source, or in one known browser. */
const LOGIN: Rule = { free: 5, most: 900 };
/** A source, whatever it tries: an office behind one address has many people. */
const SOURCE: Rule = { free: 40, most: 300 };

/** Failures older than this, in seconds, are forgotten. */
export const FORGOTTEN_AFTER = 86_400;

/** No wait is longer, in seconds. */
export const LONGEST_DELAY = Math.max(LOGIN.most, SOURCE.most);

/** Failures that still count. */
export const failuresOf = ({ failures, secondsAgo }: Measure): number =>
  secondsAgo >= FORGOTTEN_AFTER ? 0 : failures;

/** Seconds until the next attempt is looked at; 0 = at once. It doubles with every failure after the free ones. */
export function delayOf(kind: "login" | "source", measure: Measure): number {
  const { free, most } = kind === "login" ? LOGIN : SOURCE;
  const over = failuresOf(measure) - free;
  if (over < 0) return 0;
  const whole = Math.min(most, 2 ** Math.min(over, 20));
  return Math.max(0, Math.ceil(whole - Math.max(0, measure.secondsAgo)));
}

/** Whether the chain tells of the n-th failure: the first few, then at every doubling, so that a flood stays small. */
export const isTold = (failures: number): boolean =>
  failures <= 5 || (failures & (failures - 1)) === 0;
