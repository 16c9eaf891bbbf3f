import type { Client } from "@temporalio/client";
import type pg from "pg";
import type { StartOptions } from "#activities/cycle-start.ts";
import { writeOverdueWakes } from "#prisma/sql/clock.ts";
import { type CommandOutcome, type InboxRow, readOutcome, readRow } from "#prisma/sql/inbox.ts";
import { claimOf, claimUnsent, type Outgoing } from "#prisma/sql/outgoing.ts";
import { createLanes } from "./lanes.ts";
import { createPost } from "./post.ts";

export interface SenderOptions extends StartOptions {
  readonly pool: pg.Pool;
  readonly client: Client;
  /** Told of failures that will be tried again; never gets personal data. */
  readonly log?: (line: string) => void;
  /** Between two looks for rows nobody has sent, in ms. */
  readonly interval?: number;
  /** Cycles sent to at the same time, besides those somebody waits for. */
  readonly parallel?: number;
}

/** Takes open inbox rows to their cycles: one at a time a cycle, oldest first. */
export interface Sender {
  readonly start: () => void;
  /** Ends the looking and waits for what is under way. */
  readonly stop: () => Promise<void>;
  /** Rows were committed for these cycles: send now instead of at the next look. */
  readonly poke: (cycles: readonly string[]) => void;
  /**
   * Sends one committed row and waits for its outcome; null when it has none within `timeoutMs`
   * (it stays in the inbox and is sent again until it has). Give the row itself where it is at hand.
   */
  readonly deliver: (
    row: string | Pick<InboxRow, "id" | "cycle" | "outcome">,
    timeoutMs: number,
  ) => Promise<CommandOutcome | null>;
}

/** Rows taken at one look; the rest waits for the next. */
const AT_ONCE = 200;
const WAKES_EVERY_MS = 15_000;

export function createSender(options: SenderOptions): Sender {
  const { pool, log = () => undefined, interval = 1_000, parallel = 16 } = options;
  const post = createPost(options);
  const lanes = createLanes(parallel);
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> = Promise.resolve();
  let wakesLookedAt = 0;
  let stopped = false;

  const sendAll = (rows: readonly Outgoing[]): void => {
    for (const { row, cycle, kind } of rows) {
      const sent = lanes.bounded(cycle, async () => {
        const failure = stopped ? null : await post.send(cycle, row, kind);
        if (failure !== null) log(`${cycle}: ${failure}; will be sent again`);
      });
      sent.catch((error) => log(`${cycle}: ${nameOf(error)}; will be sent again`));
    }
  };

  const claim = async (work: () => Promise<Outgoing[]>): Promise<void> => {
    try {
      sendAll(await work());
    } catch (error) {
      log(`the inbox cannot be read (${nameOf(error)}); trying again`);
    }
  };

  const look = async (): Promise<void> => {
    await claim(async () => {
      if (Date.now() - wakesLookedAt >= WAKES_EVERY_MS) {
        wakesLookedAt = Date.now();
        await writeOverdueWakes(pool);
      }
      return await claimUnsent(pool, AT_ONCE);
    });
    if (!stopped) timer = setTimeout(next, interval);
  };
  const next = (): void => {
    looking = look();
  };

  return {
    start: next,
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await looking;
      await lanes.idle();
    },
    poke(cycles) {
      if (!stopped && cycles.length > 0) void claim(() => claimOf(pool, cycles));
    },
    async deliver(given, timeoutMs) {
      const row = typeof given === "string" ? await readRow(pool, given) : given;
      if (!row || row.outcome) return row?.outcome ?? null;
      const patience = AbortSignal.timeout(timeoutMs);
      const sent = lanes.unbounded(row.cycle, async (waited) => {
        // While it waited in line, the one before may have been recorded together with it.
        const known = waited ? await readOutcome(pool, row.id) : null;
        if (known || patience.aborted) return known;
        await post.send(row.cycle, row.id, "command", timeoutMs);
        return await readOutcome(pool, row.id);
      });
      return await Promise.race([sent, aborted(patience)]);
    },
  };
}

const aborted = (signal: AbortSignal): Promise<null> =>
  new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(null), { once: true });
  });

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
