import { Context } from "@temporalio/activity";
import type pg from "pg";
import { dispatchStatus } from "#prisma/sql/claim.ts";
import { CALENDAR } from "#prisma/sql/invitation.ts";
import { type Bell, bell } from "./bell.ts";
import { type CalendarKeeper, calendarKeeper } from "./calendar-keeper.ts";
import type { DispatchActivities } from "./contract.ts";
import type { FreezeSettings } from "./freeze.ts";
import { mailServer, REHEARSAL_ADDRESS } from "./mail.ts";
import { type NoticeBatches, noticeBatches } from "./notice-batch.ts";
import { type MailServers, OUTBOX, type Outbox, type OutboxSettings, outbox } from "./outbox.ts";

export interface DispatchSettings {
  readonly publicUrl: string;
  /** Without it real messages are frozen and wait; nothing is lost. */
  readonly smtpUrl: string | null;
  /** A sink that sees rehearsals' mail pass; no person ever gets it. */
  readonly rehearsalSmtpUrl: string | null;
  readonly mailFrom: string;
  readonly outbox?: OutboxSettings;
}

export interface Dispatcher {
  /** Freezes and hands over whatever is due, until `signal` aborts. `beat` is called while it is well. */
  run(signal: AbortSignal, beat: () => void): Promise<void>;
  /** One pass: freezes all that is due, hands over all that is ready. */
  once(signal?: AbortSignal): Promise<{ readonly settled: number; readonly answers: number }>;
  close(): void;
}

/** The poll is the truth; a notification only makes it come sooner. */
const POLL = 1_000;

/** Between two looks at the conferences that have changed. */
const KEEP = 3_000;
/** With growing rests between them: some five minutes. */
const KEPT_FAILING = 12;

/** So many notices are frozen before the sender is called. */
const FROZEN_FIRST = 2_000;

/** Longest rest while the mail server is down. */
const LONGEST_REST = 30_000;

/** The notices' way out: claimed and frozen in one loop, handed over in another. */
export function createDispatcher(pool: pg.Pool, settings: DispatchSettings): Dispatcher {
  const servers = serversOf(settings);
  const batches = noticeBatches(pool, freezeSettings(settings));
  const box = outbox(pool, servers, settings.outbox ?? OUTBOX);
  const keeper = calendarKeeper(pool, outbox(pool, servers, settings.outbox ?? OUTBOX, CALENDAR), {
    ...freezeSettings(settings),
    from: settings.mailFrom,
  });
  const real = servers.real !== null;
  return {
    async run(signal, beat) {
      const stop = new AbortController();
      const either = AbortSignal.any([signal, stop.signal]);
      const [freezer, sender] = [bell(), bell()];
      const ring = (): void => {
        freezer.ring();
        sender.ring();
      };
      either.addEventListener("abort", ring);
      const hint = await listen(pool, freezer.ring);
      const loops = [
        freezing({
          pool,
          real,
          batches,
          signal: either,
          door: freezer,
          callSender: sender.ring,
          beat,
        }),
        handing({ pool, real, box, signal: either, door: sender, beat }),
        keeping(keeper, either),
      ];
      try {
        await Promise.all(loops);
      } finally {
        stop.abort();
        await Promise.allSettled(loops);
        hint.end();
      }
    },
    async once(signal = new AbortController().signal) {
      let settled = 0;
      for (let n = await batches.freezeBatch(); n > 0; n = await batches.freezeBatch())
        settled += n;
      const { answers } = await box.handOver(signal, false);
      await keeper.once(signal);
      return { settled, answers };
    },
    close: () => {
      servers.real?.close();
      servers.rehearsal?.close();
    },
  };
}

function serversOf({ smtpUrl, rehearsalSmtpUrl, mailFrom }: DispatchSettings): MailServers {
  const from = mailFrom;
  return {
    real: smtpUrl === null ? null : mailServer({ url: smtpUrl, from }),
    rehearsal:
      rehearsalSmtpUrl === null
        ? null
        : mailServer({ url: rehearsalSmtpUrl, from, onlyTo: REHEARSAL_ADDRESS }),
  };
}

const freezeSettings = (settings: DispatchSettings): FreezeSettings => ({
  publicUrl: settings.publicUrl.replace(/\/+$/, ""),
  mailServer: settings.smtpUrl !== null,
  rehearsalServer: settings.rehearsalSmtpUrl !== null,
});

interface Loop {
  readonly pool: pg.Pool;
  readonly real: boolean;
  readonly signal: AbortSignal;
  readonly door: Bell;
  readonly beat: () => void;
}

async function freezing(
  loop: Loop & { readonly batches: NoticeBatches; readonly callSender: () => void },
): Promise<void> {
  const { pool, real, batches, signal, door, callSender, beat } = loop;
  let unsent = 0;
  while (!signal.aborted) {
    beat();
    const { due } = await dispatchStatus(pool, "email", real);
    const settled = due ? await batches.freezeBatch() : 0;
    unsent += settled;
    // Frozen first, sent after: a crowd of notices is safe sooner when sending does not compete with it.
    if (unsent > 0 && (settled === 0 || unsent >= FROZEN_FIRST)) {
      unsent = 0;
      callSender();
    } else if (settled === 0) await door.wait(POLL);
  }
}

async function handing(loop: Loop & { readonly box: Outbox }): Promise<void> {
  const { pool, real, box, signal, door, beat } = loop;
  let down = 0;
  while (!signal.aborted) {
    beat();
    const { ready } = await dispatchStatus(pool, "email", real);
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
 * Attendees' calendars are in no hurry: several changes of a conference become one message. What fails
 * is tried again while the notices go on; what keeps failing ends the run, so that it is seen.
 */
async function keeping(keeper: CalendarKeeper, signal: AbortSignal): Promise<void> {
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

/** Sleeps, but not past an abort. */
const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener("abort", wake);
    if (signal.aborted) wake();
  });

/** Rings on every notification. When its connection breaks the polls go on alone, and the run ends later by itself. */
async function listen(pool: pg.Pool, ring: () => void): Promise<{ end(): void }> {
  const client = await pool.connect();
  const broken = (): void => undefined;
  client.on("error", broken);
  client.on("notification", ring);
  await client.query("LISTEN plenum_notices");
  return {
    end: () => {
      client.removeListener("notification", ring);
      client.removeListener("error", broken);
      // Never back into the pool: it still listens.
      client.release(true);
    },
  };
}

/** A run gives its place up now and then, so that no activity is older than this. */
const LONGEST_RUN = 12 * 3_600_000;
const BEAT = 2_000;
/** Longer than any statement may take: a loop that is silent this long hangs. */
const HANGS = 120_000;

/** The dispatcher as an activity: endless, heartbeating; a worker's shutdown ends it in order. */
export function createDispatchActivities(dispatcher: Dispatcher): DispatchActivities {
  return {
    async dispatch() {
      const { cancellationSignal, heartbeat } = Context.current();
      const signal = AbortSignal.any([cancellationSignal, AbortSignal.timeout(LONGEST_RUN)]);
      let wellAt = Date.now();
      const timer = setInterval(() => {
        if (Date.now() - wellAt < HANGS) heartbeat();
      }, BEAT);
      try {
        await dispatcher.run(signal, () => {
          wellAt = Date.now();
        });
      } finally {
        clearInterval(timer);
      }
    },
  };
}
