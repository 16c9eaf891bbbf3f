import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { settled } from "#tests/engine/actors.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aDesk, type Desk } from "./desk.ts";
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

const RECIPIENTS = ["binh-an/head", "minh-hoa/head", "thanh-loc/head"];

/** A dispatch that is out, while nobody holds the post of Bình An's head. */
async function issuedToVacant() {
  const office = await aDispatch({ engine, desk, operator: await desk.operator() });
  const { campaign, path, as, act, draft, submit } = office;
  const realm = `r-${campaign.split("~")[1]}`;
  await engine.asOwner("DELETE FROM appointments WHERE realm = $1 AND post = $2", [
    realm,
    "binh-an/head",
  ]);
  const hash = await draft();
  await submit(hash);
  await act("standing-deputy", { type: "approve", round: 1, hash });
  await act("head", { type: "approve", round: 1, hash });
  const issued = await act("clerk", { type: "issue", round: 1, hash });
  expect(issued.status).toBe(200);
  const read = async () => (await desk.call(as("head"), "GET", path)).body;
  const excuse = (token: string, body: object) =>
    desk.call(token, "POST", `${path}/receipts/excuse`, { round: 1, ...body });
  const receipt = async (post: string) =>
    (await read()).receipts.find((one: { who: { post: string } }) => one.who.post === post);
  return { ...office, realm, read, excuse, receipt };
}

describe("given a receipt owed by a post that nobody holds", () => {
  test("then the step says that it is blocked, and by what", async () => {
    const { read, receipt } = await issuedToVacant();
    const { explain: sentence } = await read();
    expect(sentence.en).toContain("blocked, post vacant: ");
    expect(sentence.vi).toContain("tắc vì chức danh chưa có người giữ: ");
    expect((await receipt("binh-an/head")).who.person).toBeNull();
    expect((await receipt("minh-hoa/head")).who.person).toBe("minh-hoa/head/holder");
  });

  test("when the clerk of its unit takes the paper in, then it is given; another unit's clerk knows of nothing", async () => {
    const { path, as, receipt } = await issuedToVacant();
    const body = { round: 1, post: "binh-an/head" };
    const give = (token: string) => desk.call(token, "POST", `${path}/acknowledge`, body);
    expect((await give(as("clerk", "minh-hoa"))).status).toBe(403);
    expect((await give(as("standing-office", "minh-hoa"))).status).toBe(404);
    expect((await desk.call(as("clerk", "binh-an"), "GET", path)).status).toBe(200);
    expect((await give(as("clerk", "binh-an"))).body).toMatchObject({ have: 1, met: false });
    expect((await receipt("binh-an/head")).acknowledgedAt).not.toBeNull();
  });

  test("when somebody is appointed, then they give it as always", async () => {
    const { path, realm, as, receipt } = await issuedToVacant();
    await engine.asOwner(
      "INSERT INTO appointments (realm, post, person, from_day) VALUES ($1, $2, $3, '2020-01-01')",
      [realm, "binh-an/head", "binh-an/standing-office/holder"],
    );
    const given = await desk.call(as("standing-office", "binh-an"), "POST", `${path}/acknowledge`, {
      round: 1,
    });
    expect(given.body).toMatchObject({ have: 1 });
    expect((await receipt("binh-an/head")).acknowledgedAt).not.toBeNull();
  });

  test("when the paper's approver excuses it, then it counts, with who and why, and nobody is chased", async () => {
    const { campaign, as, excuse, receipt, read } = await issuedToVacant();
    const reason = "Đồng chí bí thư đã nghỉ hưu, chưa kiện toàn";
    const body = { post: "binh-an/head", reason };
    expect((await receipt("binh-an/head")).mayExcuse).toBe(true);
    expect((await excuse(as("standing-office"), body)).status).toBe(403);
    expect((await excuse(as("head"), { ...body, reason: " " })).status).toBe(400);
    expect((await excuse(as("head"), body)).body).toEqual({ have: 1, need: 3, met: false });
    const excused = await receipt("binh-an/head");
    expect(excused).toMatchObject({ acknowledgedAt: null, mayExcuse: false, excused: { reason } });
    expect((await read()).explain.en).not.toContain("vacant");
    const { rows } = await engine.pool.query(
      `SELECT o.status, array_agg(DISTINCT n.reason) FILTER (WHERE n.status = 'dropped') AS dropped,
              count(*) FILTER (WHERE n.status = 'open')::int AS open
         FROM obligations o LEFT JOIN notices n ON n.obligation = o.id
        WHERE o.campaign = $1 AND o.post = 'binh-an/head' AND o.act = 'acknowledge' GROUP BY o.status`,
      [campaign],
    );
    expect(rows).toEqual([{ status: "excused", dropped: ["excused"], open: 0 }]);
  });

  test("when it is the last one and excused, then the step is acknowledged and the next ones open", async () => {
    const { campaign, path, as, excuse, read } = await issuedToVacant();
    const left = (await read()).receipts.map(({ who }: { who: { post: string } }) => who.post);
    expect(left).toEqual(expect.arrayContaining(RECIPIENTS));
    for (const post of left.filter((one: string) => one !== "binh-an/head")) {
      const [unit = ROOT, role = ""] = post.split("/");
      await desk.call(as(role, unit), "POST", `${path}/acknowledge`, { round: 1, post });
    }
    const last = await excuse(as("head"), { post: "binh-an/head", reason: "Khuyết chức danh" });
    expect(last.body.met).toBe(true);
    await settled(engine, campaign);
    const { rows } = await engine.pool.query(
      "SELECT status FROM steps WHERE cycle = $1 AND step = 'plan'",
      [`${campaign}/binh-an`],
    );
    expect(rows).toEqual([{ status: "open" }]);
  });
});
