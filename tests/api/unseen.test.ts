import { afterAll, beforeAll, expect, test } from "vitest";
import { settled } from "#tests/engine/actors.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { aDesk, type Desk, standsAt, stepPath } from "./desk.ts";

let engine: Engine;
let desk: Desk;
let neighbour: string;
let path: string;

/** A commune whose inbox is not empty, seen from the commune beside it. */
beforeAll(async () => {
  engine = await anEngine();
  const rest = await engine.work();
  desk = await aDesk(engine, { patience: 300 });
  const operator = await desk.operator();
  const campaign = await engine.begin(aPlayableCampaign());
  const tokens = await desk.actors(campaign);
  neighbour = tokens.get("binh-an/head/holder") ?? "";
  path = stepPath(campaign, "minh-hoa", "plan");
  await standsAt(desk, operator, campaign, "chau-thanh", "dispatch", "open");
  await settled(engine, campaign);
  await rest();
  await engine.write(
    `${campaign}/minh-hoa`,
    { type: "withdraw", step: "plan", round: 1 },
    "minh-hoa/head/holder",
  );
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

test("given a unit that somebody may not know of, when a command of its own waits there, then theirs is not kept", async () => {
  const act = { type: "withdraw", round: 1 };
  const { status, body } = await desk.call(neighbour, "POST", `${path}/acts`, act);
  expect([status, body.code]).toEqual([404, "not_found"]);
});
