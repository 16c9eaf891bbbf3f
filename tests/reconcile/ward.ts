import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { createDispatcher } from "#activities/dispatch.ts";
import { createReconciler, type Reconciled } from "#activities/reconcile.ts";
import type { Finding } from "#domain/finding.ts";
import { PATIENCE, type Patience } from "#prisma/sql/reconcile.ts";
import { settled } from "#tests/engine/actors.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { startDispatcher } from "#worker/dispatcher.ts";
import { createPost } from "#worker/post.ts";

/** Everything open counts as left lying. */
export const AT_ONCE: Patience = { cycle: 0, begin: 0, notice: 0 };

/** The same, but what has just been healed may wait to be sent. */
const SOON: Patience = { ...PATIENCE, cycle: 0, begin: 0 };

const POST = {
  publicUrl: "http://plenum.test",
  smtpUrl: null,
  rehearsalSmtpUrl: null,
  mailFrom: "Plenum <plenum@example.vn>",
};

/** An engine whose campaigns are broken on purpose, and the reconciler that looks after it. */
export interface Ward {
  engine: Engine;
  reconcile(options?: { heal?: boolean; patience?: Patience }): Promise<Reconciled>;
  /** Sends what is due, to the rehearsal's mailbox. */
  dispatch(): Promise<void>;
  /** As the app writes it, and where the app may not, as the owner of the tables. */
  breaks(sql: string, values?: readonly unknown[]): Promise<void>;
  rows<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** Registers the hooks; the ward may be used from `beforeAll` on. */
export function aWard(): Ward {
  const queue = `dispatcher-${randomUUID()}`;
  const ward = {
    async reconcile({ heal = true, patience = SOON } = {}) {
      const { pool, client, taskQueue } = ward.engine;
      const { send } = createPost({ pool, client, taskQueue });
      return await createReconciler({
        pool,
        client,
        send,
        taskQueue,
        patience,
        startDispatcher: (to) => startDispatcher(to, queue),
      }).run(heal);
    },
    async dispatch() {
      await createDispatcher(ward.engine.pool, POST).once();
    },
    breaks: (sql: string, values: readonly unknown[] = []) => ward.engine.asOwner(sql, values),
    rows: async <Row>(sql: string, values: readonly unknown[] = []) =>
      (await ward.engine.pool.query(sql, [...values])).rows as Row[],
  } as Ward;
  beforeAll(async () => {
    ward.engine = await anEngine();
    await ward.engine.work();
    // Nobody works on its queue: it only has to be there.
    await startDispatcher(ward.engine.client, queue);
  });
  afterAll(() => ward.engine.end());
  return ward;
}

/** Waits until nothing lies in an inbox, then sends what is due. */
export async function atRest(ward: Ward, campaign: string): Promise<void> {
  await settled(ward.engine, campaign);
  await ward.dispatch();
}

export const kindsOf = (findings: readonly Finding[]): string[] =>
  [...new Set(findings.map(({ kind }) => kind))].sort();

/** Every row of every table with its transaction: the same text means that nothing was written. */
export async function everyRow({ rows }: Ward): Promise<Record<string, string>> {
  const tables = await rows<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_name NOT LIKE '\\_%' ORDER BY 1`,
  );
  const said: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await rows<{ said: string }>(
      `SELECT coalesce(md5(string_agg(concat(t.xmin, t.ctid, t.*), '|' ORDER BY t.ctid)), '') AS said FROM ${name} t`,
    );
    said[name] = row?.said ?? "";
  }
  return said;
}
