import type { Account } from "#prisma/sql/token.ts";
import { ApiError } from "./errors.ts";
import { accountKey } from "./idempotency.ts";

/** Requests a second that an account may make for ever, and how many it may make at once after a rest. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** Far above what a page or a script of ours does; a runaway loop is slowed down to it. */
export const RATES: Readonly<Record<Account["kind"], Rate>> = {
  person: { perSecond: 50, burst: 500 },
  administrator: { perSecond: 50, burst: 500 },
  // An operator's programs drive whole rehearsals.
  operator: { perSecond: 400, burst: 2_000 },
};

/** Streams of changes that an account may hold open at once, in this process. */
export const MOST_STREAMS = 24;
/** What a reader waits before it tries to open another stream, in seconds. */
const STREAM_PAUSE_S = 15;
/** Accounts remembered; whoever is forgotten begins with a full measure again. */
const MOST_ACCOUNTS = 20_000;

/** Keeps one account from taking everybody's time. */
export interface Pace {
  /** Counts a request. A refused one costs nothing, so nobody is locked out for longer than the pause it names. */
  request(account: Account): void;
  /** Counts an open stream; call what it returns when it closes. */
  stream(account: Account): () => void;
}

/** A measure that fills up with time (`now` in ms), one for each account of this process. */
export function createPace(rates = RATES, now: () => number = () => performance.now()): Pace {
  const measures = new Map<string, { left: number; at: number }>();
  const streams = new Map<string, number>();
  return {
    request(account) {
      const key = accountKey(account);
      const { perSecond, burst } = rates[account.kind];
      const at = now();
      const known = measures.get(key) ?? { left: burst, at };
      const left = Math.min(burst, known.left + ((at - known.at) / 1000) * perSecond);
      measures.delete(key);
      measures.set(key, { left: left < 1 ? left : left - 1, at });
      const oldest = measures.keys().next().value;
      if (measures.size > MOST_ACCOUNTS && oldest !== undefined) measures.delete(oldest);
      if (left >= 1) return;
      const seconds = Math.max(1, Math.ceil((1 - left) / perSecond));
      throw new ApiError("too_many_requests", { seconds, perSecond });
    },
    stream(account) {
      const key = accountKey(account);
      const open = streams.get(key) ?? 0;
      if (open >= MOST_STREAMS)
        throw new ApiError("too_many_streams", { seconds: STREAM_PAUSE_S, most: MOST_STREAMS });
      streams.set(key, open + 1);
      let counted = true;
      return () => {
        if (!counted) return;
        counted = false;
        const left = (streams.get(key) ?? 1) - 1;
        if (left > 0) streams.set(key, left);
        else streams.delete(key);
      };
    },
  };
}
