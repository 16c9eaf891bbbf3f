import { afterAll, beforeAll, expect, test } from "vitest";
import { inTransaction } from "#prisma/client.ts";
import { appendAudit } from "#prisma/sql/audit.ts";
import { deleteRehearsal } from "#prisma/sql/realm.ts";
import { anEngine, type Engine, until } from "./engine.ts";
import { aPlayableCampaign } from "./playable.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await anEngine();
});
afterAll(() => engine.end());

test("given a recording under way, when its rehearsal is deleted, then nothing of its audit stays behind", async () => {
  const campaign = await engine.begin(aPlayableCampaign(), { poke: false });
  const realm = `r-${campaign.split("~")[1]}`;
  const recording = await engine.pool.connect();
  await recording.query("BEGIN");
  await recording.query("SELECT FROM campaigns WHERE id = $1 FOR SHARE", [campaign]);
  await appendAudit(recording, { campaign, realm, entry: { what: "last" } });
  const deleted = inTransaction(engine.pool, (tx) => deleteRehearsal(tx, realm));
  await until(async () => {
    const { rowCount } = await engine.pool.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    return rowCount === 1;
  });
  await recording.query("COMMIT");
  recording.release();
  expect(await deleted).toBe(true);
  const { rows } = await engine.pool.query("SELECT n FROM audit WHERE realm = $1", [realm]);
  expect(rows).toEqual([]);
});
