import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inTransaction } from "#prisma/client.ts";
import { enterBounce } from "#prisma/sql/bounce.ts";
import { takeBudget } from "#prisma/sql/budget.ts";
import { listCalls } from "#prisma/sql/delivery-task.ts";
import { listMailbox } from "#prisma/sql/mailbox.ts";
import { writePreferences } from "#prisma/sql/preference.ts";
import { aDesk } from "./desk.ts";
import { type Gateway, gateway, type Received } from "./gateway.ts";
import { refusal } from "./post-office.ts";
import { aWrittenCampaign, noticesOf, type Stage, stage } from "./stage.ts";

const desk = aDesk();
const WHO = "binh-an/standing-office/holder";
const SECRET = "a secret of sixteen";
let phones: Gateway;
beforeEach(async () => {
  phones = await gateway();
});
afterEach(() => phones.close());

const withPhones = (more = {}) =>
  desk.dispatcherTo(desk.office.url, null, {
    webhook: { url: phones.url, secret: SECRET, perMinute: null },
    ...more,
  });

const ways = async (): Promise<string[]> =>
  (await listMailbox(desk.pool, "real"))
    .map(({ channel, kind, status, fellBack }) =>
      [channel, kind, status, fellBack && `→ ${fellBack}`].filter(Boolean).join(" "),
    )
    .sort();

const prefers = (channels: object, phone: string | null = "+84912345678") =>
  inTransaction(desk.pool, (tx) =>
    writePreferences(tx, { realm: "real", person: WHO }, { channels, digest: false }, phone),
  );

const tasks = async () =>
  (
    await desk.pool.query<{ contact: string; person: string; reason: string }>(
      "SELECT contact, person, reason FROM delivery_tasks ORDER BY id",
    )
  ).rows;

const leasesEnd = () =>
  desk.pool.query("UPDATE messages SET lease_until = now() WHERE status = 'frozen'");

/** As docs/channels.md tells a receiver to check it. */
function isSigned({ headers, body }: Received, secret: string): boolean {
  const [, at, given] =
    /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers["plenum-signature"])) ?? [];
  const wanted = createHmac("sha256", secret).update(`${at}.${body}`).digest("hex");
  return given === wanted && Math.abs(Date.now() / 1_000 - Number(at)) < 300;
}

