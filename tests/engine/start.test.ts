import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Campaign } from "#domain/campaign.ts";
import { plan } from "#domain/plan.ts";
import { createPool, inTransaction } from "#prisma/client.ts";
import { type CampaignStart, pastSteps, startCampaign } from "#prisma/sql/campaign.ts";
import { aCampaign, aLargeCampaign } from "#tests/domain/campaign-builder.ts";
import { type FreshDatabase, freshDatabase } from "#tests/support/database.ts";
import { aPlayableCampaign } from "./playable.ts";

let database: FreshDatabase;
let pool: ReturnType<typeof createPool>;
beforeAll(async () => {
  database = await freshDatabase();
  pool = createPool({ url: database.url, max: 4, name: "start-test" });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const NOW = "2020-03-25T00:00:00.000Z";

const start = (campaign: Campaign, realm = "r-one"): Promise<CampaignStart> =>
  inTransaction(pool, (tx) =>
    startCampaign(tx, {
      campaign,
      plan: plan(campaign),
      realm: { id: realm, kind: "rehearsal", title: "start" },
      mode: "stepped",
      startedBy: null,
      now: NOW,
    }),
  );

const count = async (table: string, campaign: string): Promise<number> =>
  (await pool.query(`SELECT count(*) AS n FROM ${table} WHERE campaign = $1`, [campaign])).rows[0]
    .n;

describe("given a campaign", () => {
  test("when it is started, then every unit has a cycle, its steps and its first inbox row", async () => {
    const campaign = aPlayableCampaign();
    expect(await start(campaign)).toEqual({
      status: "started",
      campaign: "chau-thanh-2020~one",
      root: "chau-thanh-2020~one/chau-thanh",
      cycles: 4,
    });
    const steps = plan(campaign).cycles.reduce((sum, cycle) => sum + cycle.steps.length, 0);
    expect(await count("cycles", "chau-thanh-2020~one")).toBe(4);
    expect(await count("inbox", "chau-thanh-2020~one")).toBe(4);
    expect(await count("steps", "chau-thanh-2020~one")).toBe(steps);
    expect(await count("models", "chau-thanh-2020~one")).toBe(campaign.models.length);
  });

  test("when it is started again, then it says that it runs already", async () => {
    expect(await start(aPlayableCampaign())).toEqual({
      status: "already_running",
      campaign: "chau-thanh-2020~one",
    });
  });

  test("when another definition has its id, then it says where they differ", async () => {
    const other = aPlayableCampaign({ pilot: "minh-hoa", period: "2016-2021" });
    expect(await start(other)).toEqual({
      status: "differs",
      campaign: "chau-thanh-2020~one",
      differences: ["period", "pilot"],
    });
  });

  test("when it is started in another realm, then it is another campaign", async () => {
    expect(await start(aPlayableCampaign(), "r-two")).toMatchObject({
      status: "started",
      campaign: "chau-thanh-2020~two",
    });
  });

  test("when starting it fails in the middle, then nothing of it is left", async () => {
    const [post] = aCampaign().posts;
    const broken = aCampaign({
      id: "broken",
      appointments: [{ post: post?.id ?? "", person: "nobody", from: "2020-01-01", to: null }],
    });
    await expect(start(broken, "r-broken")).rejects.toThrow(/foreign key/);
    const { rowCount } = await pool.query("SELECT 1 FROM realms WHERE id = 'r-broken'");
    expect(rowCount).toBe(0);
    expect(await count("cycles", "broken~broken")).toBe(0);
  });

  test("when its dates are past, then the past steps can be named beforehand", () => {
    const planned = plan(aCampaign());
    expect(pastSteps(planned, NOW)).toEqual([]);
    expect(pastSteps(planned, "2020-03-28T00:00:00.000Z")).toContainEqual(
      expect.objectContaining({ unit: "chau-thanh", step: "dispatch" }),
    );
  });
});

describe("given as many units as the nation has", () => {
  test("when the campaign is started, then all of it is there", async () => {
    const campaign = aLargeCampaign(3_320, { id: "nation" });
    expect(await start(campaign)).toMatchObject({ status: "started", cycles: 3_321 });
    expect(await count("cycles", "nation~one")).toBe(3_321);
  });
});
