import { randomUUID } from "node:crypto";
import { Client, Connection } from "@temporalio/client";
import { NativeConnection, Runtime, type Worker } from "@temporalio/worker";
import pg from "pg";
import { createCycles } from "#activities/cycles.ts";
import { createRecords } from "#activities/records.ts";
import type { Campaign } from "#domain/campaign.ts";
import type { Command } from "#domain/command.ts";
import { plan } from "#domain/plan.ts";
import { type Instant, instantOf } from "#domain/time.ts";
import { createPool, inTransaction } from "#prisma/client.ts";
import { type CampaignStart, startCampaign } from "#prisma/sql/campaign.ts";
import { moveClock } from "#prisma/sql/clock.ts";
import { type CommandOutcome, type InboxRow, writeCommand } from "#prisma/sql/inbox.ts";
import { type FreshDatabase, freshDatabase, temporalAddress } from "#tests/support/database.ts";
import { buildBundle } from "#worker/bundle.ts";
import { createWorker } from "#worker/create.ts";
import { createSender, type Sender } from "#worker/sender.ts";

const silent = (): void => undefined;
let bundle: Promise<string> | null = null;

/** A whole engine for one test file: its own database and task queue on the run's servers. */
export interface Engine {
  readonly pool: pg.Pool;
  readonly url: string;
  readonly client: Client;
  readonly sender: Sender;
  readonly taskQueue: string;
  /** Starts one more worker; returns its end. */
  work(): Promise<() => Promise<void>>;
  /** Ends every worker that still runs. */
  rest(): Promise<void>;
  /** A campaign on a stepped clock, in the realm of its own; begun, and its root poked. */
  begin(campaign: Campaign, options?: { real?: boolean; poke?: boolean }): Promise<string>;
  give(
    cycle: string,
    command: Command,
    person: string,
    options?: GiveOptions,
  ): Promise<CommandOutcome | null>;
  write(
    cycle: string,
    command: Command,
    person: string,
    options?: GiveOptions,
  ): Promise<{ row: InboxRow; existed: boolean }>;
  moveTo(campaign: string, instant: Instant): Promise<void>;
  /** What only the owner of the tables may do: tampering, and locks from outside. */
  asOwner(sql: string, values: readonly unknown[]): Promise<void>;
  end(): Promise<void>;
}

export interface GiveOptions {
  readonly key?: string;
  readonly account?: string;
  readonly timeoutMs?: number;
}

export async function anEngine(options: { historyLimit?: number } = {}): Promise<Engine> {
  const database: FreshDatabase = await freshDatabase();
  const pool = createPool({
    url: database.url,
    max: 20,
    name: "engine-test",
    queryTimeout: 15_000,
  });
  const connection = await Connection.connect({ address: temporalAddress() });
  const client = new Client({ connection });
  const taskQueue = `test-${randomUUID()}`;
  const start = { taskQueue, ...options };
  const sender = createSender({ pool, client, ...start, interval: 300 });
  const ends = new Set<() => Promise<void>>();
  sender.start();
  try {
    Runtime.install({
      logger: {
        log: silent,
        trace: silent,
        debug: silent,
        info: silent,
        warn: silent,
        error: silent,
      },
    });
  } catch {
    // Another engine of this process has installed it.
  }

  const work = async (): Promise<() => Promise<void>> => {
    bundle ??= buildBundle();
    const native = await NativeConnection.connect({ address: temporalAddress() });
    const worker: Worker = await createWorker({
      connection: native,
      namespace: "default",
      taskQueue,
      bundle: { code: await bundle },
      recordings: 12,
      activities: {
        ...createRecords({ pool, poke: sender.poke }),
        ...createCycles({ pool, client, ...start }),
      },
    });
    const running = worker.run();
    const end = async (): Promise<void> => {
      if (!ends.delete(end)) return;
      if (worker.getState() === "RUNNING") worker.shutdown();
      await running;
      await native.close();
    };
    ends.add(end);
    return end;
  };
  const rest = async (): Promise<void> => {
    await Promise.all([...ends].map((end) => end()));
  };
  const write: Engine["write"] = (cycle, command, person, { key = randomUUID(), account } = {}) =>
    writeCommand(pool, {
      cycle,
      command,
      actor: { person, clerk: null, evidence: null, occurredAt: null },
      account: account ?? person,
      key,
      requestHash: JSON.stringify(command),
    });

  return {
    pool,
    url: database.url,
    client,
    sender,
    taskQueue,
    work,
    rest,
    write,
    async begin(campaign, { real = false, poke = true } = {}) {
      const short = randomUUID().slice(0, 8);
      const started = await inTransaction(pool, (tx) =>
        startCampaign(tx, {
          campaign,
          plan: plan(campaign),
          realm: { id: `r-${short}`, kind: "rehearsal", title: "engine" },
          mode: real ? "real" : "stepped",
          startedBy: null,
          now: real ? new Date().toISOString() : instantOf(campaign.starts, "07:00"),
        }),
      );
      const { campaign: id, root } = requireStarted(started);
      if (poke) sender.poke([root]);
      return id;
    },
    async give(cycle, command, person, options = {}) {
      const { row } = await write(cycle, command, person, options);
      return await sender.deliver(row, options.timeoutMs ?? 10_000);
    },
    async moveTo(campaign, instant) {
      const move = await inTransaction(pool, (tx) => moveClock(tx, campaign, instant));
      if (move.status === "moved") sender.poke(move.woken);
    },
    async asOwner(sql, values) {
      const owner = new pg.Client({ connectionString: database.ownerUrl });
      await owner.connect();
      await owner.query(sql, [...values]);
      await owner.end();
    },
    async end() {
      await sender.stop();
      await rest();
      await connection.close();
      await pool.end();
      await database.drop();
    },
  };
}

function requireStarted(start: CampaignStart): Extract<CampaignStart, { status: "started" }> {
  if (start.status !== "started") throw new Error(`not started: ${start.status}`);
  return start;
}

/** Waits until `look` finds something; the test's own timeout ends it otherwise. */
export async function until<T>(look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
