import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aLargeCampaign } from "#tests/domain/campaign-builder.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aDesk, type Desk } from "./desk.ts";

let engine: Engine;
let desk: Desk;
let operator: string;
let queries = 0;

beforeAll(async () => {
  engine = await anEngine();
  await engine.sender.stop();
  const pool = new Proxy(engine.pool, {
    get: (target, name) => {
      if (name === "query") queries += 1;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  desk = await aDesk({ ...engine, pool });
  operator = await desk.operator();
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

/** Queries that one reading takes, once the campaign's definition is known. */
async function queriesFor(campaign: string, path: string): Promise<number> {
  const read = () => desk.call(operator, "GET", `/api/campaigns/${campaign}${path}`);
  await read();
  queries = 0;
  expect((await read()).status).toBe(200);
  return queries;
}

describe("given a small campaign and one of many units", () => {
  const paths = [
    "",
    "/board",
    "/grid",
    "/next",
    "/obligations",
    "/notices",
    "/documents",
    "/events",
  ];

  test.each(paths)("then %s takes the same few queries for both", async (path) => {
    const small = await engine.begin(aLargeCampaign(2), { poke: false });
    const large = await engine.begin(aLargeCampaign(120), { poke: false });
    const few = await queriesFor(small, path);
    expect(await queriesFor(large, path)).toBe(few);
    expect(few).toBeLessThanOrEqual(8);
  });
});
