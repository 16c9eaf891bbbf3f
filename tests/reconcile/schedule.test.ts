import { randomUUID } from "node:crypto";
import { NativeConnection } from "@temporalio/worker";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCycles } from "#activities/cycles.ts";
import { createReconcileActivities, createReconciler } from "#activities/reconcile.ts";
import { createRecords } from "#activities/records.ts";
import { settled } from "#tests/engine/actors.ts";
import { anEngine, type Engine, until } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { temporalAddress } from "#tests/support/database.ts";
import { buildBundle } from "#worker/bundle.ts";
import { createWorker } from "#worker/create.ts";
import { startDispatcher } from "#worker/dispatcher.ts";
import { createPost } from "#worker/post.ts";
import { scheduleReconciler } from "#worker/reconciler.ts";

const id = `reconciler-${randomUUID()}`;
let engine: Engine;
let end: () => Promise<void>;
beforeAll(async () => {
  engine = await anEngine();
  const { pool, client, taskQueue, sender } = engine;
  const connection = await NativeConnection.connect({ address: temporalAddress() });
  const { send } = createPost({ pool, client, taskQueue });
  const reconciler = createReconciler({ pool, client, send, taskQueue, startDispatcher });
  const worker = await createWorker({
    connection,
    namespace: "default",
    taskQueue,
    bundle: { code: await buildBundle() },
    recordings: 4,
    activities: {
      ...createRecords({ pool, poke: sender.poke }),
      ...createCycles({ pool, client, taskQueue }),
      ...createReconcileActivities(reconciler),
    },
  });
  const running = worker.run();
  end = async () => {
    worker.shutdown();
    await running;
    await connection.close();
  };
});
afterAll(async () => {
  await engine.client.schedule.getHandle(id).delete();
  await end();
  await engine.end();
});

describe("given the reconciler's Schedule", () => {
  test("when a worker starts, twice, then there is one, nightly, that never overlaps and has run", async () => {
    const { client, taskQueue, pool } = engine;
    const campaign = await engine.begin(aPlayableCampaign());
    await settled(engine, campaign);
    await engine.asOwner("DELETE FROM notices WHERE campaign = $1", [campaign]);
    const schedule = client.schedule.getHandle(id);
    const lastRun = (): Promise<string> =>
      until(async () => {
        const { info } = await schedule.describe();
        const run = info.recentActions.at(-1)?.action.workflow;
        await new Promise((resolve) => setTimeout(resolve, 500));
        return run ? `${run.workflowId} ${run.firstExecutionRunId}` : null;
      });
    const resultOf = (run: string): Promise<unknown> => {
      const [workflow = "", first] = run.split(" ");
      return client.workflow.getHandle(workflow, first).result();
    };
    await scheduleReconciler(client, { taskQueue, id });
    const first = await lastRun();
    expect(await resultOf(first)).toMatchObject({ cycles: 4, left: 0, kinds: [] });
    const { rows } = await pool.query("SELECT kind FROM findings WHERE status = 'healed'");
    expect(new Set(rows.map(({ kind }) => kind))).toContain("notice_missing");
    await scheduleReconciler(client, { taskQueue, id });
    const { spec, policies } = await schedule.describe();
    expect(policies.overlap).toBe("SKIP");
    expect(policies.catchupWindow).toBe(3_600_000);
    expect(spec.timezone).toBe("Asia/Ho_Chi_Minh");
    expect(spec.calendars?.[0]?.hour).toEqual([{ start: 3, end: 3, step: 1 }]);
  });
});
