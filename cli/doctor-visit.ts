import type { Client } from "@temporalio/client";
import type pg from "pg";
import { createReconciler, type Reconciled } from "#activities/reconcile.ts";
import { config } from "#config.ts";
import { createPool } from "#prisma/client.ts";
import { startDispatcher } from "#worker/dispatcher.ts";
import { createPost } from "#worker/post.ts";
import { connectClient } from "#worker/temporal-client.ts";
import { type Check, not } from "./doctor-check.ts";
import { databaseChecks } from "./doctor-database.ts";
import { mailboxChecks } from "./doctor-mailbox.ts";
import { placeChecks } from "./doctor-place.ts";
import { mailChecks, temporalChecks } from "./doctor-service.ts";
import { survivor } from "./process-record.ts";
import { presentDatabase } from "./stack.ts";

/** All that one look has shown. */
export interface Visit {
  readonly checks: readonly Check[];
  /** null: there was no database to compare. */
  readonly reconciled: Reconciled | null;
  readonly heal: boolean;
  /** Nothing is wrong, or all that was has been healed. */
  readonly well: boolean;
}

/** Looks at the surroundings, then at the rows; with `heal` puts right what is safe to put right. */
export async function examine(heal: boolean): Promise<Visit> {
  const place = placeChecks(config);
  const urls = presentDatabase();
  if (urls === null) return visitOf([...place, DOWN], null, heal);
  const pool = createPool({ url: urls.url, max: 4, name: "plenum doctor" });
  const temporal = await reachTemporal();
  const { client } = temporal;
  try {
    const reachable = await pool.query("SELECT 1").then(
      () => true,
      () => false,
    );
    if (!reachable) return visitOf([...place, NO_DATABASE, ...temporal.checks], null, heal);
    const database = await databaseChecks(pool);
    const migrated = !database.some(({ about, state }) => about === "schema" && state === "wrong");
    const mail = await mailChecks(config, pool);
    const mailbox = migrated ? await mailboxChecks(config, pool) : [];
    const checks = [...place, ...database, ...temporal.checks, ...mail, ...mailbox];
    if (!migrated) return visitOf(checks, null, heal);
    return visitOf(checks, await reconcilerOn(pool, client).run(heal), heal);
  } finally {
    await pool.end();
    await client?.connection.close();
  }
}

function visitOf(checks: readonly Check[], reconciled: Reconciled | null, heal: boolean): Visit {
  const wrong = checks.some(({ state }) => state === "wrong");
  return { checks, reconciled, heal, well: !wrong && (reconciled?.left.length ?? 0) === 0 };
}

function reconcilerOn(pool: pg.Pool, client: Client | null) {
  const send = client
    ? createPost({ pool, client }).send
    : () => Promise.resolve("Temporal cannot be reached");
  return createReconciler({ pool, client, send, startDispatcher });
}

const DOWN = not(
  "wrong",
  "stack",
  { vi: "Hệ thống chưa chạy.", en: "The stack is not running." },
  {
    vi: "npm start, hoặc đặt DATABASE_URL và TEMPORAL_ADDRESS rồi chạy lại.",
    en: "npm start; or set DATABASE_URL and TEMPORAL_ADDRESS, and try again.",
  },
);

const NO_DATABASE = not(
  "wrong",
  "postgres",
  { vi: "Không kết nối được PostgreSQL.", en: "PostgreSQL cannot be reached." },
  {
    vi: "Kiểm tra DATABASE_URL, máy chủ và tường lửa; của thư mục dữ liệu: logs/postgres.log.",
    en: "Check DATABASE_URL, the server and the firewall; the data folder's own: logs/postgres.log.",
  },
);

async function reachTemporal(): Promise<{ client: Client | null; checks: Check[] }> {
  const { temporal, dataFolder } = config;
  const own = survivor(dataFolder, "temporal");
  const address = temporal.address ?? (own?.port ? `127.0.0.1:${own.port}` : null);
  if (address === null) return { client: null, checks: [noTemporal("–")] };
  try {
    const client = await connectClient({ ...temporal, address });
    return { client, checks: await temporalChecks(client, address) };
  } catch {
    return { client: null, checks: [noTemporal(address)] };
  }
}

const noTemporal = (address: string): Check =>
  not(
    "wrong",
    "temporal",
    {
      vi: `Temporal không trả lời (${address}): việc đã nhận vẫn nằm trong hộp chờ, chưa được xử lý.`,
      en: `Temporal does not answer (${address}): what was received waits in the inboxes.`,
    },
    {
      vi: "Kiểm tra TEMPORAL_ADDRESS, TLS, mạng; của thư mục dữ liệu: logs/temporal.log. Mất dữ liệu Temporal thì plenum rehydrate.",
      en: "Check TEMPORAL_ADDRESS, TLS, network; the data folder's own: logs/temporal.log. If its data is lost: plenum rehydrate.",
    },
  );
