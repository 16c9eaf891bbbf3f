import { Context } from "@temporalio/activity";
import type pg from "pg";
import { dispatchStatus } from "#prisma/sql/claim.ts";
import { CALENDAR } from "#prisma/sql/invitation.ts";
import { accountPost } from "./account-post.ts";
import { bell } from "./bell.ts";
import { bundleBatch, gatherBatch } from "./bundle.ts";
import { calendarKeeper } from "./calendar-keeper.ts";
import type { DispatchActivities } from "./contract.ts";
import { type CounterSettings, mailCounter, pushCounter, webhookCounter } from "./counter.ts";
import { freezing, handing, keeping, listen } from "./dispatch-loop.ts";
import { fallBackBatch } from "./fallback.ts";
import type { FreezeSettings } from "./letter.ts";
import { noticeBatches } from "./notice-batch.ts";
import { type Counter, OUTBOX, type OutboxSettings, outbox } from "./outbox.ts";
import { unreadBatch } from "./unread.ts";

export interface DispatchSettings extends CounterSettings {
  readonly publicUrl: string;
  readonly outbox?: OutboxSettings;
}

export interface Dispatcher {
  /** Freezes and hands over whatever is due, until `signal` aborts. `beat` is called while it is well. */
  run(signal: AbortSignal, beat: () => void): Promise<void>;
  /** One pass: freezes all that is due, hands over all that is ready. */
  once(signal?: AbortSignal): Promise<{ readonly settled: number; readonly answers: number }>;
  close(): void;
}

/** The notices' way out: claimed and frozen in one loop, handed over in another for each kind of carrier. */
export function createDispatcher(pool: pg.Pool, settings: DispatchSettings): Dispatcher {
  const frozen = freezeSettings(settings);
  const batches = noticeBatches(pool, frozen);
  const mail = mailCounter(pool, settings);
  const phone = webhookCounter(settings);
  const boxFor = (counter: Counter) => outbox(pool, counter, settings.outbox ?? OUTBOX);
  const browsers = pushCounter(pool, settings);
  const boxes = [mail("email"), browsers, ...(phone ? [phone] : [])].map((counter) => ({
    counter,
    box: boxFor(counter),
  }));
  const letters = accountPost(pool, {
    carrier: mail("account").carriers.real,
    publicUrl: frozen.publicUrl,
  });
  const keeper = calendarKeeper(pool, boxFor(mail(CALENDAR)), {
    ...frozen,
    from: settings.mailFrom,
  });
  const gather = async (): Promise<number> =>
    (await bundleBatch(pool, frozen)) +
    (await fallBackBatch(pool, frozen)) +
    (await unreadBatch(pool, frozen));
  const holdBack = async (): Promise<void> => {
    if ((await gatherBatch(pool)) > 0) while ((await bundleBatch(pool, frozen)) > 0);
  };
  return {
    async run(signal, beat) {
      const stop = new AbortController();
      const either = AbortSignal.any([signal, stop.signal]);
      const freezer = bell();
      const senders = boxes.map((one) => ({ ...one, door: bell() }));
      const callSenders = (): void => {
        for (const { door } of senders) door.ring();
      };
      either.addEventListener("abort", () => {
        freezer.ring();
        callSenders();
      });
      const hint = await listen(pool, freezer.ring);
      // Before anything is handed over: what stood through an outage goes as one message a person.
      await holdBack();
      const shared = { pool, signal: either, beat };
      const loops = [
        freezing({ ...shared, batches, gather, holdBack, door: freezer, callSenders }),
        ...senders.map((sender) => handing({ ...shared, ...sender })),
        keeping(keeper, either),
        keeping(letters, either),
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
      await holdBack();
      let settled = 0;
      for (let n = await batches.freezeBatch(); n > 0; n = await batches.freezeBatch())
        settled += n;
      const { due, gathered } = await dispatchStatus(pool, "email", true);
      // What is carried together may not miss a notice that another dispatcher is just freezing.
      for (let n = gathered && !due ? 1 : 0; n > 0; ) n = await gather();
      let answers = 0;
      for (const { box } of boxes) answers += (await box.handOver(signal, false)).answers;
      await keeper.once(signal);
      await letters.once(signal);
      return { settled, answers };
    },
    close: () => {
      for (const { counter } of boxes) {
        counter.carriers.real?.close();
        counter.carriers.rehearsal?.close();
      }
    },
  };
}

/** Which ways lead anywhere, of these settings. */
export const freezeSettings = (settings: DispatchSettings): FreezeSettings => ({
  publicUrl: settings.publicUrl.replace(/\/+$/, ""),
  mailServer: settings.smtpUrl !== null,
  rehearsalServer: settings.rehearsalSmtpUrl !== null,
  webhook: settings.webhook != null,
});

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
