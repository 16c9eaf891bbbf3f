import pg from "pg";

/** A connection inside a transaction. */
export type Tx = pg.ClientBase;

/** Anything that can run a query: the pool for single reads, a transaction for the rest. */
export type Reader = pg.Pool | pg.ClientBase;

export interface PoolOptions {
  readonly url: string;
  /** Most connections of this process. */
  readonly max: number;
  readonly name: string;
  /** After this long without an answer, in ms, a connection is given up. */
  readonly queryTimeout?: number;
}

export interface TransactionOptions {
  /** Longest wait for a lock, in ms. */
  readonly lockTimeout?: number;
  /** Longest run of one statement, in ms; a little later the client gives up by itself. */
  readonly statementTimeout?: number;
  /** How often a serialization failure or deadlock is tried again. */
  readonly retries?: number;
}

const TIMESTAMPTZ = 1184;
const DATE = 1082;
const INT8 = 20;

/** Instants come as ISO text with ms, days as text, counts as numbers: as the domain has them. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (oid === TIMESTAMPTZ) return (text: string) => new Date(text).toISOString();
    if (oid === DATE) return (text: string) => text;
    if (oid === INT8) return Number;
    return pg.types.getTypeParser(oid, format);
  },
};

/** A pool whose sessions speak UTC and give up instead of hanging. Idle failures are reconnected. */
export function createPool({ url, max, name, queryTimeout = 60_000 }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    application_name: name,
    options: "-c timezone=UTC",
    connectionTimeoutMillis: 5_000,
    query_timeout: queryTimeout,
    keepAlive: true,
  });
  // A connection that dies while idle is replaced at the next query; without a listener it ends the process.
  pool.on("error", () => undefined);
  // The same for one in use between two statements; its next statement fails and is told there.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

const RETRIED = new Set(["40001", "40P01"]);

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;

/** Whether the database refused a value (a character, a number, a row that breaks a rule), not the connection or the query. */
export const isRefusedValue = (error: unknown): error is Error =>
  /^2[23]/.test(codeOf(error) ?? "");

/**
 * Runs `work` in one transaction with its own lock and statement timeouts, and again from its
 * beginning on a serialization failure or a deadlock. `work` must not call out while it is open.
 */
export function inTransaction<T>(
  pool: pg.Pool,
  work: (tx: Tx) => Promise<T>,
  { lockTimeout = 5_000, statementTimeout = 30_000, retries }: TransactionOptions = {},
): Promise<T> {
  const begin = (tx: Tx) => tx.query(beginWith(lockTimeout, statementTimeout));
  return inBegunTransaction(pool, begin, (tx) => work(tx), retries);
}

/** First statement of a transaction: begins it and sets its timeouts, in one round trip. */
export const beginWith = (lockTimeout: number, statementTimeout: number): string =>
  `BEGIN; SET LOCAL lock_timeout = ${lockTimeout}; SET LOCAL statement_timeout = ${statementTimeout}; SET LOCAL idle_in_transaction_session_timeout = ${statementTimeout * 2}`;

/** As `inTransaction`; `begin` begins it, and may lock and read in the same round trip. */
export async function inBegunTransaction<B, T>(
  pool: pg.Pool,
  begin: (tx: Tx) => Promise<B>,
  work: (tx: Tx, begun: B) => Promise<T>,
  retries = 5,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool.connect();
    try {
      const result = await work(client, await begin(client));
      await client.query("COMMIT");
      client.release();
      return result;
    } catch (error) {
      await abandon(client, error);
      if (attempt > retries || !RETRIED.has(codeOf(error) ?? "")) throw error;
    }
  }
}

/**
 * Gives a failed transaction's connection back. One that did not answer in time, or is gone, is closed:
 * its answer may still be on the way.
 */
async function abandon(client: pg.PoolClient, error: unknown): Promise<void> {
  if (
    error instanceof Error &&
    !(error instanceof pg.DatabaseError) &&
    UNANSWERED.test(error.message)
  ) {
    return client.release(true);
  }
  try {
    await client.query("ROLLBACK");
    client.release();
  } catch {
    client.release(true);
  }
}

const UNANSWERED = /timeout|terminated|not queryable|ended|ECONN|EPIPE/i;
