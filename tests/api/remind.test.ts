import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDispatcher } from "#activities/dispatch.ts";
import { instantOf } from "#domain/time.ts";
import { findBrokenAudit } from "#prisma/sql/audit.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { aDesk, type Desk, standsAt } from "./desk.ts";

let engine: Engine;
let desk: Desk;
let operator: string;
const ROOT = "chau-thanh";
const OFFICE = `${ROOT}/standing-office`;
const OWED = `${ROOT}/dispatch/draft/${OFFICE}/1`;

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

/** A campaign whose district office is late with the draft of the dispatch. */
async function aLateCampaign() {
  const campaign = await engine.begin(aPlayableCampaign());
  const actors = await desk.actors(campaign);
  await standsAt(desk, operator, campaign, ROOT, "dispatch", "open");
  await engine.moveTo(campaign, instantOf("2020-05-05", "09:00"));
  const as = (holder: string): string => actors.get(`${holder}/holder`) ?? "";
  const base = `/api/campaigns/${campaign}`;
  const remind = (holder: string, body: object) =>
    desk.call(as(holder), "POST", `${base}/remind`, { sentence: "Xin khẩn trương.", ...body });
  return { campaign, base, as, remind };
}

describe("given that somebody is late", () => {
  test("when their head reminds them, then it goes out once a day with the head's own words", async () => {
    const { campaign, base, remind } = await aLateCampaign();
    const done = await remind(`${ROOT}/head`, { all: true });
    expect(done).toMatchObject({ status: 200, body: { reminded: [OWED], already: 0 } });
    expect((await remind(`${ROOT}/head`, { all: true })).body).toEqual({
      reminded: [],
      already: 1,
    });
    const again = await remind(`${ROOT}/standing-deputy`, { obligation: OWED });
    expect(again.body.code).toBe("reminded_today");
    await sent();
    const { items } = (await desk.call(operator, "GET", `${base}/messages`)).body;
    const byHand = items.filter((one: { rung: string }) => one.rung === "by-hand.2020-05-05");
    expect(byHand).toHaveLength(1);
    expect(byHand[0].body).toContain("“Xin khẩn trương.”");
    expect(byHand[0].body).toContain("Quá hạn".toLowerCase());
    expect(await findBrokenAudit(engine.pool, campaign)).toBeNull();
    await engine.moveTo(campaign, instantOf("2020-05-06", "09:00"));
    const next = await remind(`${ROOT}/head`, { obligation: OWED });
    expect(next.body).toEqual({ reminded: [OWED], already: 0 });
  });

  test("then nobody below, beside or outside reminds them, nor they themselves", async () => {
    const { base, remind } = await aLateCampaign();
    expect((await remind(OFFICE, { obligation: OWED })).body.code).toBe("not_entitled");
    expect((await remind(`${ROOT}/clerk`, { obligation: OWED })).body.code).toBe("not_yours");
    const stranger = await remind("binh-an/head", { obligation: OWED });
    expect(stranger.body.code).toBe("nothing_owed");
    expect((await remind("binh-an/head", { all: true })).body.reminded).toEqual([]);
    const none = await remind(`${ROOT}/head`, { obligation: `${ROOT}/dispatch/issue/x/1` });
    expect(none.body.code).toBe("nothing_owed");
    const body = { all: true, sentence: "Nhanh lên" };
    expect((await desk.call(operator, "POST", `${base}/remind`, body)).status).toBe(403);
  });

  test("then what is done by then is not chased", async () => {
    const { campaign, base, remind, as } = await aLateCampaign();
    await remind(`${ROOT}/head`, { obligation: OWED });
    const path = `${base}/units/${ROOT}/steps/dispatch`;
    const draft = { title: "Công văn", content: "Triển khai." };
    const { hash } = (await desk.call(as(OFFICE), "PUT", `${path}/draft`, draft)).body;
    await desk.call(as(OFFICE), "POST", `${path}/acts`, { type: "submit", round: 1, hash });
    const { rows } = await engine.pool.query(
      "SELECT status, reason FROM notices WHERE campaign = $1 AND rung LIKE 'by-hand.%'",
      [campaign],
    );
    expect(rows).toEqual([{ status: "dropped", reason: "met" }]);
  });

  test("then a letter is drafted that says who, what and since when", async () => {
    const { base } = await aLateCampaign();
    const { body, headers } = await desk.call(operator, "GET", `${base}/chasing-letter`);
    expect(headers.get("content-type")).toContain("text/markdown");
    expect(body).toContain("V/v đôn đốc");
    expect(body).toContain("soạn thảo và trình «dispatch»");
    expect(body).toContain("ngày 05 tháng 05 năm 2020");
  });
});

/** Everything that is due is sent: into the rehearsal's mailbox. */
async function sent(): Promise<void> {
  const dispatcher = createDispatcher(engine.pool, {
    publicUrl: "http://localhost",
    smtpUrl: null,
    rehearsalSmtpUrl: null,
    mailFrom: "Plenum <plenum@example.org>",
  });
  await dispatcher.once();
  dispatcher.close();
}
