import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrokenAudit } from "#prisma/sql/audit.ts";
import { play } from "./actors.ts";
import { anEngine, type Engine } from "./engine.ts";
import { aPlayableCampaign } from "./playable.ts";

let engine: Engine;
let campaign: string;
const definition = aPlayableCampaign();
const all = async (sql: string) => (await engine.pool.query(sql, [campaign])).rows;

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  campaign = await engine.begin(definition);
  await play(engine, definition, campaign);
});
afterAll(() => engine.end());

describe("given a campaign in which everybody does what they owe", () => {
  test("then every cycle closes and every workflow ends", async () => {
    expect(
      await all("SELECT unit, status, open FROM cycles WHERE campaign = $1 ORDER BY unit"),
    ).toEqual(
      definition.units
        .map(({ id }) => ({ unit: id, status: "closed", open: false }))
        .sort((a, b) => (a.unit < b.unit ? -1 : 1)),
    );
    for (const { id } of definition.units)
      await engine.client.workflow.getHandle(`cycle/${campaign}/${id}`).result();
  });

  test("then numbers are given once each, in the order of issue, continuing the old register", async () => {
    const entries = await all(
      "SELECT series, number, symbol FROM register_entries WHERE campaign = $1 ORDER BY series, number",
    );
    expect(entries).toContainEqual(
      expect.objectContaining({ number: 775, symbol: expect.stringMatching(/^775.*CV.*HU/) }),
    );
    expect(new Set(entries.map(({ series, number }) => `${series} ${number}`)).size).toBe(
      entries.length,
    );
  });

  test("then the chosen models reach the party above the root with their lineage", async () => {
    const up = await all(
      `SELECT model, from_unit, from_below, state FROM nominations
        WHERE campaign = $1 AND to_unit = 'outside' ORDER BY model`,
    );
    expect(up.length).toBeGreaterThan(0);
    for (const one of up)
      expect(one).toMatchObject({
        from_unit: "chau-thanh",
        from_below: `${one.model}/chau-thanh`,
        state: "chosen",
      });
    const models = await all("SELECT id, state FROM models WHERE campaign = $1 ORDER BY id");
    expect(models.filter(({ state }) => state === "recognised").map(({ id }) => id)).toEqual(
      up.map(({ model }) => model),
    );
  });

  test("then nothing is owed and no notice is open", async () => {
    expect(await all("SELECT id FROM obligations WHERE campaign = $1 AND status = 'open'")).toEqual(
      [],
    );
    expect(await all("SELECT id FROM notices WHERE campaign = $1 AND status = 'open'")).toEqual([]);
  });

  test("then the audit chain follows from its first entry", async () => {
    expect(await findBrokenAudit(engine.pool, campaign)).toBeNull();
  });
});
