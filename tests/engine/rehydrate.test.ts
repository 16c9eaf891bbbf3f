import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rehydrate } from "#worker/rehydrate.ts";
import { workflowIdOf } from "#workflows/contract.ts";
import { play, settled } from "./actors.ts";
import { anEngine, type Engine } from "./engine.ts";
import { aPlayableCampaign } from "./playable.ts";

const definition = aPlayableCampaign();
let engine: Engine;
beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
});
afterAll(() => engine.end());

/** How a campaign ended, without what names the one or the other. */
async function ending(campaign: string): Promise<unknown> {
  const read = async (sql: string) => (await engine.pool.query(sql, [campaign])).rows;
  return {
    steps: await read(
      "SELECT unit, step, status, round, done_at, outcome FROM steps WHERE campaign = $1 ORDER BY unit, step",
    ),
    owed: await read(
      `SELECT unit, step, act, post, round, status, due_at, ended_at, ended_by FROM obligations
        WHERE campaign = $1 ORDER BY unit, step, act, post, round`,
    ),
    papers: await read(
      "SELECT series, number, symbol, title FROM register_entries WHERE campaign = $1 ORDER BY series, number",
    ),
    notices: await read(
      `SELECT substr(id, length(campaign) + 1) AS id, posts, due_at, status, reason FROM notices
        WHERE campaign = $1 ORDER BY id`,
    ),
  };
}

/** Takes a campaign's runs away, as a lost Temporal server would. */
async function losesTemporal(campaign: string): Promise<void> {
  for (const { id } of definition.units)
    await engine.client.workflow
      .getHandle(workflowIdOf(`${campaign}/${id}`))
      .terminate("the server is lost");
}

describe("given a campaign in its middle whose Temporal server is lost", () => {
  test("when it is rehydrated, then it ends like one that was not", async () => {
    const undisturbed = await engine.begin(definition);
    await play(engine, definition, undisturbed);

    const campaign = await engine.begin(definition);
    await play(engine, definition, campaign, (_, acts) => acts === 30);
    await losesTemporal(campaign);
    const { pool, client, taskQueue } = engine;
    const seen: [number, number][] = [];
    const progress = (done: number, of: number): void => void seen.push([done, of]);
    const { started } = await rehydrate({ pool, client, taskQueue, raise: true, progress });
    expect(started).toBe(definition.units.length);
    expect(seen.at(-1)).toEqual([started, started].map((n) => n));
    await play(engine, definition, campaign);
    expect(await ending(campaign)).toEqual(await ending(undisturbed));
  });

  test("when nothing is missing, then nothing is started", async () => {
    const campaign = await engine.begin(definition);
    await settled(engine, campaign);
    const { pool, client, taskQueue } = engine;
    await rehydrate({ pool, client, taskQueue });
    expect((await rehydrate({ pool, client, taskQueue })).started).toBe(0);
  });

  test("when a command comes before anybody has rehydrated, then its cycle is started by it", async () => {
    const campaign = await engine.begin(definition);
    await settled(engine, campaign);
    await losesTemporal(campaign);
    const outcome = await engine.give(
      `${campaign}/binh-an`,
      { type: "complete", step: "comment", round: 1 },
      "chau-thanh/standing-deputy/holder",
      { key: randomUUID() },
    );
    expect(outcome).toMatchObject({ status: "refused", code: "step_waits" });
  });
});
