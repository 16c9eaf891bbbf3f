import { join } from "node:path";
import { Runtime } from "@temporalio/worker";
import { createChangeKeeper } from "#activities/change-keeper.ts";
import { createCycles } from "#activities/cycles.ts";
import {
  createDispatchActivities,
  createDispatcher,
  freezeSettings,
} from "#activities/dispatch.ts";
import { createMailboxReader } from "#activities/mailbox-reader.ts";
import { createReconcileActivities, createReconciler } from "#activities/reconcile.ts";
import { createRecords } from "#activities/records.ts";
import { config } from "#config.ts";
import { createPool } from "#prisma/client.ts";
import { keptBundle } from "./bundle.ts";
import { createWorker } from "./create.ts";
import { startDispatcher } from "./dispatcher.ts";
import { createPost } from "./post.ts";
import { scheduleReconciler } from "./reconciler.ts";
import { rehydrate } from "./rehydrate.ts";
import { createSender } from "./sender.ts";
import { connectWorker, ensureSearchAttributes } from "./temporal.ts";
import { connectClient } from "./temporal-client.ts";

/** Recordings at once; the pool has some more connections for starts, senders and the dispatcher. */
const RECORDINGS = 12;
const OTHER_CONNECTIONS = 8;
const QUERY_TIMEOUT_MS = 15_000;

const log = (line: string): void => {
  process.stdout.write(`${new Date().toISOString()} ${line}\n`);
};

/** The worker process: moves the cycles, sends what waits in inboxes, and the notices. */
async function main(): Promise<void> {
  const { databaseUrl, temporal, dataFolder } = config;
  if (databaseUrl === null || temporal.address === null)
    throw new Error("DATABASE_URL and TEMPORAL_ADDRESS must be set: see .env.example.");
  const settings = { ...temporal, address: temporal.address };
  Runtime.install({ logger: { ...QUIET, warn: log, error: log }, shutdownSignals: [] });

  const pool = createPool({
    url: databaseUrl,
    max: RECORDINGS + OTHER_CONNECTIONS,
    name: "plenum-worker",
    queryTimeout: QUERY_TIMEOUT_MS,
  });
  const [client, connection, bundle] = await Promise.all([
    connectClient(settings),
    connectWorker(settings),
    keptBundle(join(dataFolder, "cache")),
  ]);
  await ensureSearchAttributes(client, settings.namespace);
  const sender = createSender({ pool, client, log });
  const sending = {
    publicUrl: config.publicUrl,
    smtpUrl: config.mail.smtpUrl,
    rehearsalSmtpUrl: config.mail.rehearsalSmtpUrl,
    mailFrom: config.mail.from,
    mailPerMinute: config.mail.perMinute,
    webhook: config.webhook,
    pushPerMinute: config.push.perMinute,
  };
  const dispatcher = createDispatcher(pool, sending);
  const reading = new AbortController();
  const { imapUrl } = config.mail;
  const reader = imapUrl === null ? null : createMailboxReader(pool, { url: imapUrl });
  const keeper = createChangeKeeper({
    pool,
    poke: sender.poke,
    settings: freezeSettings(sending),
    log,
  });
  const { send } = createPost({ pool, client });
  const reconciler = createReconciler({ pool, client, send, startDispatcher, log });
  const worker = await createWorker({
    connection,
    namespace: settings.namespace,
    bundle,
    recordings: RECORDINGS,
    activities: {
      ...createRecords({ pool, poke: sender.poke, log }),
      ...createCycles({ pool, client, log }),
      ...createDispatchActivities(dispatcher),
      ...createReconcileActivities(reconciler),
    },
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      if (worker.getState() === "RUNNING") worker.shutdown();
    });

  const running = worker.run();
  sender.start();
  const mailbox = reader?.run(reading.signal);
  const changes = keeper.run(reading.signal);
  await startDispatcher(client);
  await rehydrate({ pool, client, progress: (done, of) => log(`${done} of ${of} cycles started`) });
  await scheduleReconciler(client).catch((error: unknown) => {
    const why = error instanceof Error ? error.name : typeof error;
    log(`the reconciler cannot be scheduled (${why}): plenum doctor --heal does the same by hand`);
  });
  process.send?.("ready");
  log("ready");

  await running;
  reading.abort();
  await Promise.all([sender.stop(), mailbox, changes]);
  dispatcher.close();
  await Promise.all([pool.end(), connection.close(), client.connection.close()]);
  process.exit(0);
}

const silent = (): void => undefined;
const QUIET = { log: silent, trace: silent, debug: silent, info: silent };

main().catch((error: unknown) => {
  log(`the worker cannot go on: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
