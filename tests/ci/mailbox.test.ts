import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createMailboxReader } from "#activities/mailbox-reader.ts";
import { mailboxStanding } from "#prisma/sql/incoming-mail.ts";
import { listMailbox } from "#prisma/sql/mailbox.ts";
import { play } from "#tests/calendar/play.ts";
import { readStrictly } from "#tests/calendar/strict.ts";
import { until } from "#tests/engine/engine.ts";
import {
  calendarReply,
  deliveryReport,
  outOfOffice,
  plainMail,
  qmailBounce,
} from "#tests/incoming/raw-mail.ts";
import { aDesk } from "#tests/notices/desk.ts";
import { stage } from "#tests/notices/stage.ts";
import { aDovecot, type Dovecot } from "./dovecot.ts";

const desk = aDesk();
let server: Dovecot;
const opened: { stop: AbortController; done: Promise<void> }[] = [];

beforeEach(async () => {
  server = await aDovecot();
  await desk.pool.query("DELETE FROM incoming_mailboxes");
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => ended(one)));
  await server.destroy();
});

const ended = ({ stop, done }: (typeof opened)[number]): Promise<void> => {
  stop.abort();
  return done;
};

const MAILBOX = "plenum@example.vn@127.0.0.1/INBOX";
const reader = () =>
  createMailboxReader(desk.pool, { url: server.url, poll: 500, lease: 1_500, longestRest: 200 });

/** A reader that goes on by itself, until the test's end. */
function running() {
  const stop = new AbortController();
  const one = { stop, done: reader().run(stop.signal) };
  opened.push(one);
  return one;
}

const counts = async () => (await mailboxStanding(desk.pool, MAILBOX))?.counts ?? {};

/** A mail that the relay took: its Message-ID. */
async function accepted(): Promise<string> {
  const play = await stage(desk.pool);
  await play.owe();
  await desk.dispatcher.once();
  return desk.office.letters.at(-1)?.mail.messageId ?? "";
}

const ways = async (): Promise<string[]> =>
  (await listMailbox(desk.pool, "real"))
    .map(({ channel, kind, status }) => `${channel} ${kind} ${status}`)
    .sort();

describe("given a mailbox on a real server", () => {
  test("when a bounce comes in, then the ledger shows it and the message goes another way", async () => {
    const ours = await accepted();
    running();
    await until(async () => (await mailboxStanding(desk.pool, MAILBOX))?.readAt != null);
    await server.deliver(deliveryReport({ ours }));
    await until(async () => (await counts()).bounce === 1);
    await desk.dispatcher.once();
    await desk.dispatcher.once();
    expect(await ways()).toEqual(["call new accepted", "email new bounced", "email task accepted"]);
    const { rows } = await desk.pool.query("SELECT kind, code, reported_by FROM bounces");
    expect(rows).toEqual([{ kind: "failed", code: "5.1.1", reported_by: "mailbox" }]);
    const tasks = await desk.pool.query("SELECT FROM delivery_tasks");
    expect(tasks.rowCount).toBe(1);
  });

  test("then whatever else is in it is counted, left as it is, and changes nothing", async () => {
    const ours = await accepted();
    for (const mail of [
      outOfOffice(ours),
      plainMail(["From: an@example.vn", "Message-ID: <1@x>", "Subject: hỏi"], ["Kính gửi"]),
      deliveryReport({ ours: `<${"0".repeat(32)}@plenum>`, id: "2@x" }),
      deliveryReport({ ours, id: "3@x", groups: [["Action: delayed", "Status: 4.4.1"]] }),
    ])
      await server.deliver(mail);
    const before = await server.inbox();
    await reader().once();
    expect(await counts()).toEqual({ auto_reply: 1, other: 2, bounce: 1 });
    expect(await ways()).toEqual(["email new accepted"]);
    expect(await server.inbox()).toEqual(before);
    const noted = await desk.pool.query("SELECT FROM incoming_mails WHERE message IS NOT NULL");
    expect(noted.rowCount).toBe(2);
  });

  test("when it is read again, by another reader or after it was rebuilt, then nothing counts twice", async () => {
    const ours = await accepted();
    await server.deliver(qmailBounce(ours));
    expect(await reader().once()).toHaveLength(1);
    expect(await reader().once()).toEqual([]);
    await server.deliver(qmailBounce(ours));
    expect(await reader().once()).toMatchObject([{ outcome: "repeated" }]);
    await server.rebuild();
    const again = await reader().once();
    expect(again?.map(({ outcome }) => outcome)).toEqual(["repeated", "repeated"]);
    const { rowCount } = await desk.pool.query("SELECT FROM bounces");
    expect(rowCount).toBe(1);
  });
});

describe("given a server that is killed and comes back", () => {
  test("then the reader says why it cannot read, and goes on where it was", async () => {
    const ours = await accepted();
    running();
    await until(async () => (await mailboxStanding(desk.pool, MAILBOX))?.readAt != null);
    await server.kill();
    await until(async () => (await mailboxStanding(desk.pool, MAILBOX))?.failure != null);
    await server.start();
    await server.deliver(deliveryReport({ ours }));
    await until(async () => (await counts()).bounce === 1);
    const standing = await mailboxStanding(desk.pool, MAILBOX);
    expect(standing).toMatchObject({ failure: null, failingFrom: null });
  });

  test("then a wrong password is told without it", async () => {
    const url = new URL(server.url);
    url.password = "not-the-password";
    const wrong = createMailboxReader(desk.pool, { url: url.href, longestRest: 100 });
    const stop = new AbortController();
    opened.push({ stop, done: wrong.run(stop.signal) });
    await until(async () => (await mailboxStanding(desk.pool, MAILBOX))?.failure != null);
    expect((await mailboxStanding(desk.pool, MAILBOX))?.failure).toBe(
      "the server refuses the name or the password",
    );
  });
});

