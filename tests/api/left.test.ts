import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { settled } from "#tests/engine/actors.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { aDesk, type Desk, standsAt, stepPath } from "./desk.ts";

const definition = aPlayableCampaign();
const WHILE_THERE = `${definition.starts}T03:00:00.000Z`;

let engine: Engine;
let desk: Desk;
let campaign: string;
let path: string;
let left: string;

/** The head of the district's office leaves the post after the campaign's first day; two days later it is. */
beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  desk = await aDesk(engine);
  const operator = await desk.operator();
  campaign = await engine.begin(definition);
  const tokens = await desk.actors(campaign);
  left = tokens.get("chau-thanh/standing-office/holder") ?? "";
  path = stepPath(campaign, "chau-thanh", "dispatch");
  await standsAt(desk, operator, campaign, "chau-thanh", "dispatch", "open");
  await settled(engine, campaign);
  await engine.pool.query(
    `UPDATE appointments SET to_day = $2::date
      WHERE realm = (SELECT realm FROM campaigns WHERE id = $1) AND post = 'chau-thanh/standing-office'`,
    [campaign, definition.starts],
  );
  await engine.moveTo(campaign, new Date(Date.parse(WHILE_THERE) + 2 * 86_400_000).toISOString());
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

const DRAFT = { title: "Công văn", content: "Về việc tổ chức hội nghị" };

describe("given somebody who has left a post", () => {
  test("then naming a day on which they still held it lets them neither draft nor submit", async () => {
    const dated = { ...DRAFT, occurredAt: WHILE_THERE };
    expect((await desk.call(left, "PUT", `${path}/draft`, dated)).status).toBe(404);
    const hash = "0".repeat(64);
    const submit = { type: "submit", round: 1, hash, occurredAt: WHILE_THERE };
    const { status, body } = await desk.call(left, "POST", `${path}/acts`, submit);
    expect([status, body.code]).toEqual([404, "not_found"]);
  });

  test("then a clerk may still enter what they did while they held it, from its paper", async () => {
    const clerk = (await desk.actors(campaign)).get("chau-thanh/clerk/holder") ?? "";
    const paper = {
      occurredAt: WHILE_THERE,
      onBehalf: { person: "chau-thanh/standing-office/holder" },
      evidence: "Bản giấy số 12, ngày ký 26/3",
    };
    const saved = await desk.call(clerk, "PUT", `${path}/draft`, { ...DRAFT, ...paper });
    expect(saved.status).toBe(200);
    const submit = { type: "submit", round: 1, hash: saved.body.hash, ...paper };
    const done = await desk.call(clerk, "POST", `${path}/acts`, submit);
    expect([done.status, done.body.status]).toEqual([200, "done"]);
  });

  test("then the campaign is no longer among theirs", async () => {
    const again = (await desk.actors(campaign)).get("chau-thanh/standing-office/holder") ?? "";
    expect((await desk.call(again, "GET", `/api/campaigns/${campaign}`)).status).toBe(404);
    expect((await desk.call(again, "GET", "/api/campaigns")).body.items).toEqual([]);
  });
});
