import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { settled } from "#tests/engine/actors.ts";
import { anEngine, type Engine, until } from "#tests/engine/engine.ts";
import { aDesk, type Desk } from "./desk.ts";

let engine: Engine;
let desk: Desk;
let operator: string;
const seed = readFileSync("examples/chau-thanh-2020.yaml", "utf8");
const later = readFileSync("examples/an-giang-2026.yaml", "utf8");
const yaml = { headers: { "content-type": "application/yaml" } };
const post = (path: string, raw: string, key?: string) =>
  desk.call(operator, "POST", path, undefined, { raw, ...yaml, ...(key ? { key } : {}) });

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  desk = await aDesk(engine, { patience: 1_500 });
  operator = await desk.operator();
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

describe("given a campaign file", () => {
  test("when it is right, then check and plan say so without starting anything", async () => {
    expect((await post("/api/campaigns/check", seed)).body).toMatchObject({
      ok: true,
      problems: [],
    });
    const { body } = await post("/api/campaigns/plan", seed);
    expect(body).toMatchObject({ campaign: "chau-thanh-2020" });
    expect(body.cycles.length).toBeGreaterThan(10);
    expect(body.cycles[0].steps[0].dueWords.vi).toMatch(/\S/);
    expect((await desk.call(operator, "GET", "/api/campaigns")).body.items).toEqual([]);
  });

  test("when it is broken, then every problem has its line", async () => {
    const broken = seed.replace(/^id:.*$/m, "idd: x");
    const check = await post("/api/campaigns/check", broken);
    expect(check.body.ok).toBe(false);
    expect(check.body.problems[0].line).toEqual(expect.any(Number));
    for (const path of ["/api/campaigns/plan", "/api/campaigns"]) {
      const refused = await post(path, broken);
      expect(refused.body).toMatchObject({ status: 422, code: "file_broken" });
      expect(refused.body.problems.length).toBe(check.body.problems.length);
    }
    expect((await post("/api/campaigns/check", "\u0007")).body.ok).toBe(false);
    expect((await post("/api/campaigns/check", "x".repeat(6_000_000))).status).toBe(413);
  });

  test("when its dates are past, then it is not started, and the ways are named", async () => {
    const refused = await post("/api/campaigns", seed);
    expect(refused.body).toMatchObject({ status: 422, code: "dates_past" });
    expect(refused.body.words.en).toMatch(/Rehearse/);
    const { rowCount } = await engine.pool.query("SELECT FROM campaigns");
    expect(rowCount).toBe(0);
  });

  test("when it lies ahead, then it starts once; started again it says so, and changed it is refused", async () => {
    const ahead = later.replace(/\b2026\b/g, "2036").replace(/officialYears:.*/g, "");
    const usable = (await post("/api/campaigns/check", ahead)).body;
    expect(usable.problems).toEqual([]);
    const key = randomUUID();
    const [first, second] = await Promise.all([
      post("/api/campaigns", ahead, key),
      post("/api/campaigns", ahead, randomUUID()),
    ]);
    expect(first.status + second.status).toBe(200 + 201);
    const id = first.body.campaign;
    const again = await post("/api/campaigns", ahead, key);
    expect(again).toMatchObject({ status: 200, body: { campaign: id, already: true } });
    const changed = await post(
      "/api/campaigns",
      ahead.replace(/^period:.*$/m, "period: 2027-2031"),
    );
    expect(changed.body).toMatchObject({ status: 409, code: "campaign_differs" });
    expect(changed.body.words.en).toContain("period");
    const clock = { to: "2036-01-01T00:00:00Z" };
    const refused = await desk.call(operator, "POST", `/api/rehearsals/${id}/clock`, clock);
    expect(refused.body).toMatchObject({ status: 409, code: "not_rehearsal" });
    const gone = await desk.call(operator, "DELETE", `/api/rehearsals/${id}`);
    expect(gone.body.code).toBe("not_rehearsal");
  });
});

