import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrokenAudit } from "#prisma/sql/audit.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { aDesk, type Desk, standsAt, stepPath } from "./desk.ts";

let engine: Engine;
let desk: Desk;
let operator: string;
const ROOT = "chau-thanh";
const holder = (role: string): string => `${ROOT}/${role}/holder`;
const HEAD = encodeURIComponent(`${ROOT}/head`);

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

/** A rehearsal that stands on 25 March 2020, with its dispatch open. */
async function aCampaign() {
  const campaign = await engine.begin(aPlayableCampaign());
  const actors = await desk.actors(campaign);
  await standsAt(desk, operator, campaign, ROOT, "dispatch", "open");
  const as = (person: string): string => actors.get(person) ?? "";
  const at = `/api/campaigns/${campaign}`;
  const handOver = (token: string, body: object, post = HEAD) =>
    desk.call(token, "POST", `${at}/posts/${post}/appointments`, { reason: "QĐ 12", ...body });
  const commune = [...actors.keys()].find(
    (one) => one.endsWith("/clerk/holder") && !one.startsWith(`${ROOT}/`),
  );
  return { campaign, at, as, handOver, commune: commune ?? "" };
}

describe("given posts and who holds them", () => {
  test("then the list says who holds each, since when, and gives addresses only to who keeps them", async () => {
    const { at, as } = await aCampaign();
    const { body } = await desk.call(as(holder("clerk")), "GET", `${at}/posts?limit=500`);
    const head = body.items.find((one: { post: string }) => one.post === `${ROOT}/head`);
    expect(head).toMatchObject({
      unit: ROOT,
      keeps: true,
      terms: [{ person: holder("head"), to: null }],
    });
    expect(head.email).toContain("@");
    const seen = await desk.call(as(holder("head")), "GET", `${at}/posts?limit=500`);
    const own = seen.body.items.find((one: { post: string }) => one.post === `${ROOT}/head`);
    expect(own).toMatchObject({ keeps: false, email: null, phone: null });
  });

  test("when pages of one are read to the end, then they are the whole list", async () => {
    const { at, as } = await aCampaign();
    const whole = await desk.call(as(holder("clerk")), "GET", `${at}/posts?limit=500`);
    const posts: string[] = [];
    for (let cursor = ""; ; ) {
      const { body } = await desk.call(as(holder("clerk")), "GET", `${at}/posts?limit=3${cursor}`);
      posts.push(...body.items.map((one: { post: string }) => one.post));
      if (body.next === null) break;
      cursor = `&cursor=${encodeURIComponent(body.next)}`;
    }
    expect(posts).toEqual(whole.body.items.map((one: { post: string }) => one.post));
  });
});

describe("given a chair who is transferred", () => {
  test("when the clerk hands the post over to somebody new, then what waits is theirs, and the chain has it", async () => {
    const { campaign, at, as, handOver } = await aCampaign();
    const draft = { title: "Công văn", content: "Triển khai." };
    const path = stepPath(campaign, ROOT, "dispatch");
    const saved = await desk.call(as(holder("standing-office")), "PUT", `${path}/draft`, draft);
    const { hash } = saved.body;
    const office = as(holder("standing-office"));
    await desk.call(office, "POST", `${path}/acts`, { type: "submit", round: 1, hash });
    const waiting = async (): Promise<{ post: string; name: string; person: string }> => {
      const owed = await desk.call(operator, "GET", `${at}/obligations?limit=500`);
      return owed.body.items.find((one: { act: string }) => one.act === "approve");
    };
    const before = await waiting();
    const person = { name: "Nguyễn Thị Hòa", email: "hoa@example.vn" };
    const post = encodeURIComponent(before.post);
    const answer = await handOver(as(holder("clerk")), { person, from: "2020-03-25" }, post);
    expect(answer.status).toBe(200);
    const [ended, begun] = answer.body.terms;
    expect(ended).toMatchObject({ person: before.person, to: "2020-03-24" });
    expect(begun).toMatchObject({ from: "2020-03-25", to: null });
    expect(await waiting()).toMatchObject({ post: before.post, name: person.name });
    const approval = { type: "approve", round: 1, hash };
    const old = await desk.call(as(before.person), "POST", `${path}/acts`, approval);
    expect([403, 404]).toContain(old.status);
    const { rows } = await engine.pool.query(
      "SELECT entry FROM audit WHERE campaign = $1 AND entry LIKE '%\"appointment\"%'",
      [campaign],
    );
    expect(JSON.parse(rows[0].entry)).toMatchObject({
      what: "appointment",
      reason: "QĐ 12",
      by: holder("clerk"),
    });
    expect(await findBrokenAudit(engine.pool, campaign)).toBeNull();
  });

  test("when it is left vacant, then the board of posts says so", async () => {
    const { at, as, handOver } = await aCampaign();
    const answer = await handOver(as(holder("clerk")), { person: null, from: "2020-03-25" });
    expect(answer.body.terms).toHaveLength(1);
    const { body } = await desk.call(as(holder("clerk")), "GET", `${at}/posts?limit=500`);
    const head = body.items.find((one: { post: string }) => one.post === `${ROOT}/head`);
    expect(head).toMatchObject({ email: null, terms: [{ to: "2020-03-24" }] });
  });

  test.each([
    ["the head", holder("head"), 403],
    ["the clerk of a commune", "", 404],
  ])("when %s tries it, then it is refused", async (_, who, status) => {
    const { as, handOver, commune } = await aCampaign();
    const token = as(who === "" ? commune : who);
    expect((await handOver(token, { person: holder("clerk"), from: "2020-03-25" })).status).toBe(
      status,
    );
  });

  test("when the clerk appoints themselves, or without a reason, then it is refused in words", async () => {
    const { as, handOver } = await aCampaign();
    const clerk = as(holder("clerk"));
    const self = await handOver(clerk, { person: holder("clerk"), from: "2020-03-25" });
    expect(self).toMatchObject({ status: 403, body: { code: "own_appointment" } });
    const bare = await handOver(clerk, { person: null, from: "2020-03-25", reason: "" });
    expect(bare.status).toBe(400);
    const unknown = await handOver(clerk, { person: "nobody-here", from: "2020-03-25" });
    expect(unknown.status).toBe(404);
  });
});

test("given guidance teams, then each says whom it follows and who is in it, and who is followed by nobody", async () => {
  const { at, as } = await aCampaign();
  const { body } = await desk.call(as(holder("head")), "GET", `${at}/teams`);
  const followed = body.teams.flatMap((team: { units: string[] }) => team.units);
  expect(followed.length).toBeGreaterThan(0);
  expect(followed.filter((unit: string) => body.unfollowed.includes(unit))).toEqual([]);
  expect(body.teams[0].members[0]).toMatchObject({ post: body.teams[0].leader });
});
