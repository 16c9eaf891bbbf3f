import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ChangeKeeper, createChangeKeeper } from "#activities/change-keeper.ts";
import { instantOf } from "#domain/time.ts";
import { findBrokenAudit } from "#prisma/sql/audit.ts";
import { type Answer, aDesk, type Desk } from "#tests/api/desk.ts";
import { aCampaign } from "#tests/domain/campaign-builder.ts";
import { anEngine, type Engine, until } from "#tests/engine/engine.ts";

let engine: Engine;
let desk: Desk;
let keeper: ChangeKeeper;
let campaign: string;
let tokens: ReadonlyMap<string, string>;

const keeperWith = (grace: number): ChangeKeeper =>
  createChangeKeeper({
    pool: engine.pool,
    poke: engine.sender.poke,
    settings: { publicUrl: "http://plenum.test", mailServer: false, rehearsalServer: false },
    grace,
  });

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  desk = await aDesk(engine);
  keeper = keeperWith(0);
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

beforeEach(async () => {
  campaign = await engine.begin(aCampaign());
  tokens = await desk.actors(campaign);
  await until(async () => {
    const { rows } = await engine.pool.query(
      "SELECT count(*)::int AS n FROM inbox WHERE campaign = $1 AND status = 'open'",
      [campaign],
    );
    return rows[0].n === 0;
  });
});

const HEAD = "chau-thanh/head/holder";
const DEPUTY = "chau-thanh/standing-deputy/holder";
const REASON = "Dịch bệnh: tạm dừng hội họp";

const ask = (person: string, method: string, path: string, body?: unknown): Promise<Answer> =>
  desk.call(tokens.get(person) ?? null, method, `/api/campaigns/${campaign}/changes${path}`, body);

const propose = async (person: string, change: unknown): Promise<string> => {
  const made = await ask(person, "POST", "", { change, reason: REASON });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body.id;
};

/** Decides on what is seen now. */
const decide = async (person: string, id: string): Promise<Answer> => {
  const seen = await ask(person, "GET", `/${id}/preview`);
  expect(seen.status, JSON.stringify(seen.body)).toBe(200);
  const { basedOn, hash } = seen.body;
  return await ask(person, "POST", `/${id}/decide`, { basedOn, hash });
};

/** Proposed by the head, decided by the standing deputy, committed and told. */
const made = async (change: unknown, by = keeper): Promise<string> => {
  const id = await propose(HEAD, change);
  const decided = await decide(DEPUTY, id);
  expect(decided.status, JSON.stringify(decided.body)).toBe(200);
  await by.once();
  return id;
};

const dates = async (): Promise<Record<string, string>> => {
  const { rows } = await engine.pool.query(
    "SELECT unit, step, due_at FROM steps WHERE campaign = $1 ORDER BY 1, 2",
    [campaign],
  );
  return Object.fromEntries(rows.map(({ unit, step, due_at: due }) => [`${unit}/${step}`, due]));
};

const statuses = async (): Promise<string[]> => {
  const { rows } = await engine.pool.query(
    "SELECT DISTINCT status FROM (SELECT status FROM cycles WHERE campaign = $1 UNION ALL SELECT status FROM campaigns WHERE id = $1) s",
    [campaign],
  );
  return rows.map(({ status }) => status);
};

const MOVE = {
  kind: "move_conference",
  unit: "minh-hoa",
  step: "conference",
  day: "2020-06-03",
};

describe("given a conference that is to be moved", () => {
  test("when it is committed, then every date is what the preview said, and everybody is told once", async () => {
    const before = await dates();
    const seen = await ask(HEAD, "POST", "/preview", { change: MOVE, reason: REASON });
    expect(seen.status, JSON.stringify(seen.body)).toBe(200);
    expect(seen.body.dates.length).toBeGreaterThan(0);
    const id = await made(MOVE);
    const expected = { ...before };
    for (const { unit, step, to } of seen.body.dates) expected[`${unit}/${step}`] = to;
    expect(await dates()).toEqual(expected);
    await keeper.once();
    const { rows } = await engine.pool.query(
      "SELECT person, count(*)::int AS n FROM messages m JOIN notices n ON n.id = m.notice WHERE m.campaign = $1 AND n.rung LIKE 'change.%' GROUP BY 1",
      [campaign],
    );
    expect(rows.length).toBe(seen.body.messages.length);
    for (const { n } of rows) expect(n).toBe(1);
    const after = await ask(HEAD, "GET", `/${id}`);
    expect(after.body.status).toBe("told");
    const notice = await ask(HEAD, "GET", `/${id}/notice`);
    expect(notice.body).toContain("đổi ngày hội nghị");
    expect(await findBrokenAudit(engine.pool, campaign)).toBeNull();
  });

  test("when the commune's head wants it, then they may; the district's anchor they may not move", async () => {
    const own = await ask("minh-hoa/head/holder", "POST", "", { change: MOVE, reason: REASON });
    expect(own.status).toBe(201);
    const other = { ...MOVE, unit: "thanh-loc" };
    const refused = await ask("minh-hoa/head/holder", "POST", "", {
      change: other,
      reason: REASON,
    });
    expect(refused.status).toBe(403);
    const stranger = await desk.call(null, "GET", `/api/campaigns/${campaign}/changes`);
    expect(stranger.status).toBe(401);
  });

  test("when something changed since the preview, then the decision is refused", async () => {
    const id = await propose(HEAD, MOVE);
    const seen = await ask(HEAD, "GET", `/${id}/preview`);
    await made({ ...MOVE, day: "2020-06-04" });
    const late = await ask(HEAD, "POST", `/${id}/decide`, {
      basedOn: seen.body.basedOn,
      hash: seen.body.hash,
    });
    expect(late.body.code).toBe("change_outdated");
  });
});

describe("given that meetings are stopped on 28 March and allowed again on 23 April", () => {
  test("when work goes on, then conferences are in June, nothing was lost, and old days are on record", async () => {
    await engine.moveTo(campaign, instantOf("2020-03-28", "08:00"));
    const id = await propose(HEAD, { kind: "suspend", units: null });
    const alone = await decide(HEAD, id);
    expect(alone.body.code).toBe("second_person_needed");
    expect((await decide(DEPUTY, id)).status).toBe(200);
    await keeper.once();
    expect(await statuses()).toEqual(["suspended"]);
    await keeper.once();
    await engine.moveTo(campaign, instantOf("2020-04-23", "08:00"));
    const go = { kind: "resume", units: null, how: "shift", anchors: {} };
    const seen = await ask(HEAD, "POST", "/preview", { change: go, reason: REASON });
    await made(go);
    expect(await statuses()).toEqual(["running"]);
    const after = await dates();
    for (const { unit, step, to } of seen.body.dates) expect(after[`${unit}/${step}`]).toBe(to);
    expect(after["binh-an/conference"]?.slice(0, 10)).toBe("2020-06-12");
  });
});

describe("given a grace before anybody is told", () => {
  test("when it is undone, then everything is as before", async () => {
    const real = keeperWith(600);
    const before = await dates();
    const id = await made({ kind: "suspend", units: ["minh-hoa"] }, real);
    await engine.asOwner(
      "UPDATE changes SET grace_until = now() + interval '10 minutes' WHERE id = $1",
      [id],
    );
    const undone = await ask(DEPUTY, "POST", `/${id}/undo`);
    expect(undone.status, JSON.stringify(undone.body)).toBe(200);
    await real.once();
    expect((await ask(HEAD, "GET", `/${id}`)).body.status).toBe("undone");
    expect(await statuses()).toEqual(["running"]);
    expect(await dates()).toEqual(before);
  });
});
