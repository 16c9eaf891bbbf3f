import { beforeAll, describe, expect, test } from "vitest";
import { play } from "#tests/engine/actors.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { AT_ONCE, atRest, aWard, everyRow } from "./ward.ts";

const definition = aPlayableCampaign();
const ward = aWard();
let campaign: string;
beforeAll(async () => {
  campaign = await ward.engine.begin(definition);
});

describe("given a healthy campaign", () => {
  test("when it has just begun, then nothing is found and nothing is written", async () => {
    await atRest(ward, campaign);
    const before = await everyRow(ward);
    const { cycles, found } = await ward.reconcile({ patience: AT_ONCE });
    expect({ cycles, found }).toEqual({ cycles: definition.units.length, found: 0 });
    expect(await everyRow(ward)).toEqual(before);
  });

  test("when it is anywhere in its course, then nothing is found and nothing is written", async () => {
    for (let stops = 0; ; stops += 1) {
      // Every few acts, up to its end.
      const acts = await play(ward.engine, definition, campaign, (_, done) => done === 9);
      await atRest(ward, campaign);
      const before = await everyRow(ward);
      const { left, healed } = await ward.reconcile({ patience: AT_ONCE });
      expect({ left, healed }, `after ${stops} stops`).toEqual({ left: [], healed: [] });
      expect(await everyRow(ward)).toEqual(before);
      if (acts < 9) break;
    }
    const open = await ward.rows("SELECT FROM cycles WHERE campaign = $1 AND open", [campaign]);
    expect(open).toEqual([]);
  });
});
