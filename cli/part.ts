import { setTimeout as sleep } from "node:timers/promises";
import { isAlive, type ProcessRecord } from "./process-record.ts";

/** One process that the supervisor keeps alive. */
export interface Part {
  /** As shown: “PostgreSQL”, “worker”. */
  readonly title: string;
  /** Starts it, or takes over a survivor, and returns when it is ready for work. */
  start(): Promise<Started>;
}

export interface Started {
  readonly record: ProcessRecord;
  /** A few words about how it came to run: “taken over”, a port. */
  readonly words: string;
  stop(): Promise<void>;
}

export interface KeptPart {
  readonly title: string;
  /** The run that is ready at this moment; null while it is down. */
  readonly current: Started | null;
  /** Ends it for good. */
  stop(): Promise<void>;
}

const LOOK_MS = 200;
const PAUSES_MS = [200, 1_000, 2_000, 5_000, 10_000];
/** A run that lasted this long was a good one: the next pause is the shortest again. */
const GOOD_RUN_MS = 60_000;

/**
 * Starts a part and keeps it running: when it ends it is started again, after a pause that grows while it
 * keeps failing. Rejects only when the very first start fails.
 */
export async function keep(part: Part, show: (line: string) => void): Promise<KeptPart> {
  let stopping = false;
  let current: Started | null = await part.start();
  let startedAt = Date.now();
  let failures = 0;

  const again = async (): Promise<void> => {
    while (!stopping && current === null) {
      const pause = PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)] ?? 0;
      failures += 1;
      await sleep(pause);
      if (stopping) return;
      try {
        current = await part.start();
        startedAt = Date.now();
        show(`${part.title} runs again (${current.words}).`);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        show(`${part.title} could not be started: ${reason} Trying again…`);
      }
    }
  };

  const watch = async (): Promise<void> => {
    while (!stopping) {
      await sleep(LOOK_MS);
      if (stopping || current === null || isAlive(current.record)) continue;
      if (Date.now() - startedAt > GOOD_RUN_MS) failures = 0;
      current = null;
      show(`${part.title} has ended unexpectedly; starting it again…`);
      await again();
    }
  };
  const watching = watch();

  return {
    title: part.title,
    get current() {
      return current;
    },
    stop: async () => {
      stopping = true;
      // A start under way is let finish, so that nothing is left behind.
      await watching;
      await current?.stop();
      current = null;
    },
  };
}
