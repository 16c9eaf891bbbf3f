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
  const as = (role: string): string => actors.get(holder(role)) ?? "";
  const path = stepPath(campaign, ROOT, "dispatch");
  const set = (role: string, ...covers: object[]) =>
    desk.call(as(role), "PUT", "/api/me/covers", { covers });
  const inbox = async (role: string): Promise<string[]> => {
    const { body } = await desk.call(as(role), "GET", `/api/inbox?campaign=${campaign}`);
    return body.items.map((one: { act: string; post: string }) => `${one.act} ${one.post}`);
  };
  const act = (role: string, body: object) =>
    desk.call(as(role), "POST", `${path}/acts`, { round: 1, ...body });
  const handIn = async (role: string): Promise<string> => {
    const draft = { title: "Công văn", content: "Triển khai." };
    const { body } = await desk.call(as(role), "PUT", `${path}/draft`, draft);
    await act(role, { type: "submit", hash: body.hash });
    return body.hash;
  };
  return { campaign, path, as, set, inbox, act, handIn };
}

const april = { from: "2020-03-25", to: "2020-04-30" };
const OFFICE = `${ROOT}/standing-office`;

describe("given that somebody says who acts for them while they are away", () => {
  test("then that person does, both names are shown, and the audit has it", async () => {
    const { campaign, path, as, set, inbox, handIn } = await aCampaign();
    const answer = await set("standing-office", { person: holder("clerk"), ...april });
    expect(answer.body.set).toMatchObject([
      { post: OFFICE, person: holder("clerk"), holder: holder("standing-office"), ...april },
    ]);
    const acting = (await desk.call(as("clerk"), "GET", "/api/me/covers")).body.acting;
    expect(acting).toMatchObject([{ post: OFFICE, holder: holder("standing-office") }]);
    expect(await inbox("clerk")).toEqual([`draft ${OFFICE}`]);
    const { owner } = (await desk.call(operator, "GET", path)).body;
    expect(owner).toMatchObject({ person: holder("clerk"), actingFor: acting[0].holderName });
    await handIn("clerk");
    const { submitted } = (await desk.call(operator, "GET", path)).body;
    expect(submitted.by).toBe(owner.name);
    expect(await findBrokenAudit(engine.pool, campaign)).toBeNull();
    const audit = (await desk.call(operator, "GET", `/api/campaigns/${campaign}/audit`)).body.items;
    expect(audit.some(({ entry }: { entry: string }) => entry.includes('"covers"'))).toBe(true);
  });

  test("then only for the acts and campaigns they name", async () => {
    const { campaign, set, inbox, act } = await aCampaign();
    await set("standing-office", { person: holder("clerk"), ...april, acts: ["approve"] });
    expect(await inbox("clerk")).toEqual([]);
    const refused = await act("clerk", { type: "submit", hash: "a".repeat(64) });
    expect(refused.body.code).toBe("not_entitled");
    await set("standing-office", {
      person: holder("clerk"),
      ...april,
      acts: ["draft", "correct"],
      campaigns: [campaign],
    });
    expect(await inbox("clerk")).toEqual([`draft ${OFFICE}`]);
  });

  test("then no longer than they say, and nothing when they end it", async () => {
    const { campaign, set, inbox } = await aCampaign();
    await set("standing-office", { person: holder("clerk"), from: "2020-03-26", to: "2020-03-26" });
    expect(await inbox("clerk")).toEqual([]);
    await engine.moveTo(campaign, "2020-03-26T02:00:00.000Z");
    expect(await inbox("clerk")).toEqual([`draft ${OFFICE}`]);
    expect((await set("standing-office")).body.set).toEqual([]);
    expect(await inbox("clerk")).toEqual([]);
  });

  test("then a cover of a cover is not followed", async () => {
    const { set, inbox } = await aCampaign();
    await set("standing-office", { person: holder("clerk"), ...april });
    await set("clerk", { person: holder("head"), ...april });
    expect(await inbox("head")).toEqual([]);
    const passedOn = { person: holder("head"), ...april, posts: [OFFICE] };
    expect((await set("clerk", passedOn)).body.code).toBe("not_entitled");
  });

  test("then four eyes are two real people's, whatever posts they act for", async () => {
    const { set, act, handIn } = await aCampaign();
    await set("standing-deputy", { person: holder("standing-office"), ...april });
    const hash = await handIn("standing-office");
    expect((await act("standing-office", { type: "approve", hash })).body.code).toBe("four_eyes");
  });

  test("then not for themselves, in the past, by strangers, or backwards", async () => {
    const { set } = await aCampaign();
    const code = async (cover: object) => (await set("standing-office", cover)).body.code;
    expect(await code({ person: holder("standing-office"), ...april })).toBe("malformed_request");
    const backwards = { from: "2020-04-30", to: "2020-04-01" };
    expect(await code({ person: holder("clerk"), ...backwards })).toBe("malformed_request");
    const past = { from: "2020-03-01", to: "2020-04-30" };
    expect(await code({ person: holder("clerk"), ...past })).toBe("date_in_past");
    expect(await code({ person: "nobody", ...april })).toBe("not_found");
  });
});
