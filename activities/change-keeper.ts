import type pg from "pg";
import { changesDue, readChange } from "#prisma/sql/change.ts";
import { commitChange, undoChange } from "./change-commit.ts";
import { tellChange } from "./change-tell.ts";
import type { FreezeSettings } from "./letter.ts";

export interface ChangeKeeperOptions {
  readonly pool: pg.Pool;
  /** Called after a commit with the cycles that have got a row. */
  readonly poke: (cycles: readonly string[]) => void;
  readonly settings: FreezeSettings;
  /** Seconds in which a real campaign's change can be undone. */
  readonly grace?: number;
  readonly log?: (line: string) => void;
}

export interface ChangeKeeper {
  /** Does what is due: commits, undoes, tells. Returns how many changes it looked at. */
  once(): Promise<number>;
  run(signal: AbortSignal): Promise<void>;
}

const GRACE_SECONDS = 120;
const POLL_MS = 1_000;

/**
 * Carries decided changes through: the rows say what is next, so a worker that dies is followed by another, and two at
 * once wait for each other's lock.
 */
export function createChangeKeeper({
  pool,
  poke,
  settings,
  grace = GRACE_SECONDS,
  log = () => undefined,
}: ChangeKeeperOptions): ChangeKeeper {
  const next = async (place: { readonly id: string; readonly campaign: string }): Promise<void> => {
    const row = await readChange(pool, place.campaign, place.id);
    if (row?.status === "decided") poke(await commitChange(pool, place, grace));
    if (row?.status === "undoing") poke(await undoChange(pool, place));
    if (row?.status === "committed") await tellChange(pool, place, settings);
  };
  const once = async (): Promise<number> => {
    const due = await changesDue(pool);
    for (const place of due) {
      try {
        await next(place);
      } catch (error) {
        // One that fails is tried again with the next look; the others go on.
        log(
          `change ${place.id}: ${error instanceof Error ? error.name : typeof error}, tried again`,
        );
      }
    }
    return due.length;
  };
  return {
    once,
    async run(signal) {
      while (!signal.aborted) {
        const looked = await once().catch(() => 0);
        if (looked === 0) await pause(POLL_MS, signal);
        else await pause(POLL_MS / 4, signal);
      }
    },
  };
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
