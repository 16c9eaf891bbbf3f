import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Command } from "#domain/command.ts";
import { addMilliseconds } from "#domain/time.ts";
import { readClock } from "#prisma/sql/clock.ts";
import { settled } from "./actors.ts";
import { anEngine, type Engine, until } from "./engine.ts";
import { aPlayableCampaign } from "./playable.ts";

const definition = aPlayableCampaign();
const HEAD = "chau-thanh/head/holder";
const OFFICE = "chau-thanh/standing-office/holder";

let engine: Engine;
beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
});
afterAll(() => engine.end());

const override = (expires: string): Command => ({
  type: "override_gate",
  step: "gate",
  round: 1,
  reason: "Kịp tiến độ của tỉnh.",
  expires,
});

const happened = async (cycle: string): Promise<string[]> => {
  const { rows } = await engine.pool.query<{ type: string }>(
    "SELECT type FROM events WHERE cycle = $1 ORDER BY seq, n",
    [cycle],
  );
  return rows.map(({ type }) => type);
};

describe("given an override that somebody has proposed", () => {
  test("when nobody confirms it on a real clock, then the cycle's own timer lets it lapse", async () => {
    const cycle = `${await engine.begin(definition, { real: true })}/chau-thanh`;
    const expires = addMilliseconds(new Date().toISOString(), 2_500);
    expect(await engine.give(cycle, override(expires), HEAD)).toMatchObject({ status: "done" });
    await until(async () => (await happened(cycle)).includes("override_lapsed"));
    const { rows } = await engine.pool.query(
      "SELECT id FROM inbox WHERE cycle = $1 AND id LIKE 'w/%'",
      [cycle],
    );
    expect(rows).toEqual([{ id: `w/${cycle}/${expires}` }]);
  });

  test("when a stepped clock is moved past its end, then it lapses before what is given later", async () => {
    const campaign = await engine.begin(definition);
    const cycle = `${campaign}/chau-thanh`;
    await settled(engine, campaign);
    const clock = await readClock(engine.pool, campaign);
    const expires = addMilliseconds(clock?.now ?? "", 3_600_000);
    expect(await engine.give(cycle, override(expires), HEAD)).toMatchObject({ status: "done" });
    await engine.moveTo(campaign, addMilliseconds(expires, 60_000));
    const late = await engine.give(cycle, override(addMilliseconds(expires, 7_200_000)), OFFICE);
    expect(late).toMatchObject({ status: "done", events: ["override_proposed"] });
    expect((await happened(cycle)).filter((type) => type.startsWith("override"))).toEqual([
      "override_proposed",
      "override_lapsed",
      "override_proposed",
    ]);
  });
});
