import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { play } from "#tests/engine/actors.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { aDesk, type Desk, stepPath } from "./desk.ts";

let engine: Engine;
let desk: Desk;
let campaign: string;
const definition = aPlayableCampaign();

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  desk = await aDesk(engine);
  campaign = await engine.begin(definition);
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

describe("given a council that has chosen", () => {
  const states = async (operator: string): Promise<Record<string, number>> => {
    const { body } = await desk.call(operator, "GET", `/api/campaigns/${campaign}/models`);
    const counted: Record<string, number> = {};
    for (const { state } of body.items) counted[state] = (counted[state] ?? 0) + 1;
    return counted;
  };

  test("when its commendation is issued, then the chosen models are commended, until it is reopened", async () => {
    const operator = await desk.operator();
    await play(engine, definition, campaign, (next) => next.step === "commend");
    const before = await states(operator);
    expect(before.chosen).toBeGreaterThan(0);
    expect(before.commended).toBeUndefined();
    const later = (next: { unit: string; step: string }) =>
      next.unit === "chau-thanh" && next.step === "conference";
    await play(engine, definition, campaign, later);
    expect(await states(operator)).toEqual({
      ...before,
      chosen: undefined,
      commended: before.chosen,
    });
    const token = (await desk.actors(campaign)).get("chau-thanh/head/holder") ?? "";
    const path = stepPath(campaign, "chau-thanh", "commend");
    const body = { type: "reopen", round: 1, reason: "Ghi sai tên một mô hình." };
    expect((await desk.call(token, "POST", `${path}/acts`, body)).body).toMatchObject({
      status: "done",
    });
    expect(await states(operator)).toEqual(before);
  });
});
