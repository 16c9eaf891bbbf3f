import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDispatcher } from "#activities/dispatch.ts";
import type { Campaign } from "#domain/campaign.ts";
import { aDesk, type Desk } from "#tests/api/desk.ts";
import { owed, perform, play, settled } from "#tests/engine/actors.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";

/** Nobody holds Thạnh Lộc's office; Minh Hòa's is covered by the leader of the team that follows it. */
function aStaffedCampaign(): Campaign {
  const plain = aPlayableCampaign();
  const vacant = ["thanh-loc/standing-office", "minh-hoa/standing-office"];
  return {
    ...plain,
    appointments: plain.appointments.filter(({ post }) => !vacant.includes(post)),
    covers: [
      {
        post: "minh-hoa/standing-office",
        person: "chau-thanh/standing-deputy/holder",
        from: "2020-01-01",
        to: "2020-12-31",
      },
    ],
  };
}

const definition = aStaffedCampaign();
const POST = {
  publicUrl: "http://plenum.test",
  smtpUrl: null,
  rehearsalSmtpUrl: null,
  mailFrom: "Plenum <plenum@example.vn>",
};
let engine: Engine;
let desk: Desk;
let operator: string;
let campaign: string;
let tokens: ReadonlyMap<string, string>;

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  desk = await aDesk(engine);
  operator = await desk.operator();
  campaign = await engine.begin(definition);
  tokens = await desk.actors(campaign);
  await settled(engine, campaign);
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

const dispatch = async (): Promise<void> => {
  await createDispatcher(engine.pool, POST).once();
};
const as = (post: string): string => tokens.get(`${post}/holder`) ?? "";
const why = (token: string, notice: string) =>
  desk.call(token, "GET", `/api/campaigns/${campaign}/notices/${encodeURIComponent(notice)}/why`);
const next = (token: string, obligation: string) =>
  desk.call(
    token,
    "GET",
    `/api/campaigns/${campaign}/obligations/${encodeURIComponent(obligation)}/next`,
  );
const english = (body: { sentences: { en: string }[] }): string[] =>
  body.sentences.map(({ en }) => en);

interface Row {
  readonly id: string;
  readonly rung: string;
  readonly at: string;
  readonly status: string;
}
const noticesOf = async (obligation: string): Promise<Row[]> => {
  const { rows } = await engine.pool.query<Row>(
    "SELECT id, rung, due_at AS at, status FROM notices WHERE obligation = $1 ORDER BY due_at, id",
    [`${campaign}/${obligation}`],
  );
  return rows;
};

describe("given something that somebody owes", () => {
  test("when its notice waits, then it says when, by which rule, to whom and what follows", async () => {
    const [first] = await owed(engine, campaign);
    const [notice] = await noticesOf(first?.id ?? "");
    const { body } = await why(operator, notice?.id ?? "");
    expect(body).toMatchObject({ rung: "arise", status: "open", others: 0, messages: [] });
    const sentences = english(body);
    expect(sentences[0]).toMatch(/^Rung “arise” \(when it arises\): \d\d:\d\d 25\/03\/2020\.$/);
    expect(sentences[1]).toMatch(/ owes “draft” on “.+” of chau-thanh, due .+; still open\.$/);
    expect(sentences[2]).toMatch(/^It will be sent at /);
    expect(sentences.slice(3).every((one) => one.startsWith("Next, if it is not done: "))).toBe(
      true,
    );
    expect(body.next[0]).toMatchObject({ rung: "arise", notice: notice?.id });
    expect(body.next[1]).toMatchObject({ rung: "soon", notice: null });
    expect(body.sentences[0].vi).toMatch(/^Bậc nhắc «arise» \(khi việc phát sinh\)/);
  });

  test("when it is asked what comes next, then exactly that comes, rung by rung", async () => {
    const other = await engine.begin(definition);
    await settled(engine, other);
    const [first] = await owed(engine, other);
    const path = `/api/campaigns/${other}/obligations/${encodeURIComponent(first?.id ?? "")}/next`;
    const { status, body } = await desk.call(operator, "GET", path);
    expect(status).toBe(200);
    const told = body.next.map(({ rung, at }: Row) => ({ rung, at }));
    expect(told.length).toBeGreaterThan(2);
    for (const { at } of told) {
      await engine.moveTo(other, at);
      await dispatch();
    }
    const { rows } = await engine.pool.query(
      "SELECT rung, due_at AS at FROM notices WHERE obligation = $1 AND status = 'sent' ORDER BY due_at",
      [`${other}/${first?.id}`],
    );
    expect(rows).toEqual(told);
    const after = (await desk.call(operator, "GET", path)).body;
    expect(after.sofar.map(({ rung }: Row) => rung)).toEqual(told.map(({ rung }: Row) => rung));
    expect(english(after).at(-1)).toBe("The ladder is at its end: nothing more is sent.");
  });
});

