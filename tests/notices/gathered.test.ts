import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inTransaction } from "#prisma/client.ts";
import { listMailbox } from "#prisma/sql/mailbox.ts";
import { writePreferences } from "#prisma/sql/preference.ts";
import { previewOf } from "#prisma/sql/preview.ts";
import { readRehearsal } from "#prisma/sql/read/rehearsal.ts";
import { aDesk } from "./desk.ts";
import { noticesOf, type Stage, stage } from "./stage.ts";

const desk = aDesk();

/** 25/03/2020 is a Wednesday; the stage's clock stands at 09:00. */
const at = (day: string, hour: string): string => `2020-${day}T${hour}:00.000Z`;
const THURSDAY_MORNING = at("03-26", "00:00");
const NEXT_WEEK = at("04-03", "10:00");
const WHO = "binh-an/standing-office/holder";

async function wantsDigest(realm = "real", person = WHO): Promise<void> {
  const digest = { channels: {}, digest: true };
  await inTransaction(desk.pool, (tx) =>
    writePreferences(tx, { realm, person }, digest, undefined),
  );
}

const mailbox = async (realm = "real"): Promise<string[]> =>
  (await listMailbox(desk.pool, realm))
    .map(({ channel, kind, status, reason }) =>
      [channel, kind, status, reason].filter((one) => one !== null).join(" "),
    )
    .sort();

const texts = (): string[] => desk.office.letters.map(({ mail }) => mail.text ?? "");

describe("somebody who wants a digest", () => {
  it("has one message in the morning, what others wait for first, and each notice's ledger shows it", async () => {
    const play = await stage(desk.pool);
    await wantsDigest();
    await play.oweMany([
      { step: "later", due: at("04-06", "10:00") },
      { step: "plan", due: at("04-07", "10:00") },
      { step: "sooner", due: NEXT_WEEK },
    ]);
    await desk.dispatcher.once();
    expect(desk.office.letters).toEqual([]);
    expect(await mailbox()).toEqual(Array(3).fill("digest new waiting"));
    await play.clockTo(at("03-25", "23:59"));
    await desk.dispatcher.once();
    expect(desk.office.letters).toEqual([]);

    await play.clockTo(THURSDAY_MORNING);
    await desk.dispatcher.once();
    expect(desk.office.letters).toHaveLength(1);
    expect(desk.office.letters[0]?.mail.subject).toBe("Việc ngày 26/03/2020: 3 việc");
    const [text = ""] = texts();
    const order = ["hạn 17:00 thứ Ba", "hạn 17:00 thứ Sáu", "hạn 17:00 thứ Hai"];
    const places = order.map((words) => text.indexOf(words));
    expect(places, text).toEqual([...places].sort((a, b) => a - b));
    expect(Math.min(...places)).toBeGreaterThan(0);
    expect(await mailbox()).toEqual([
      "digest new carried",
      "digest new carried",
      "digest new carried",
      "email digest accepted",
    ]);
    const list = await listMailbox(desk.pool, "real");
    const carrier = list.find(({ kind }) => kind === "digest");
    expect(list.filter(({ carriedBy }) => carriedBy === carrier?.id)).toHaveLength(3);
    expect(await noticesOf(desk.pool, play.campaign)).toEqual([
      ...Array(3).fill("arise sent"),
      ...Array(3).fill("soon open"),
    ]);
  });

  it("has at once what is due before the next morning's day is over", async () => {
    const play = await stage(desk.pool);
    await wantsDigest();
    await play.owe({ due: at("03-26", "10:00") });
    await desk.dispatcher.once();
    expect(desk.office.letters.map(({ mail }) => mail.subject)).toEqual([
      "Việc mới: Kế hoạch tổng kết – Xã Bình An (hạn 26/03/2020)",
    ]);
  });

  it("does not read in it what was done in the night", async () => {
    const play = await stage(desk.pool);
    await wantsDigest();
    const [done = ""] = await play.oweMany([
      { step: "a", due: NEXT_WEEK },
      { step: "b", due: NEXT_WEEK },
    ]);
    await desk.dispatcher.once();
    await play.end(done);
    await play.clockTo(THURSDAY_MORNING);
    await desk.dispatcher.once();
    expect(desk.office.letters[0]?.mail.subject).toBe("Việc ngày 26/03/2020: 1 việc");
    expect(await mailbox()).toEqual([
      "digest new carried",
      "digest new not_sent met",
      "email digest accepted",
    ]);
  });

  it("holds a rehearsal's clock only when the morning comes, and its mailbox has the digest", async () => {
    const realm = { id: "r-1", kind: "rehearsal" } as const;
    const play = await stage(desk.pool, { realm, id: "played" });
    await wantsDigest("r-1");
    await play.owe({ due: NEXT_WEEK });
    await desk.dispatcher.once();
    const clock = () => readRehearsal(desk.pool, play.campaign, "r-1");
    expect(await clock()).toMatchObject({
      notices: 0,
      messages: 0,
      nextEngineDue: THURSDAY_MORNING,
    });
    await play.clockTo(THURSDAY_MORNING);
    expect(await clock()).toMatchObject({ messages: 1 });
    await desk.dispatcher.once();
    expect(await clock()).toMatchObject({ messages: 0 });
    expect(await mailbox("r-1")).toEqual(["digest new carried", "email digest accepted"]);
    expect(desk.office.letters).toEqual([]);
  });

  it("sees it in the preview before it is sent, with what the quiet hours put off", async () => {
    const play = await stage(desk.pool);
    await wantsDigest();
    const arose = at("03-25", "15:30");
    await play.oweMany([
      { step: "a", due: NEXT_WEEK },
      { step: "b", unit: "minh-hoa", due: NEXT_WEEK, arose },
    ]);
    await desk.dispatcher.once();
    const planned = await inTransaction(desk.pool, (tx) =>
      previewOf(tx, play.campaign, "2020-03-26", null),
    );
    expect(planned).toMatchObject([
      { at: THURSDAY_MORNING, why: "digest", kind: "digest", person: WHO, items: [{ step: "a" }] },
      {
        at: THURSDAY_MORNING,
        why: "quiet",
        kind: "new",
        person: "minh-hoa/standing-office/holder",
        items: [{ step: "b", rung: "arise" }],
      },
    ]);
    await play.clockTo(THURSDAY_MORNING);
    await desk.dispatcher.once();
    expect(desk.office.letters.flatMap(({ to }) => to).sort()).toEqual([
      "binh-an.standing-office.holder@example.vn",
      "minh-hoa.standing-office.holder@example.vn",
    ]);
  });
});

