import { randomUUID } from "node:crypto";
import { Client, Connection } from "@temporalio/client";
import { NativeConnection, type Worker } from "@temporalio/worker";
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
import { buildBundle } from "#worker/bundle.ts";
import { createWorker } from "#worker/create.ts";
import { createSender, type Sender } from "#worker/sender.ts";
import { quietRuntime } from "./quiet-runtime.ts";

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

/** Where an engine finds its servers. */
export interface EnginePlace {
  readonly url: string;
  readonly ownerUrl: string;
  readonly temporal: string;
  readonly historyLimit?: number;
}

/** An engine on this test run's servers, with a database of its own. */
export async function anEngine(options: { historyLimit?: number } = {}): Promise<Engine> {
  const { freshDatabase, temporalAddress } = await import("#tests/support/database.ts");
  const database = await freshDatabase();
  const { url, ownerUrl } = database;
  const engine = await engineOn({ url, ownerUrl, temporal: temporalAddress(), ...options });
  const end = async (): Promise<void> => {
    await engine.end();
    await database.drop();
  };
  return { ...engine, end };
}

export async function engineOn({
  url,
  ownerUrl,
  temporal,
  ...options
}: EnginePlace): Promise<Engine> {
  const pool = createPool({ url, max: 20, name: "engine-test", queryTimeout: 15_000 });
  const connection = await Connection.connect({ address: temporal });
  const client = new Client({ connection });
  const taskQueue = `test-${randomUUID()}`;
  const start = { taskQueue, ...options };
  const sender = createSender({ pool, client, ...start, interval: 300 });
  const ends = new Set<() => Promise<void>>();
  sender.start();
  quietRuntime();

  const work = async (): Promise<() => Promise<void>> => {
    bundle ??= buildBundle();
    const native = await NativeConnection.connect({ address: temporal });
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
    url,
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
      const owner = new pg.Client({ connectionString: ownerUrl });
      await owner.connect();
      await owner.query(sql, [...values]);
      await owner.end();
    },
    async end() {
      await sender.stop();
      await rest();
      await connection.close();
      await pool.end();
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