describe("given notices that went, and some that did not", () => {
  test("when one was handed over, then the ledger's line is told, and that it is not yet delivery", async () => {
    await dispatch();
    const [first] = await owed(engine, campaign);
    const [notice] = await noticesOf(first?.id ?? "");
    const { body } = await why(operator, notice?.id ?? "");
    expect(body.status).toBe("sent");
    expect(body.messages[0].deliveries).toMatchObject([{ attempt: 1, status: "accepted" }]);
    const line = english(body).find((one) => one.includes("taken by the server"));
    expect(line).toMatch(
      /^.+ \(.+\): e-mail, taken by the server; \d\d:\d\d .+ “rehearsal mailbox”\.$/,
    );
  });

  test("when it was done before it was sent, then that is why it was not", async () => {
    const [first] = await owed(engine, campaign);
    const before = await noticesOf(first?.id ?? "");
    const waiting = before.find(({ status }) => status === "open");
    if (first) await perform(engine, definition, campaign, first);
    await settled(engine, campaign);
    const { body } = await why(operator, waiting?.id ?? "");
    expect(body).toMatchObject({ status: "dropped", reason: "met", next: [] });
    expect(english(body)).toContain("It was not sent: it was done before it was sent.");
    expect(body.obligation).toMatchObject({ status: "met" });
  });

  test("when nobody holds a post, or one person holds two, then each is told with its reason", async () => {
    const posts = ["thanh-loc/standing-office", "minh-hoa/standing-office"];
    await play(engine, definition, campaign, ({ post }) => posts.includes(post));
    const open = await owed(engine, campaign);
    const [vacant, covered] = posts.map((post) => open.find((one) => one.post === post)?.id ?? "");
    await dispatch();
    const [arise] = await noticesOf(vacant ?? "");
    const nobody = (await why(operator, arise?.id ?? "")).body;
    expect(nobody).toMatchObject({ status: "dropped", reason: "no_holder" });
    expect(english(nobody)).toContain("It was not sent: nobody holds the post.");
    const coming = (await next(operator, vacant ?? "")).body.next;
    expect(coming[0].to).toMatchObject([{ post: posts[0], name: null, reason: "no_holder" }]);

    // Late: to who owes it and to the leader of the team, who is the same person here.
    const ladder = (await next(operator, covered ?? "")).body.next;
    const late = ladder.find(({ rung }: Row) => rung === "late");
    expect(late.to).toMatchObject([{ reason: null }, { reason: "same_person" }]);
    for (const { at } of ladder.slice(0, ladder.indexOf(late) + 1)) {
      const clock = await engine.pool.query(
        "SELECT instant AS now FROM clocks WHERE campaign = $1",
        [campaign],
      );
      if (at > clock.rows[0].now) await engine.moveTo(campaign, at);
      await dispatch();
    }
    const sent = (await noticesOf(covered ?? "")).find(({ rung }) => rung === "late");
    const told = (await why(operator, sent?.id ?? "")).body;
    expect(told.messages).toMatchObject([
      { post: posts[1], status: "accepted" },
      { post: "chau-thanh/standing-deputy", status: "not_sent", reason: "same_person" },
    ]);
    const sentences = english(told);
    expect(
      sentences.some((one) => one.endsWith("not sent; the same person got it for another post.")),
    ).toBe(true);
  });
});

describe("given readers with other rights", () => {
  test("then a person sees the ledger's lines of their own only, and how many others there are", async () => {
    const { rows } = await engine.pool.query<{ notice: string; person: string }>(
      `SELECT m.notice, m.person FROM messages m
        WHERE m.campaign = $1 AND m.person = 'chau-thanh/standing-deputy/holder' ORDER BY m.id LIMIT 1`,
      [campaign],
    );
    const [mine] = rows;
    const { body } = await why(as("chau-thanh/standing-deputy"), mine?.notice ?? "");
    const people = new Set(body.messages.map(({ person }: { person: string }) => person));
    expect([...people]).toEqual(["chau-thanh/standing-deputy/holder"]);
    const whole = (await why(operator, mine?.notice ?? "")).body;
    expect(body.others).toBe(whole.messages.length - body.messages.length);
    if (body.others > 0)
      expect(english(body)).toContain(`${body.others} other recipient(s) whom you may not see.`);
  });

  test("then a neighbour knows of neither notice nor obligation, and nobody without a token", async () => {
    const { rows } = await engine.pool.query<{ id: string; obligation: string }>(
      `SELECT n.id, substr(n.obligation, length(n.campaign) + 2) AS obligation FROM notices n
        WHERE n.campaign = $1 AND n.obligation LIKE $1 || '/minh-hoa/%'
          AND NOT n.posts && ARRAY['thanh-loc/head'] ORDER BY n.id LIMIT 1`,
      [campaign],
    );
    const [notice] = rows;
    expect((await why(as("thanh-loc/head"), notice?.id ?? "")).status).toBe(404);
    expect((await next(as("thanh-loc/head"), notice?.obligation ?? "")).status).toBe(404);
    expect((await why("plenum_none", notice?.id ?? "")).status).toBe(401);
    expect((await why(operator, "no/such/notice/email")).status).toBe(404);
  });
});
