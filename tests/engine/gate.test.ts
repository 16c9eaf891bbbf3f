import { afterAll, beforeAll, expect, test } from "vitest";
import { createDispatcher, type Dispatcher } from "#activities/dispatch.ts";
import { plan } from "#domain/plan.ts";
import { stepOf } from "#tests/domain/campaign-builder.ts";
import { owed, settled } from "./actors.ts";
import { anEngine, type Engine, until } from "./engine.ts";
import { aPlayableCampaign } from "./playable.ts";

const definition = aPlayableCampaign();

let engine: Engine;
let dispatcher: Dispatcher;

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  dispatcher = createDispatcher(engine.pool, {
    publicUrl: "http://plenum.test",
    smtpUrl: null,
    rehearsalSmtpUrl: null,
    mailFrom: "Plenum <plenum@example.vn>",
  });
});
afterAll(async () => {
  dispatcher.close();
  await engine.end();
});

test("when a gate's latest date passes without its evidence, then its approver owes the decision and is told what is missing", async () => {
  const campaign = await engine.begin(definition);
  await settled(engine, campaign);
  expect((await owed(engine, campaign)).filter(({ act }) => act === "open_gate")).toEqual([]);
  const { at } = stepOf(plan(definition), "chau-thanh", "gate").due;
  await engine.moveTo(campaign, at);
  const decision = await until(async () =>
    (await owed(engine, campaign)).find(({ act }) => act === "open_gate"),
  );
  expect(decision).toMatchObject({ step: "gate", post: "chau-thanh/head", due: at });
  await dispatcher.once();
  const { rows } = await engine.pool.query<{ text: string }>(
    `SELECT m.body_text AS text FROM messages m JOIN notices n ON n.id = m.notice
      JOIN obligations o ON o.id = n.obligation WHERE m.campaign = $1 AND o.act = 'open_gate'`,
    [campaign],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.text).toContain("Căn cứ còn thiếu: «lessons» của binh-an xong.");
});