describe("given an operator who rehearses", () => {
  const rehearse = (more: object = {}, key = randomUUID() as string) =>
    desk.call(operator, "POST", "/api/rehearsals", { file: seed, ...more }, { key });

  /** What the dispatcher would do is done by hand: this file has none. */
  const deliverAll = (campaign: string) =>
    engine.pool.query(
      "UPDATE notices SET status = 'dropped' WHERE campaign = $1 AND due_real IS NOT NULL",
      [campaign],
    );

  test("then everybody in it gets a token that works in its realm only, and the same request is the same rehearsal", async () => {
    const key = randomUUID();
    const first = await rehearse({ seed: 7 }, key);
    expect(first).toMatchObject({
      status: 201,
      body: { seed: 7, clock: { mode: "stepped", speed: 86_400 } },
    });
    const again = await rehearse({ seed: 7 }, key);
    expect(again.body).toMatchObject({ campaign: first.body.campaign, seed: 7 });
    const [old] = first.body.actors;
    const [actor] = again.body.actors;
    expect(actor.person).toBe(old.person);
    expect((await desk.call(old.token, "GET", "/api/me")).status).toBe(401);
    const me = await desk.call(actor.token, "GET", "/api/me");
    expect(me.body).toMatchObject({
      kind: "person",
      realm: first.body.realm,
      person: { id: actor.person },
    });
    const kept = await engine.pool.query("SELECT body::text FROM idempotency");
    for (const { token } of [...first.body.actors, ...again.body.actors])
      expect(JSON.stringify(kept.rows)).not.toContain(token);
    expect((await rehearse({ seed: 8 }, key)).body.code).toBe("key_reused");
    expect((await desk.call(actor.token, "POST", "/api/rehearsals", { file: seed })).status).toBe(
      403,
    );
  });

  test("then the clock stands while anything due is unhandled, and goes no further than what is due next", async () => {
    const { campaign, clock } = (await rehearse({ speed: 1e9 })).body;
    const path = `/api/rehearsals/${campaign}/clock`;
    await settled(engine, campaign);
    const held = await desk.call(operator, "GET", path);
    expect(held.body).toMatchObject({ quiet: false, instant: clock.instant });
    const far = { to: "2020-12-31T00:00:00Z" };
    const refused = await desk.call(operator, "POST", path, far);
    expect(refused.body).toMatchObject({ status: 409, code: "clock_held" });
    expect(refused.body.data.notices).toBeGreaterThan(0);
    const due = "2020-04-01T01:00:00.000Z";
    await engine.pool.query(
      `UPDATE notices SET due_at = $2, due_real = NULL
        WHERE id = (SELECT id FROM notices WHERE campaign = $1 ORDER BY id LIMIT 1)`,
      [campaign, due],
    );
    await deliverAll(campaign);
    const quiet = await desk.call(operator, "GET", path);
    expect(quiet.body).toMatchObject({ quiet: true, busy: { inbox: 0, notices: 0, messages: 0 } });
    expect(quiet.body.nextEngineDue).toBe(due);
    const moved = await desk.call(operator, "POST", path, far);
    expect(moved.body).toMatchObject({
      instant: due,
      reached: false,
      quiet: false,
    });
    expect(moved.body.generation).toBe(clock.generation + 1);
    const audit = await desk.call(operator, "GET", `/api/campaigns/${campaign}/audit?limit=500`);
    expect(JSON.parse(audit.body.items.at(-1).entry)).toMatchObject({
      what: "clock_moved",
      from: clock.instant,
      to: due,
      account: expect.stringMatching(/^operator\/t-/),
    });
    const back = await desk.call(operator, "POST", path, { to: clock.instant });
    expect(back.body).toMatchObject({ status: 422, code: "clock_backwards" });
  });

  test("then its speed is a ceiling", async () => {
    const { campaign, clock } = (await rehearse({ speed: 0.001 })).body;
    await settled(engine, campaign);
    await deliverAll(campaign);
    const to = new Date(Date.parse(clock.instant) + 3_600_000).toISOString();
    const path = `/api/rehearsals/${campaign}/clock`;
    const moved = await desk.call(operator, "POST", path, { to });
    expect(moved.body.reached).toBe(false);
    const gone = Date.parse(moved.body.instant) - Date.parse(clock.instant);
    const { rows } = await engine.pool.query(
      "SELECT extract(epoch FROM now() - recorded_at) * 1000 AS real FROM campaigns WHERE id = $1",
      [campaign],
    );
    expect(gone).toBeGreaterThan(0);
    expect(gone).toBeLessThanOrEqual(Number(rows[0].real) * 0.001 + 1);
  });

  test("then deleting it leaves nothing of it but a word in the real chain", async () => {
    const { campaign, realm, actors } = (await rehearse()).body;
    await until(async () => {
      const { rowCount } = await engine.pool.query("SELECT FROM audit WHERE realm = $1", [realm]);
      return (rowCount ?? 0) > 0;
    });
    await settled(engine, campaign);
    expect((await desk.call(operator, "DELETE", `/api/rehearsals/${campaign}`)).body.deleted).toBe(
      campaign,
    );
    const { rows } = await engine.pool.query(
      `SELECT table_name AS name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name = 'realm'`,
    );
    for (const { name } of rows) {
      const { rowCount } = await engine.pool.query(`SELECT FROM ${name} WHERE realm = $1`, [realm]);
      expect(rowCount, name).toBe(0);
    }
    expect((await desk.call(actors[0].token, "GET", "/api/me")).status).toBe(401);
    expect((await desk.call(operator, "GET", `/api/campaigns/${campaign}`)).status).toBe(404);
    const { rows: chain } = await engine.pool.query("SELECT entry FROM audit WHERE realm = 'real'");
    expect(chain.map(({ entry }) => JSON.parse(entry))).toContainEqual(
      expect.objectContaining({ what: "rehearsal_deleted", rehearsal: campaign }),
    );
  });
});
