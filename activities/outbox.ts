import type pg from "pg";
import { inTransaction } from "#prisma/client.ts";
import { giveBack, takeBudget } from "#prisma/sql/budget.ts";
import { type Delivery, recordDeliveries } from "#prisma/sql/delivery.ts";
import {
  type ClaimedMessage,
  claimMessages,
  REHEARSAL_MAILBOX,
  renewLeases,
} from "#prisma/sql/message.ts";
import { type Bell, bell } from "./bell.ts";
import type { Answer, Carriers } from "./carrier.ts";

export interface OutboxSettings {
  /** Messages under way at once. */
  readonly window: number;
  /** Answers written to the ledger together. */
  readonly batch: number;
  /** How long a claim holds without being renewed, in ms: after a kill, this long until it is sent again. */
  readonly lease: number;
  /** How long a deferred message rests, in ms, after so many attempts. */
  readonly rest: (attempt: number, serverDown: boolean) => number;
}

export const OUTBOX: OutboxSettings = {
  window: 200,
  batch: 100,
  lease: 15_000,
  rest: (attempt, serverDown) =>
    serverDown
      ? Math.min(1_000 * 2 ** attempt, 60_000)
      : Math.min(30_000 * 2 ** attempt, 1_800_000),
};

export interface Outbox {
  /**
   * Hands over frozen messages until none is ready, the server is down or `signal` aborts; every answer is
   * in the ledger when it returns. `probe`: only one message, to see whether the server is back.
   */
  handOver(signal: AbortSignal, probe: boolean): Promise<HandedOver>;
}

export interface HandedOver {
  readonly answers: number;
  readonly serverDown: boolean;
}

/** After an abort, messages under way get this long; their leases then end by themselves. */
const LAST_WAIT = 2_000;

/** Half a second apart: two minutes, in which a killed Postgres is long back. */
const LEDGER_TRIES = 240;

/** One call of `handOver`: what is under way, what has been answered and is not yet in the ledger. */
interface Round {
  readonly flying: Set<string>;
  readonly answered: Bell;
  answers: Delivery[];
  written: number;
  serverDown: boolean;
  renewedAt: number;
}

/** The channel an outbox serves, and what binds it. */
export interface Counter {
  readonly channel: string;
  readonly carriers: Carriers;
  /** Under which name its rate is counted. */
  readonly budget: string;
  /** Most hand-overs a minute, of all dispatchers together; null = as many as the server takes. */
  readonly perMinute: number | null;
  /** Signs the links of a message; null where there is nobody to open them. */
  readonly seal: ((message: ClaimedMessage) => Promise<ClaimedMessage>) | null;
}

export function outbox(pool: pg.Pool, counter: Counter, settings: OutboxSettings = OUTBOX): Outbox {
  const { window, batch, lease } = settings;
  const { channel, carriers, budget, perMinute } = counter;
  const real = carriers.real !== null;
  const claim = async (wanted: number): Promise<ClaimedMessage[]> => {
    const limit = perMinute === null ? wanted : await takeBudget(pool, budget, wanted, perMinute);
    if (limit === 0) return [];
    const claimed = await claimMessages(pool, { channel, limit, lease, real });
    if (perMinute !== null && claimed.length < limit)
      await giveBack(pool, budget, limit - claimed.length);
    return claimed;
  };

  return {
    async handOver(signal, probe) {
      const round = newRound();
      let failure: unknown = null;
      let more = true;
      while (more || round.flying.size > 0) {
        more &&= !signal.aborted && !round.serverDown;
        if (more && round.flying.size <= window / 2) {
          const claimed = await claim(probe ? 1 : window - round.flying.size).catch((error) => {
            // What is under way is answered and written before this is reported.
            failure = error;
            return [];
          });
          for (const message of claimed) launch(round, message, counter, settings);
          more = claimed.length > 0 && !probe;
        }
        if (round.flying.size > 0)
          await round.answered.wait(signal.aborted ? LAST_WAIT : lease / 3);
        if (round.answers.length >= batch || round.flying.size === 0) await write(round, pool);
        else if (signal.aborted && round.answers.length === 0) break;
        if (Date.now() - round.renewedAt > lease / 3) await renew(round, pool, lease);
      }
      await write(round, pool);
      if (failure !== null) throw failure;
      return { answers: round.written, serverDown: round.serverDown };
    },
  };
}

const newRound = (): Round => ({
  flying: new Set(),
  answered: bell(),
  answers: [],
  written: 0,
  serverDown: false,
  renewedAt: Date.now(),
});

function launch(
  round: Round,
  message: ClaimedMessage,
  counter: Counter,
  { rest }: OutboxSettings,
): void {
  const { id, attempt, realm } = message;
  round.flying.add(id);
  void send(message, counter).then(({ status, detail, serverDown, cameBack = false }) => {
    round.flying.delete(id);
    round.serverDown ||= serverDown;
    const retryAfter = rest(attempt, serverDown);
    round.answers.push({ message: id, attempt, realm, status, detail, retryAfter, cameBack });
    round.answered.ring();
  });
}

/** A rehearsal's message is delivered to its mailbox; the sink only sees a copy pass by. */
async function send(message: ClaimedMessage, { carriers, seal }: Counter): Promise<Answer> {
  if (!message.rehearsal) {
    const answer = await carriers.real?.send(seal ? await seal(message) : message);
    return answer ?? { status: "deferred", detail: "no_mail_server", serverDown: true };
  }
  const answer = await carriers.rehearsal?.send(message);
  if (!answer) return { status: "accepted", detail: REHEARSAL_MAILBOX, serverDown: false };
  return { ...answer, detail: `${REHEARSAL_MAILBOX}; ${answer.detail}` };
}

/** Answers exist nowhere else yet: while Postgres is away they are kept, and written when it is back. */
async function write(round: Round, pool: pg.Pool): Promise<void> {
  const deliveries = round.answers;
  if (deliveries.length === 0) return;
  round.answers = [];
  round.written += deliveries.length;
  for (let tried = 1; ; tried += 1) {
    try {
      return await inTransaction(pool, (tx) => recordDeliveries(tx, deliveries));
    } catch (error) {
      if (tried >= LEDGER_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/** A lease that could not be renewed costs a doubled hand-over at worst, and the ledger shows it. */
async function renew(round: Round, pool: pg.Pool, lease: number): Promise<void> {
  round.renewedAt = Date.now();
  if (round.flying.size === 0) return;
  await renewLeases(pool, [...round.flying], lease).catch(() => undefined);
}
