import type pg from "pg";
import { delayOf, failuresOf, isTold } from "#domain/sign-in-delay.ts";
import { inTransaction } from "#prisma/client.ts";
import { appendRealmAudit } from "#prisma/sql/audit.ts";
import { forgiveFailures, lockMeasures, measureKey, writeFailures } from "#prisma/sql/sign-in.ts";
import { ApiError } from "../errors.ts";

/** Who tries what from where. */
export interface Trying {
  /** The login as it is kept, or what else is tried (a one-time code's kind). */
  readonly what: string;
  /** The source's address. */
  readonly source: string;
  /** A browser in which the account has signed in before: it is measured by itself. */
  readonly device: string | null;
}

/** An attempt that was let in. It counts as a failure until it is said to be none. */
export interface Attempt {
  /** It was right: the login's failures from here are forgotten. */
  succeed(): Promise<void>;
  /** It was no attempt: more is asked first. */
  takeBack(): Promise<void>;
  /** It was wrong: the chain tells it, as long as it is not a flood. */
  tell(realm: string, entry: Readonly<Record<string, unknown>>): Promise<void>;
}

/**
 * Lets an attempt in, or says how long to wait. Counted before it is looked at, so that a hundred at once count as a
 * hundred; refused here it counts nothing, so that the wait ends.
 * @throws ApiError sign_in_later
 */
export async function beginAttempt(pool: pg.Pool, trying: Trying): Promise<Attempt> {
  const { what, source, device } = trying;
  const login = measureKey(
    "login",
    what,
    device === null ? `source ${source}` : `device ${device}`,
  );
  const from = device === null ? measureKey("source", source) : null;
  const keys = from === null ? [login] : [login, from];
  const counts = await inTransaction(pool, async (tx) => {
    const measures = await lockMeasures(tx, keys);
    const none = { failures: 0, secondsAgo: 0 };
    const delay = (kind: "login" | "source", key: string): number =>
      delayOf(kind, measures.get(key) ?? none);
    const seconds = Math.max(delay("login", login), from === null ? 0 : delay("source", from));
    if (seconds > 0) throw new ApiError("sign_in_later", { seconds });
    const counted = new Map(keys.map((key) => [key, failuresOf(measures.get(key) ?? none) + 1]));
    await writeFailures(tx, counted);
    return [...counted.values()];
  });
  const others = from === null ? [] : [from];
  return {
    succeed: () => forgiveFailures(pool, { all: [login], one: others }),
    takeBack: () => forgiveFailures(pool, { all: [], one: keys }),
    tell: async (realm, entry) => {
      if (!counts.every(isTold)) return;
      const failures = counts[0] ?? 1;
      await inTransaction(pool, (tx) =>
        appendRealmAudit(tx, realm, { ...entry, failures, source }),
      );
    },
  };
}
