import { afterAll, beforeAll, expect, test } from "vitest";
import { type Command } from "#domain/command.ts";
import { addMilliseconds } from "#domain/time.ts";
import { workflowIdOf } from "#workflows/contract.ts";
import { settled } from "./actors.ts";
import { anEngine, type Engine, until } from "./engine.ts";
import { aPlayableCampaign } from "./playable.ts";

const DAY_MS = 86_400_000;
let engine: Engine;
beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
});
afterAll(() => engine.end());

test("given a gate at real speed that wakes in 200 days, then its history holds a timer of 200 days, and its row the instant", async () => {
  const cycle = `${await engine.begin(aPlayableCampaign(), { real: true })}/chau-thanh`;
  const expires = addMilliseconds(new Date().toISOString(), 200 * DAY_MS);
  const override: Command = {
    type: "override_gate",
    step: "gate",
    round: 1,
    reason: "Chờ quyết định của tỉnh.",
    expires,
  };
  const given = await engine.give(cycle, override, "chau-thanh/head/holder");
  expect(given).toMatchObject({ status: "done" });
  await settled(engine, cycle.slice(0, cycle.indexOf("/")));
  const days = await until(async () => {
    const { events } = await engine.client.workflow.getHandle(workflowIdOf(cycle)).fetchHistory();
    return (events ?? [])
      .map((one) => Number(one.timerStartedEventAttributes?.startToFireTimeout?.seconds ?? 0))
      .map((seconds) => seconds / 86_400)
      .find((found) => found > 199);
  });
  expect(days).toBeGreaterThan(199.9);
  expect(days).toBeLessThanOrEqual(200);
  const { rows } = await engine.pool.query("SELECT wake_at AS at FROM cycles WHERE id = $1", [
    cycle,
  ]);
  expect(rows).toEqual([{ at: expires }]);
});
