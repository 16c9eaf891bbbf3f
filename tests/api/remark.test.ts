import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aDesk, type Desk, type Parsed } from "./desk.ts";
import { aDispatch, ROOT } from "./dispatch.ts";

let engine: Engine;
let desk: Desk;

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  desk = await aDesk(engine);
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

const aCampaign = async () => aDispatch({ engine, desk, operator: await desk.operator() });

describe("given a paper that somebody is to approve", () => {
  test("when they ask its author, then the author finds the question, and answers it once", async () => {
    const { as, path } = await aCampaign();
    const asked = `${ROOT}/standing-office`;
    const say = (token: string, body: object) => desk.call(token, "POST", `${path}/remarks`, body);
    const question = await say(as("head"), { words: "Số liệu lấy ở đâu?", asked });
    expect(question.status).toBe(200);
    const waiting = await desk.call(as("standing-office"), "GET", "/api/inbox/questions");
    expect(waiting.body.items).toMatchObject([{ words: "Số liệu lấy ở đâu?", step: "dispatch" }]);
    const answer = { words: "Báo cáo tháng 3.", answers: question.body.id };
    expect((await say(as("standing-office"), answer)).status).toBe(200);
    expect((await say(as("standing-office"), { ...answer, answers: "q-none" })).status).toBe(404);
    const after = await desk.call(as("standing-office"), "GET", "/api/inbox/questions");
    expect(after.body.items).toEqual([]);
    const { items } = (await desk.call(as("clerk"), "GET", `${path}/remarks`)).body;
    expect(items.map((one: Parsed) => [one.words, one.answered, one.yours])).toEqual([
      ["Số liệu lấy ở đâu?", true, false],
      ["Báo cáo tháng 3.", false, false],
    ]);
  });

  test("then nobody asks about a step they may not know of, nor a post that is not there", async () => {
    const { as, path } = await aCampaign();
    const words = "?";
    const stranger = await desk.call(as("head", "binh-an"), "POST", `${path}/remarks`, { words });
    expect(stranger.status).toBe(404);
    const nobody = { words, asked: "nobody/here" };
    expect((await desk.call(as("head"), "POST", `${path}/remarks`, nobody)).status).toBe(404);
  });

  test("then their colleagues are those of their own units", async () => {
    const { as } = await aCampaign();
    const { items } = (await desk.call(as("head", "binh-an"), "GET", "/api/me/colleagues")).body;
    expect(items.length).toBeGreaterThan(0);
    for (const { person } of items) expect(person).toMatch(/^binh-an\//);
    expect(items.map((one: Parsed) => one.person)).not.toContain("binh-an/head/holder");
  });

  test("then a clerk of its unit reads which decisions on paper may be entered, and for whom", async () => {
    const { as, path, draft, submit } = await aCampaign();
    await submit(await draft());
    const { body } = await desk.call(as("clerk"), "GET", path);
    expect(body.enterable).toContainEqual(
      expect.objectContaining({
        act: "approve",
        who: expect.objectContaining({ post: `${ROOT}/standing-deputy` }),
      }),
    );
    const head = await desk.call(as("head"), "GET", path);
    expect(head.body.enterable).toEqual([]);
  });
});
