import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rehydrate } from "#worker/rehydrate.ts";
import type { CycleStanding } from "#workflows/contract.ts";
import { STANDING_QUERY, workflowIdOf } from "#workflows/contract.ts";
import { settled } from "./actors.ts";
import { anEngine, type Engine, until } from "./engine.ts";
import { aPlayableCampaign } from "./playable.ts";

const definition = aPlayableCampaign();
let engine: Engine;
beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
});
afterAll(() => engine.end());

const complete = { type: "complete", step: "comment", round: 1 } as const;

describe("given a run of an older epoch", () => {
  test("when its cycle's epoch has been raised, then it records nothing, ends, and another goes on", async () => {
    const campaign = await engine.begin(definition);
    await settled(engine, campaign);
    const cycle = `${campaign}/binh-an`;
    const old = engine.client.workflow.getHandle(workflowIdOf(cycle));
    const { runId } = await old.describe();
    await engine.pool.query("UPDATE cycles SET epoch = epoch + 1 WHERE id = $1", [cycle]);

    const outcome = await engine.give(cycle, complete, "chau-thanh/standing-deputy/holder");
    expect(outcome).toMatchObject({ status: "refused" });
    await engine.client.workflow.getHandle(workflowIdOf(cycle), runId).result();
    const standing = await engine.client.workflow
      .getHandle(workflowIdOf(cycle))
      .query<CycleStanding>(STANDING_QUERY);
    expect(standing).toMatchObject({ cycle, epoch: 2 });
  });

  test("when all epochs are raised by a rehydration, then every open cycle has a run of the new one", async () => {
    const campaign = await engine.begin(definition);
    await settled(engine, campaign);
    const { pool, client, taskQueue } = engine;
    await rehydrate({ pool, client, taskQueue, raise: true });
    for (const { id } of definition.units) {
      const cycle = `${campaign}/${id}`;
      const { rows } = await pool.query("SELECT epoch FROM cycles WHERE id = $1", [cycle]);
      const standing = await until(async () => {
        const found = await client.workflow
          .getHandle(workflowIdOf(cycle))
          .query<CycleStanding>(STANDING_QUERY);
        return found.epoch === rows[0]?.epoch && found;
      });
      expect(standing.closed).toBe(false);
    }
  });
});

describe("given a Postgres that stalls", () => {
  test("when a cycle is locked from outside for some seconds, then the command is recorded once it is free", async () => {
    const campaign = await engine.begin(definition);
    await settled(engine, campaign);
    const cycle = `${campaign}/binh-an`;
    const outside = new pg.Client({ connectionString: engine.url });
    await outside.connect();
    await outside.query("BEGIN");
    await outside.query("SELECT 1 FROM cycles WHERE id = $1 FOR NO KEY UPDATE", [cycle]);
    const { row } = await engine.write(cycle, complete, "chau-thanh/standing-deputy/holder");
    const waiting = engine.sender.deliver(row, 30_000);

    // Other cycles go on meanwhile: the stalled one holds no slot for ever.
    const other = await engine.give(
      `${campaign}/minh-hoa`,
      complete,
      "chau-thanh/standing-deputy/holder",
    );
    expect(other).toMatchObject({ status: "refused" });
    const patient = await until(async () => {
      const { pendingActivities } = await pendingOf(engine, cycle);
      return pendingActivities.length > 0 && pendingActivities;
    });
    expect(patient[0]?.activityType?.name).toBe("record");

    await outside.query("ROLLBACK");
    await outside.end();
    expect(await waiting).toMatchObject({ status: "refused", code: "step_waits" });
  });
});

async function pendingOf(engine: Engine, cycle: string) {
  const { raw } = await engine.client.workflow.getHandle(workflowIdOf(cycle)).describe();
  return { pendingActivities: raw.pendingActivities ?? [] };
}