describe("after an outage", () => {
  const afterThreeDays = at("03-28", "02:00");

  it("of our own: each person has one message that says so, and each notice its ledger", async () => {
    const play = await stage(desk.pool);
    await play.oweMany([
      ...["a", "b", "c"].map((step) => ({ step, due: NEXT_WEEK })),
      { step: "a", unit: "minh-hoa", due: NEXT_WEEK },
    ]);
    await play.clockTo(afterThreeDays);
    await desk.dispatcher.once();
    expect(desk.office.letters.map(({ mail }) => mail.subject).sort()).toEqual([
      "Sau gián đoạn: 1 việc cần đồng chí biết",
      "Sau gián đoạn: 3 việc cần đồng chí biết",
    ]);
    expect(texts()[0]).toContain(
      "Từ 09:00 thứ Tư, ngày 25/03/2020 đến 09:00 thứ Bảy, ngày 28/03/2020",
    );
    expect(await noticesOf(desk.pool, play.campaign)).toEqual([
      ...Array(4).fill("arise sent"),
      ...Array(4).fill("soon open"),
    ]);
    await desk.dispatcher.once();
    expect(desk.office.letters).toHaveLength(2);
  });

  it("of less than an hour nothing is gathered", async () => {
    const play = await stage(desk.pool);
    await play.oweMany(["a", "b"].map((step) => ({ step, due: NEXT_WEEK })));
    await play.clockTo(at("03-25", "02:59"));
    await desk.dispatcher.once();
    expect(desk.office.letters).toHaveLength(2);
  });

  const anHourPasses = () =>
    desk.pool.query("UPDATE messages SET frozen_at = frozen_at - interval '2 hours'");

  it("of the mail server: what was never tried goes as one, a second outage's with it, what was tried stays", async () => {
    const play = await stage(desk.pool);
    const without = desk.dispatcherTo(null);
    await play.oweMany(["a", "b"].map((step) => ({ step, due: NEXT_WEEK })));
    await play.owe({ step: "only", unit: "minh-hoa", due: NEXT_WEEK });
    await without.once();
    await anHourPasses();
    await without.once();
    expect((await mailbox()).sort()).toEqual([
      "digest new carried",
      "digest new carried",
      "email catch_up frozen no_mail_server",
      "email new frozen no_mail_server",
    ]);
    await play.oweMany([{ step: "c", due: NEXT_WEEK }]);
    await without.once();
    await anHourPasses();
    await desk.dispatcher.once();
    expect(desk.office.letters.map(({ mail }) => mail.subject).sort()).toEqual([
      "Sau gián đoạn: 3 việc cần đồng chí biết",
      "Việc mới: Kế hoạch tổng kết – minh-hoa (hạn 03/04/2020)",
    ]);
    expect(new Set(await noticesOf(desk.pool, play.campaign))).toEqual(
      new Set(["arise sent", "soon open"]),
    );
  });

  it("what has been tried once keeps its own message and its Message-ID", async () => {
    const play = await stage(desk.pool);
    await play.oweMany(["a", "b"].map((step) => ({ step, due: NEXT_WEEK })));
    const refusing = desk.dispatcherTo("smtp://127.0.0.1:1");
    await refusing.once();
    const before = (await listMailbox(desk.pool, "real")).filter(
      ({ deliveries }) => deliveries.length > 0,
    );
    expect(before.length).toBeGreaterThan(0);
    await anHourPasses();
    await desk.pool.query("UPDATE messages SET lease_until = now() WHERE status = 'frozen'");
    await desk.dispatcher.once();
    const sent = desk.office.letters.map(({ mail }) => mail.messageId);
    for (const { messageId } of before) expect(sent).toContain(messageId);
  });
});

