import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aDesk, type Desk, type Parsed } from "./desk.ts";
import { aDispatch, ROOT } from "./dispatch.ts";

let engine: Engine;
let desk: Desk;
let operator: string;

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  desk = await aDesk(engine);
  operator = await desk.operator();
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

const aCampaign = () => aDispatch({ engine, desk, operator });
const read = async (token: string, path: string): Promise<Parsed> =>
  (await desk.call(token, "GET", path)).body;

describe("given a paper that was handed in", () => {
  test("then whoever approves it reads who handed it in, since when, what follows and what they may do", async () => {
    const { as, draft, submit } = await aCampaign();
    const hash = await draft();
    await submit(hash);
    const { items } = await read(as("standing-deputy"), "/api/inbox?order=consequence");
    expect(items).toHaveLength(1);
    const [item] = items;
    expect(item).toMatchObject({
      act: "approve",
      hash,
      covering: false,
      seenUntil: null,
      from: { post: `${ROOT}/standing-office` },
    });
    expect(item.acts).toEqual(expect.arrayContaining(["approve", "return"]));
    expect(item.follows.vi).toMatch(/duyệt tiếp$/);
    expect(item.waiting).toBeGreaterThan(0);
    const summary = await read(as("standing-deputy"), "/api/inbox/summary");
    expect(summary).toMatchObject({ open: 1, people: 1 });
  });

  test("then who handed it in reads whom they wait for, and, once done, what they did this week", async () => {
    const { as, draft, submit, act } = await aCampaign();
    const hash = await draft();
    const before = await read(as("clerk"), "/api/inbox/done");
    await submit(hash);
    const others = await read(as("standing-office"), "/api/inbox/others");
    expect(others.items.map((one: Parsed) => one.who.post)).toContain(`${ROOT}/standing-deputy`);
    expect(others.items[0].explain.vi).toMatch(/^Đợi /);
    const done = await read(as("standing-office"), "/api/inbox/done");
    expect(done.items).toMatchObject([{ step: "dispatch", act: "draft" }]);
    await act("standing-deputy", { type: "approve", round: 1, hash });
    expect((await read(as("standing-deputy"), "/api/inbox/done")).items).toHaveLength(1);
    expect(before.items).toEqual([]);
    const summary = await read(as("standing-office"), "/api/inbox/summary");
    expect(summary).toMatchObject({ open: 0, done: 1, others: others.items.length });
  });

  test("then what will come is there with its reason, and each list is one's own", async () => {
    const { as } = await aCampaign();
    const coming = await read(as("standing-office", "binh-an"), "/api/inbox/coming");
    const all = await read(as("head", "minh-hoa"), "/api/inbox/coming");
    for (const { unit } of [...coming.items, ...all.items])
      expect(["binh-an", "minh-hoa"]).toContain(unit);
    expect([...coming.items, ...all.items].length).toBeGreaterThan(0);
    for (const { explain } of all.items) expect(explain.vi).toMatch(/^(Đợi|Sắp bắt đầu)/);
  });

  test("when an inbox is read page by page by consequence, then every row comes once", async () => {
    const { as } = await aCampaign();
    const token = as("head");
    const whole = await read(token, "/api/inbox?order=consequence");
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const at: string = cursor === null ? "" : `&cursor=${cursor}`;
      const page = await read(token, `/api/inbox?order=consequence&limit=1${at}`);
      ids.push(...page.items.map((one: Parsed) => one.obligation));
      cursor = page.next;
    } while (cursor !== null);
    expect(ids).toEqual(whole.items.map((one: Parsed) => one.obligation));
    const strange = await desk.call(token, "GET", "/api/inbox?order=consequence&cursor=x");
    expect(strange.status).toBe(400);
  });
});

describe("given several things at once", () => {
  test("when they are approved together, then each row has its verdict and none fails the others", async () => {
    const one = await aCampaign();
    const hash = await one.draft();
    await one.submit(hash);
    const place = { campaign: one.campaign, unit: ROOT, step: "dispatch" };
    const rows = [
      { ...place, approve: { round: 1, hash } },
      { ...place, approve: { round: 1, hash: "a".repeat(64) } },
      { ...place, unit: "nowhere", approve: { round: 1, hash } },
      { ...place, acknowledge: { round: 1 } },
      { campaign: one.campaign, remind: { obligation: "no/such", sentence: "Xin khẩn trương." } },
    ];
    const key = randomUUID();
    const token = one.as("standing-deputy");
    const first = await desk.call(token, "POST", "/api/acts", { rows }, { key });
    expect(first.body.rows.map((row: Parsed) => row.status)).toEqual([
      "done",
      "refused",
      "refused",
      "refused",
      "refused",
    ]);
    expect(first.body.rows.map((row: Parsed) => row.refusal?.code)).toEqual([
      undefined,
      expect.stringMatching(/content_changed|already_decided/),
      "not_found",
      expect.any(String),
      "nothing_owed",
    ]);
    for (const { refusal } of first.body.rows.slice(1)) expect(refusal.words.vi).toMatch(/\p{L}/u);
    const again = await desk.call(token, "POST", "/api/acts", { rows }, { key });
    expect(again.body.rows[0]).toEqual({ status: "done", refusal: null });
    const { history } = await read(token, one.path);
    const endorsed = history.filter((entry: Parsed) => entry.type === "step_endorsed");
    expect(endorsed).toHaveLength(1);
  });
});

describe("given a paper that was saved several times", () => {
  test("then its unit reads every version; who decides reads them once it is handed in", async () => {
    const { as, path, draft, submit } = await aCampaign();
    await draft("Bản một.");
    const hash = await draft("Bản hai.");
    const { items } = await read(as("standing-office"), `${path}/versions`);
    expect(items.map((one: Parsed) => one.version)).toEqual([2, 1]);
    const first = await read(as("head"), `${path}/versions/1`);
    expect(first).toMatchObject({ content: "Bản một.", version: 1 });
    expect((await desk.call(as("head"), "GET", `${path}/versions/9`)).status).toBe(404);
    expect((await desk.call(as("head"), "GET", `${path}/versions/x`)).status).toBe(404);
    expect((await desk.call(as("head", "binh-an"), "GET", `${path}/versions`)).status).toBe(404);
    await submit(hash);
    expect(items[0].hash).toBe(hash);
  });
});
