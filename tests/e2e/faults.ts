import type { Recorder } from "./recorder.ts";

/** Something that breaks a part of the stack; false when there was nothing to break just then. */
export interface Fault {
  readonly name: string;
  /** Not before so many writes of the actors have been sent. */
  readonly after: number;
  readonly strike: () => boolean;
}

/**
 * Strikes with each fault once, in their order, each time while a write of an actor is on its way.
 * Returns what has struck so far.
 */
export function strikeDuring(recorder: Recorder, faults: readonly Fault[]): readonly string[] {
  const left = [...faults];
  const struck: string[] = [];
  recorder.meanwhile = (writes) => {
    const [next] = left;
    if (!next || writes < next.after || !next.strike()) return;
    struck.push(next.name);
    left.shift();
  };
  return struck;
}