describe("a dispatcher killed while it carries notices together", () => {
  const owedTwice = async (): Promise<Stage> => {
    const play = await stage(desk.pool);
    await play.oweMany(["a", "b"].map((step) => ({ step, due: NEXT_WEEK })));
    await play.clockTo(at("03-28", "02:00"));
    return play;
  };
  const allSent = ["arise sent", "arise sent", "soon open", "soon open"];

  it("before it is committed: nothing has happened, another does it", async () => {
    const play = await owedTwice();
    const client = await desk.pool.connect();
    await client.query(
      "BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('plenum/bundles', 0))",
    );
    await desk.dispatcher.once();
    expect(desk.office.letters).toEqual([]);
    client.release(true);
    await desk.dispatcher.once();
    expect(desk.office.letters).toHaveLength(1);
    expect(await noticesOf(desk.pool, play.campaign)).toEqual(allSent);
  });

  it("between the carrying and the send: another sends what it wrote", async () => {
    const play = await owedTwice();
    await desk.dispatcherTo(null).once();
    await desk.dispatcher.once();
    expect(desk.office.letters).toHaveLength(1);
    expect(await noticesOf(desk.pool, play.campaign)).toEqual(allSent);
  });

  it("between the server's 250 and the ledger: the same Message-ID again, and no second message", async () => {
    const play = await owedTwice();
    const file = fileURLToPath(new URL("killed-dispatcher.ts", import.meta.url));
    const words = ["--import", "tsx", file, desk.database.url, desk.office.url];
    const killed = spawn(process.execPath, words, { stdio: ["ignore", "ignore", "inherit"] });
    const gone = once(killed, "exit");
    desk.office.verdict = () => {
      killed.kill("SIGKILL");
      return null;
    };
    expect(await gone).toEqual([null, "SIGKILL"]);
    desk.office.verdict = () => null;
    await desk.pool.query("UPDATE messages SET lease_until = now() WHERE status = 'frozen'");
    await desk.dispatcher.once();
    expect(desk.office.letters).toHaveLength(2);
    expect(new Set(desk.office.letters.map(({ mail }) => mail.messageId)).size).toBe(1);
    expect(await noticesOf(desk.pool, play.campaign)).toEqual(allSent);
    const ledger = (await listMailbox(desk.pool, "real")).find(({ kind }) => kind === "catch_up");
    expect(ledger?.deliveries.map(({ status }) => status)).toEqual(["deferred", "accepted"]);
  });
});

