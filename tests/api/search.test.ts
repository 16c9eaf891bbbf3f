import { afterAll, beforeAll, expect, test } from "vitest";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { aDesk, type Desk, standsAt } from "./desk.ts";

let engine: Engine;
let desk: Desk;
let campaign: string;
let actors: ReadonlyMap<string, string>;
const ROOT = "chau-thanh";

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  desk = await aDesk(engine);
  campaign = await engine.begin(aPlayableCampaign());
  actors = await desk.actors(campaign);
  await standsAt(desk, await desk.operator(), campaign, ROOT, "dispatch", "open");
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

interface Item {
  readonly kind: string;
  readonly title: string;
  readonly unit: string;
}

async function search(person: string, q: string): Promise<Item[]> {
  const path = `/api/campaigns/${campaign}/search?${new URLSearchParams({ q }).toString()}`;
  const { status, body } = await desk.call(actors.get(person) ?? "", "GET", path);
  expect(status).toBe(200);
  return body.items;
}

test("given a unit's name without accents or in capitals, then it is found", async () => {
  const units = await search(`${ROOT}/head/holder`, "BINH an");
  expect(units.filter(({ kind }) => kind === "unit").map(({ unit }) => unit)).toEqual(["binh-an"]);
});

test("given a sign that means something to the database, then it means nothing in a search", async () => {
  for (const sign of ["%", "_", "\\", "' OR 1=1 --"])
    expect(await search(`${ROOT}/head/holder`, sign)).toEqual([]);
});

test("given somebody of a commune, then nothing of another commune is found, by any name", async () => {
  const all = await search(`${ROOT}/head/holder`, "a");
  expect(new Set(all.map(({ unit }) => unit)).size).toBeGreaterThan(1);
  const own = await search("binh-an/head/holder", "a");
  expect(own.length).toBeGreaterThan(0);
  expect(new Set(own.map(({ unit }) => unit))).toEqual(new Set(["binh-an"]));
});
