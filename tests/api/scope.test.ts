import { afterAll, beforeAll, expect, test } from "vitest";
import { type Scope, scopeOf } from "#prisma/sql/read/scope.ts";
import { settled } from "#tests/engine/actors.ts";
import { anEngine, type Engine, until } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";

let engine: Engine;
let campaign: string;

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  campaign = await engine.begin(aPlayableCampaign());
  await settled(engine, campaign);
  await until(async () => {
    const owes =
      "SELECT FROM obligations WHERE campaign = $1 AND post = 'chau-thanh/standing-office'";
    return (await engine.pool.query(owes, [campaign])).rowCount;
  });
});
afterAll(() => engine.end());

const scopeFor = (person: string): Promise<Scope | null> =>
  scopeOf(
    engine.pool,
    { token: "t", kind: "person", realm: `r-${campaign.split("~")[1]}`, person, label: "t" },
    campaign,
  );

test("given somebody at the root, then all units are theirs and no single steps are listed beside them", async () => {
  const scope = await scopeFor("chau-thanh/standing-office/holder");
  expect(scope).toMatchObject({ units: null, cycles: [], steps: [] });
});

test("given somebody of a commune, then its unit is theirs", async () => {
  expect(await scopeFor("binh-an/head/holder")).toMatchObject({ units: ["binh-an"] });
});
