import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dayOf, instantOf } from "#domain/time.ts";
import { findBrokenAudit } from "#prisma/sql/audit.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { aDesk, type Desk, standsAt, stepPath } from "./desk.ts";

let engine: Engine;
let desk: Desk;
let operator: string;
const ROOT = "chau-thanh";
const OFFICE = `${ROOT}/standing-office`;

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

interface OwedRow {
  readonly due: string;
  readonly first: string;
  readonly generation: number;
}

/** A fresh campaign: the district's office owes the draft of the dispatch, due on 27 March at 17:00. */
async function aCampaign() {
  const campaign = await engine.begin(aPlayableCampaign());
  const actors = await desk.actors(campaign);
  const { body } = await standsAt(desk, operator, campaign, ROOT, "dispatch", "open");
  const path = stepPath(campaign, ROOT, "dispatch");
  const as = (role: string): string => actors.get(`${ROOT}/${role}/holder`) ?? "";
  const post = (role: string, what: string, given: object) =>
    desk.call(as(role), "POST", `${path}/${what}`, { round: 1, ...given });
  const row = `${campaign}/${ROOT}/dispatch/draft/${OFFICE}/1`;
  const owed = async (): Promise<OwedRow> => {
    const { rows } = await engine.pool.query<OwedRow>(
      "SELECT due_at AS due, first_due_at AS first, generation FROM obligations WHERE id = $1",
      [row],
    );
    if (!rows[0]) throw new Error(`no obligation ${row}`);
    return rows[0];
  };
  const notices = async () =>
    (
      await engine.pool.query<{ n: string; due: string; note: string | null }>(
        `SELECT concat_ws(' ', generation, rung, status, reason) AS n, due_at AS due, note FROM notices
          WHERE obligation = $1 AND channel = 'email' ORDER BY generation, due_at, rung`,
        [row],
      )
    ).rows;
  const due: string = body.due;
  return { campaign, path, post, owed, notices, due, as };
}

const until = instantOf("2020-05-04", "17:00");
const asking = { type: "ask_extension", act: "draft", until, reason: "Mưa lũ kéo dài" };
const about = { act: "draft", post: OFFICE, reason: "Đồng ý, chú ý tiến độ" };

describe("given a draft that is owed", () => {
  test("when a later date is asked for and granted, then timers follow and the first date stays", async () => {
    const { campaign, path, post, owed, notices, due, as } = await aCampaign();
    expect((await post("standing-office", "acts", asking)).status).toBe(200);
    const inbox = await desk.call(as("standing-deputy"), "GET", `/api/inbox?campaign=${campaign}`);
    expect(inbox.body.items).toMatchObject([{ act: "decide_extension", step: "dispatch" }]);
    const grant = await post("standing-deputy", "acts", { type: "grant_extension", ...about });
    expect(grant.status).toBe(200);
    expect(await owed()).toEqual({ due: until, first: due, generation: 2 });
    const read = (await desk.call(operator, "GET", path)).body;
    expect(read.extensions).toMatchObject([
      { from: due, until, asked: { reason: asking.reason }, decided: { granted: true } },
    ]);
    expect((await notices()).map(({ n }) => n)).toEqual(["1 arise dropped moved", "2 arise open"]);
    const empty = await desk.call(as("standing-deputy"), "GET", `/api/inbox?campaign=${campaign}`);
    expect(empty.body.items).toEqual([]);
    expect(await findBrokenAudit(engine.pool, campaign)).toBeNull();
  });

  test("when it is refused, then the date stays and who asked is told why", async () => {
    const { post, owed, notices, due } = await aCampaign();
    await post("standing-office", "acts", asking);
    const self = await post("standing-office", "acts", { type: "refuse_extension", ...about });
    expect(self.body.code).toBe("not_entitled");
    await post("standing-deputy", "acts", { type: "refuse_extension", ...about });
    expect(await owed()).toEqual({ due, first: due, generation: 1 });
    const told = (await notices()).find(({ n }) => n.includes("refused."));
    expect(told).toMatchObject({ note: about.reason });
  });

  test("when its owner has seen it, then reminders rest until the day they chose, and begin again", async () => {
    const { post, owed, notices, due, campaign } = await aCampaign();
    const day = dayOf(due);
    const seen = await post("standing-office", "seen", { act: "draft", until: day });
    expect(seen).toMatchObject({ status: 200, body: { until: instantOf(day, "07:00") } });
    expect(await owed()).toEqual({ due, first: due, generation: 2 });
    const rows = await notices();
    expect(rows.map(({ n }) => n)).toEqual(["1 arise dropped seen", "2 arise open"]);
    expect(rows[1]?.due).toBe(instantOf(day, "07:00"));
    expect(await findBrokenAudit(engine.pool, campaign)).toBeNull();
  });

  test("then nobody rests past its date, into the past, for others, or for what is not owed", async () => {
    const { post } = await aCampaign();
    const code = async (role: string, given: object) =>
      (await post(role, "seen", { act: "draft", ...given })).body.code;
    expect(await code("standing-office", { until: "2020-12-31" })).toBe("seen_past_due");
    expect(await code("standing-office", { until: "2020-01-06" })).toBe("date_in_past");
    expect(await code("head", { until: "2020-03-27" })).toBe("not_entitled");
    const none = { act: "issue", post: OFFICE, until: "2020-03-27" };
    expect(await code("standing-office", none)).toBe("nothing_owed");
  });
});

describe("given that a draft is late", () => {
  const causeOf = async (campaign: string) => {
    const base = `/api/campaigns/${campaign}`;
    const owed = await desk.call(operator, "GET", `${base}/obligations`);
    const next = await desk.call(operator, "GET", `${base}/next`);
    const board = await desk.call(operator, "GET", `${base}/board`);
    const row = board.body.rows.find((one: { unit: string }) => one.unit === ROOT);
    return [owed.body.items[0]?.cause, next.body.late[0]?.cause, row.cells.dispatch.cause];
  };

  test("then its cause is told: its own, one above, or that a later date was granted", async () => {
    const { campaign, post, due } = await aCampaign();
    expect(await causeOf(campaign)).toEqual([null, undefined, undefined]);
    await post("standing-office", "acts", asking);
    await post("standing-deputy", "acts", { type: "grant_extension", ...about });
    await engine.moveTo(campaign, instantOf(dayOf(due), "17:30"));
    expect(await causeOf(campaign)).toEqual(["excused", undefined, undefined]);
    await engine.moveTo(campaign, instantOf("2020-05-05", "08:00"));
    expect(await causeOf(campaign)).toEqual(["own", "own", "own"]);
    await engine.asOwner(
      "UPDATE steps SET earliest_at = '2020-03-01' WHERE cycle = $1 AND step = 'dispatch'",
      [`${campaign}/${ROOT}`],
    );
    expect((await causeOf(campaign))[0]).toBe("upstream");
  });

  test("then it is not blamed on who was never told", async () => {
    const { campaign, due } = await aCampaign();
    await engine.moveTo(campaign, instantOf("2020-05-05", "08:00"));
    expect(due < instantOf("2020-05-05", "08:00")).toBe(true);
    await engine.asOwner(
      `INSERT INTO messages (id, realm, campaign, notice, channel, post, message_id, subject, body_text, body_html, at, status, reason)
       SELECT 'm-' || n.id, n.realm, n.campaign, n.id, 'email', $2, '<' || n.id || '@plenum>', 's', 't', '', n.due_at, 'failed', '550'
         FROM notices n WHERE n.campaign = $1`,
      [campaign, OFFICE],
    );
    expect((await causeOf(campaign))[0]).toBe("never_delivered");
  });
});