describe("given two readers", () => {
  test("then one reads, and the other takes over when it is gone", async () => {
    const first = running();
    await until(async () => (await mailboxStanding(desk.pool, MAILBOX))?.readAt != null);
    expect(await reader().once()).toBeNull();
    running();
    await ended(first);
    const ours = await accepted();
    await server.deliver(deliveryReport({ ours }));
    await until(async () => (await counts()).bounce === 1);
  });

  test("then one that was taken for dead writes nothing any more", async () => {
    const ours = await accepted();
    await server.deliver(deliveryReport({ ours }));
    await reader().once();
    await desk.pool.query(
      "UPDATE incoming_mailboxes SET holder = $1, held_until = now() + interval '1 hour'",
      [randomUUID()],
    );
    await server.deliver(deliveryReport({ ours, id: "later@x" }));
    expect(await reader().once()).toBeNull();
    expect(await counts()).toEqual({ bounce: 1 });
  });
});

describe("given a mail that cannot be taken in", () => {
  test("then it is tried three times, set aside with its reason, and keeps nobody waiting", async () => {
    const ours = await accepted();
    await server.deliver(deliveryReport({ ours, id: "poison@x" }));
    // The database refuses this one, whatever the reader does.
    const owner = desk.database.ownerUrl;
    const { createPool } = await import("#prisma/client.ts");
    const pool = createPool({ url: owner, max: 1, name: "test" });
    await pool.query(`CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF new.message_id = '<poison@x>' THEN RAISE EXCEPTION 'poisoned'; END IF; RETURN new; END $$`);
    await pool.query(
      "CREATE TRIGGER poison BEFORE UPDATE ON incoming_mails FOR EACH ROW EXECUTE FUNCTION poison()",
    );
    await server.deliver(outOfOffice(ours));
    expect(await reader().once()).toMatchObject([{ outcome: "auto_reply" }]);
    expect(await reader().once()).toEqual([]);
    expect(await reader().once()).toMatchObject([{ outcome: "set_aside" }]);
    expect(await reader().once()).toEqual([]);
    const standing = await mailboxStanding(desk.pool, MAILBOX);
    expect(standing?.setAside).toMatchObject([{ uid: 1, reason: "error: poisoned" }]);
    await pool.query("DROP TRIGGER poison ON incoming_mails; DROP FUNCTION poison");
    await pool.end();
    expect(await ways()).toEqual(["email new accepted"]);
  });

  test("then one that kills its reader each time is set aside as well", async () => {
    await server.deliver(plainMail(["From: a@x.vn", "Message-ID: <k@x>", "Subject: x"]));
    await reader().once();
    // What is left behind when the process ends between its count and its outcome.
    await desk.pool.query("UPDATE incoming_mails SET outcome = NULL, attempts = 3");
    expect(await reader().once()).toMatchObject([{ outcome: "set_aside" }]);
    expect((await mailboxStanding(desk.pool, MAILBOX))?.setAside[0]?.reason).toBe(
      "its reader stopped each time",
    );
  });
});

describe("given invitations that went out", () => {
  test("then answers from the invited are entered, and nobody else's", async () => {
    const conference = await play(desk.pool);
    await conference.open("binh-an");
    await desk.dispatcher.once();
    const [letter] = desk.office.letters;
    const file = letter?.mail.attachments.find((one) => one.contentType === "text/calendar");
    const invitation = readStrictly(file?.content.toString("utf8") ?? "").events[0];
    const uid = invitation?.properties["UID"] ?? "";
    const attendee = letter?.to[0] ?? "";
    const other = desk.office.letters[1]?.to[0] ?? "";
    const answer = { from: attendee, attendee, uid };
    for (const [partstat, stamp, from] of [
      ["PARTSTAT=TENTATIVE", "20200401T010000Z", attendee],
      ["PARTSTAT=ACCEPTED", "20200401T030000Z", attendee],
      ["PARTSTAT=DECLINED", "20200401T020000Z", attendee],
      ["PARTSTAT=DECLINED", "20200401T040000Z", other],
      [`PARTSTAT=DECLINED;SENT-BY="mailto:x@example.vn"`, "20200401T050000Z", "x@example.vn"],
    ] as const)
      await server.deliver(calendarReply({ ...answer, partstat, stamp, from }));
    const stranger = { from: "x@example.vn", attendee: "x@example.vn", uid };
    await server.deliver(
      calendarReply({ ...stranger, partstat: "PARTSTAT=ACCEPTED", stamp: "20200401T060000Z" }),
    );
    const fates = await reader().once();
    expect(fates?.map(({ reason }) => reason)).toEqual([
      "tentative: recorded",
      "accepted: recorded",
      "declined: repeated",
      "answers an invitation for somebody else than its sender",
      "writes for somebody, and is nobody of theirs",
      "answers for x@example.vn, who is not invited",
    ]);
    const { rows } = await desk.pool.query(
      "SELECT reply, comment FROM attendees WHERE reply IS NOT NULL",
    );
    expect(rows).toEqual([{ reply: "accepted", comment: "Đã nhận" }]);
  });
});