describe("the channel to people's phones", () => {
  async function owedByPhone(): Promise<Stage> {
    const play = await stage(desk.pool);
    await prefers({ new: ["webhook"] });
    await play.owe();
    return play;
  }

  it("is a signed call with a template's name and values, and no text of ours", async () => {
    const play = await owedByPhone();
    await withPhones().once();
    expect(desk.office.letters).toEqual([]);
    expect(phones.calls).toHaveLength(1);
    const [call] = phones.calls;
    if (!call) throw new Error("no call");
    expect(isSigned(call, SECRET)).toBe(true);
    expect(isSigned(call, "another secret")).toBe(false);
    expect(isSigned({ ...call, body: `${call.body} ` }, SECRET)).toBe(false);
    const body = JSON.parse(call.body);
    expect(body).toEqual({
      id: call.headers["idempotency-key"],
      template: "new",
      to: {
        phone: "+84912345678",
        person: WHO,
        name: "Nguyễn Văn binh-an/standing-office/holder",
      },
      campaign: play.campaign,
      values: {
        step: "Kế hoạch tổng kết",
        unit: "Xã Bình An",
        act: "draft",
        due_time: "17:00",
        due_day: "27/03/2020",
        waiting: 1,
        count: 1,
      },
    });
    expect(await ways()).toEqual(["webhook new accepted"]);
    expect(await noticesOf(desk.pool, play.campaign)).toEqual(["arise sent", "soon open"]);
  });

  it("comes again with the same key until it is taken, whatever broke", async () => {
    await owedByPhone();
    const verdicts = [500, null, 429, 202] as const;
    phones.verdict = (_, nth) => verdicts[nth - 1] as number | null;
    const dispatcher = withPhones();
    for (let n = 0; n < 4; n += 1) {
      await dispatcher.once();
      await leasesEnd();
    }
    expect(phones.calls).toHaveLength(4);
    expect(new Set(phones.calls.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
    const [message] = await listMailbox(desk.pool, "real");
    expect(message?.deliveries.map(({ status }) => status)).toEqual([
      "deferred",
      "deferred",
      "deferred",
      "accepted",
    ]);
  });

  it("that refuses for good gives the message to the mail, and says so to the contact", async () => {
    await owedByPhone();
    phones.verdict = () => 422;
    const dispatcher = withPhones();
    await dispatcher.once();
    await dispatcher.once();
    expect(await ways()).toEqual([
      "email new accepted",
      "email task accepted",
      "webhook new failed → email",
    ]);
    expect(await tasks()).toEqual([
      { contact: "binh-an/clerk", person: WHO, reason: "422 status 422" },
    ]);
  });
});

describe("somebody whom the mail does not reach", () => {
  it("is called by phone where there is a number, once, and their unit's clerk has the task", async () => {
    const play = await stage(desk.pool);
    await prefers({});
    await play.owe();
    desk.office.verdict = ({ to }) =>
      to[0]?.includes("standing-office") ? refusal(550, "no such mailbox") : null;
    const dispatcher = withPhones();
    for (let n = 0; n < 3; n += 1) await dispatcher.once();
    expect(await ways()).toEqual([
      "email new failed → webhook",
      "email task accepted",
      "webhook new accepted",
    ]);
    expect(phones.calls).toHaveLength(1);
    const letter = desk.office.letters.find(({ to }) => to[0]?.includes("clerk"));
    expect(letter?.mail.subject).toContain("Không liên lạc được với đồng chí Nguyễn Văn");
    expect(letter?.mail.text).toContain("no such mailbox");
  });

  it("is on the call list where there is none, until they act", async () => {
    const plain = aWrittenCampaign();
    const persons = plain.persons.map((one) => (one.id === WHO ? { ...one, email: null } : one));
    const play = await stage(desk.pool, { campaign: { ...plain, persons } });
    const owed = await play.owe();
    await desk.dispatcher.once();
    await desk.dispatcher.once();
    expect(await ways()).toEqual([
      "call new accepted",
      "email new not_sent → call",
      "email task accepted",
    ]);
    const scope = { campaign: play.campaign, units: null };
    expect(await listCalls(desk.pool, scope)).toMatchObject([
      { name: `Nguyễn Văn ${WHO}`, phone: null, due: "2020-03-27T10:00:00.000Z" },
    ]);
    await play.end(owed);
    expect(await listCalls(desk.pool, scope)).toEqual([]);
  });

  it("is not pursued about what is done by then", async () => {
    const play = await stage(desk.pool);
    const owed = await play.owe();
    desk.office.verdict = () => refusal(550, "no such mailbox");
    await desk.dispatcher.once();
    await play.end(owed);
    await desk.dispatcher.once();
    expect(await ways()).toEqual(["email new failed → none"]);
    expect(await tasks()).toEqual([]);
  });
});

describe("a mail that comes back after the relay took it", () => {
  const bounce = (messageId: string, kind: "failed" | "delayed" = "failed") =>
    inTransaction(desk.pool, (tx) =>
      enterBounce(tx, {
        messageId,
        kind,
        code: "5.1.1",
        reason: "5.1.1 unknown",
        reportedBy: "op",
      }),
    );

  async function accepted(): Promise<string> {
    const play = await stage(desk.pool);
    await play.owe();
    await desk.dispatcher.once();
    return desk.office.letters[0]?.mail.messageId ?? "";
  }

  it("is bounced, and goes on by the next channel; its hand-over stays in the ledger", async () => {
    const messageId = await accepted();
    expect(await bounce(messageId)).not.toBeNull();
    expect(await bounce(messageId)).not.toBeNull();
    await desk.dispatcher.once();
    await desk.dispatcher.once();
    expect(await ways()).toEqual([
      "call new accepted",
      "email new bounced → call",
      "email task accepted",
    ]);
    const list = await listMailbox(desk.pool, "real");
    const message = list.find((one) => one.messageId === messageId);
    expect(message).toMatchObject({ status: "bounced", reason: "5.1.1 unknown" });
    expect(message?.deliveries).toMatchObject([{ attempt: 1, status: "accepted" }]);
    const { rows } = await desk.pool.query("SELECT n, kind FROM bounces");
    expect(rows).toEqual([{ n: 1, kind: "failed" }]);
    expect(await tasks()).toHaveLength(1);
  });

  it("is as it was when it is only late", async () => {
    const messageId = await accepted();
    await bounce(messageId, "delayed");
    await desk.dispatcher.once();
    expect(await ways()).toEqual(["email new accepted"]);
  });

  it("is unknown when it is none of ours", async () => {
    await accepted();
    expect(await bounce(`<${"0".repeat(32)}@plenum>`)).toBeNull();
  });
});

describe("a channel with a rate", () => {
  /** So much time passes for the channel's budget. */
  const passes = (seconds: number) =>
    desk.pool.query("UPDATE channel_budgets SET at = at - $1 * interval '1 second'", [seconds]);
  const left = async (): Promise<number> => {
    const { rows } = await desk.pool.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM messages WHERE status = 'frozen'",
    );
    return rows[0]?.n ?? 0;
  };

  it("gives no minute more than its rate, however it is asked", async () => {
    let taken = 0;
    for (let second = 0; second < 60; second += 1) {
      taken += await takeBudget(desk.pool, "test", 7, 120);
      taken += await takeBudget(desk.pool, "test", 7, 120);
      // A second that was spent on asking counts too; the row is set, not moved.
      await desk.pool.query(
        "UPDATE channel_budgets SET at = clock_timestamp() - interval '1 second' WHERE channel = 'test'",
      );
    }
    expect(taken).toBeLessThanOrEqual(120);
    expect(taken).toBeGreaterThan(100);
  });

  it("hands over what it may, and the rest as time passes; what is not used is not saved up", async () => {
    const play = await stage(desk.pool);
    await play.oweMany([...Array(5).keys()].map((n) => ({ step: `step-${n}` })));
    // One a minute: nothing can fill up while this test runs.
    const slow = desk.dispatcherTo(desk.office.url, null, { mailPerMinute: 1 });
    await slow.once();
    await slow.once();
    expect(desk.office.letters).toHaveLength(1);
    expect(await left()).toBe(4);
    await passes(3_600);
    await slow.once();
    expect(desk.office.letters.length).toBeLessThanOrEqual(2);
  });

  it("has ten thousand, due at the same minute, handed over within it: none lost, one Message-ID each", async () => {
    const play = await stage(desk.pool);
    const units = ["binh-an", "minh-hoa", "thanh-loc"];
    await play.oweMany(
      [...Array(10_000).keys()].map((n) => ({ unit: units[n % 3] ?? "", step: `step-${n}` })),
    );
    const limited = desk.dispatcherTo(desk.office.url, null, { mailPerMinute: 60_000 });
    for (let pass = 0; (pass === 0 || (await left()) > 0) && pass < 100; pass += 1) {
      await limited.once();
      await passes(1);
    }
    expect(await left()).toBe(0);
    expect(desk.office.letters).toHaveLength(10_000);
    expect(new Set(desk.office.letters.map(({ mail }) => mail.messageId)).size).toBe(10_000);
    const { rows } = await desk.pool.query(
      "SELECT status, attempts, count(*)::int AS n FROM messages GROUP BY 1, 2",
    );
    expect(rows).toEqual([{ status: "accepted", attempts: 1, n: 10_000 }]);
  }, 400_000);
});
