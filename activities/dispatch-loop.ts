import type pg from "pg";
import { dispatchStatus } from "#prisma/sql/claim.ts";
import { type Bell, rest } from "./bell.ts";
import type { NoticeBatches } from "./notice-batch.ts";
import type { Counter, Outbox } from "./outbox.ts";

/** The poll is the truth; a notification only makes it come sooner. */
const POLL = 1_000;

/** Between two looks for messages that an outage holds back. */
const HELD = 60_000;

/** Between two looks at the conferences that have changed. */
const KEEP = 3_000;
/** With growing rests between them: some five minutes. */
const KEPT_FAILING = 12;

/** So many notices are frozen before the sender is called. */
const FROZEN_FIRST = 2_000;

/** Longest rest while the mail server is down. */
const LONGEST_REST = 30_000;

interface Loop {
  readonly pool: pg.Pool;
  readonly signal: AbortSignal;
  readonly door: Bell;
  readonly beat: () => void;
}

interface Freezing extends Loop {
  readonly batches: NoticeBatches;
  /** Carries together what has waited, and passes on what did not arrive. */
  readonly gather: () => Promise<number>;
  /** Gathers what an outage of the mail server holds back. */
  readonly holdBack: () => Promise<void>;
  readonly callSenders: () => void;
}

export async function freezing(loop: Freezing): Promise<void> {
  const { pool, batches, gather, holdBack, signal, door, callSenders, beat } = loop;
  let unsent = 0;
  let lookedAt = Date.now();
  while (!signal.aborted) {
    beat();
    if (Date.now() - lookedAt > HELD) {
      await holdBack();
      lookedAt = Date.now();
    }
    const { due, gathered } = await dispatchStatus(pool, "email", true);
    const settled = due ? await batches.freezeBatch() : gathered ? await gather() : 0;
    unsent += settled;
    // Frozen first, sent after: a crowd of notices is safe sooner when sending does not compete with it.
    if (unsent > 0 && (settled === 0 || unsent >= FROZEN_FIRST)) {
      unsent = 0;
      callSenders();
    } else if (settled === 0) await door.wait(POLL);
  }
}

export async function handing(
  loop: Loop & { readonly box: Outbox; readonly counter: Counter },
): Promise<void> {
  const { pool, counter, box, signal, door, beat } = loop;
  let down = 0;
  while (!signal.aborted) {
    beat();
    const real = counter.carriers.real !== null;
    const { ready } = await dispatchStatus(pool, counter.channel, real);
    if (ready) {
      const { answers, serverDown } = await box.handOver(signal, down > 0);
      down = serverDown ? down + 1 : 0;
      if (answers > 0 && !serverDown) continue;
    }
    await door.wait(POLL);
    if (down > 0) await rest(Math.min(POLL * 2 ** down, LONGEST_REST), signal);
  }
}

/**
 * Attendees' calendars are in no hurry: several changes of a conference become one message; letters about accounts
 * go the same way. What fails
 * is tried again while the notices go on; what keeps failing ends the run, so that it is seen.
 */
export async function keeping(
  keeper: { once(signal: AbortSignal): Promise<{ readonly serverDown: boolean }> },
  signal: AbortSignal,
): Promise<void> {
  let down = 0;
  let failed = 0;
  while (!signal.aborted) {
    try {
      const { serverDown } = await keeper.once(signal);
      failed = 0;
      down = serverDown ? down + 1 : 0;
    } catch (error) {
      failed += 1;
      if (failed >= KEPT_FAILING) throw error;
      down = failed;
    }
    await rest(Math.min(KEEP * 2 ** down, LONGEST_REST), signal);
  }
}

/** Rings on every notification. When its connection breaks the polls go on alone, and the run ends later by itself. */
export async function listen(pool: pg.Pool, ring: () => void): Promise<{ end(): void }> {
  const client = await pool.connect();
  const broken = (): void => undefined;
  client.on("error", broken);
  client.on("notification", ring);
  try {
    await client.query("LISTEN plenum_notices");
  } catch (error) {
    client.release(true);
    throw error;
  }
  return {
    end: () => {
      client.removeListener("notification", ring);
      client.removeListener("error", broken);
      // Never back into the pool: it still listens.
      client.release(true);
    },
  };
}