describe("whatever arises, ends, moves and waits", () => {
  const UNITS = ["binh-an", "minh-hoa"] as const;
  const aDeed = fc.oneof(
    fc.record({
      what: fc.constant("owe" as const),
      unit: fc.constantFrom(...UNITS),
      due: fc.nat(8),
    }),
    fc.record({ what: fc.constant("end" as const), which: fc.nat(5) }),
    fc.record({ what: fc.constant("move" as const), which: fc.nat(5), due: fc.nat(8) }),
    fc.record({ what: fc.constant("hours" as const), n: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ what: fc.constant("dispatch" as const) }),
  );
  type Deed = typeof aDeed extends fc.Arbitrary<infer A> ? A : never;
  let plays = 0;

  async function play(deeds: readonly Deed[]): Promise<Stage> {
    plays += 1;
    const realm = { id: `r-${plays}`, kind: "rehearsal" } as const;
    const scene = await stage(desk.pool, { id: `law-${plays}`, realm });
    await wantsDigest(realm.id);
    const owed: string[] = [];
    const ended = new Set<string>();
    let hours = 2;
    const instant = (): string => new Date(Date.UTC(2020, 2, 25, hours)).toISOString();
    const dueIn = (days: number): string =>
      new Date(Date.UTC(2020, 2, 26 + days, 10)).toISOString();
    for (const deed of deeds) {
      if (deed.what === "owe") {
        const { unit, due } = deed;
        const step = `step-${owed.length}`;
        owed.push(await scene.owe({ unit, step, due: dueIn(due), arose: instant() }));
      } else if (deed.what === "hours") {
        hours += deed.n;
        await scene.clockTo(instant());
      } else if (deed.what === "dispatch") await desk.dispatcher.once();
      else {
        const id = owed[deed.which];
        if (id === undefined || ended.has(id)) continue;
        if (deed.what === "move") await scene.move(id, dueIn(deed.due), instant());
        else {
          ended.add(id);
          await scene.end(id);
        }
      }
    }
    await scene.clockTo("2020-05-01T02:00:00.000Z");
    for (let n = 0; n < 8; n += 1) await desk.dispatcher.once();
    return scene;
  }

  it("nothing that waited is lost: it is carried by a message that was delivered, or says why not", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aDeed, { maxLength: 12 }), async (deeds) => {
        const { campaign } = await play(deeds);
        const { rows } = await desk.pool.query<{ lost: string }>(
          `SELECT m.id || ' ' || m.status AS lost FROM messages m
             LEFT JOIN messages c ON c.id = m.carried_by
            WHERE m.campaign = $1 AND m.channel = 'digest'
              AND NOT (m.status = 'carried' AND c.status = 'accepted')
              AND NOT (m.status = 'not_sent' AND m.reason IN ('met', 'moved'))
            UNION ALL
           SELECT n.id || ' ' || n.status FROM notices n
            WHERE n.campaign = $1 AND n.status NOT IN ('sent', 'dropped')`,
          [campaign],
        );
        expect(rows).toEqual([]);
        const twice = await desk.pool.query(
          `SELECT n.obligation, n.generation, n.rung, m.post FROM messages m JOIN notices n ON n.id = m.notice
            WHERE n.campaign = $1 AND (m.bundle IS NULL OR m.channel = 'digest')
            GROUP BY 1, 2, 3, 4 HAVING count(*) > 1`,
          [campaign],
        );
        expect(twice.rows).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});
