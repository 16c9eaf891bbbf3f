import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDispatcher, type Dispatcher } from "#activities/dispatch.ts";
import { readReport } from "#domain/delivery-report.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { type Letter, type PostOffice, postOffice } from "#tests/notices/post-office.ts";
import { aDesk, type Desk } from "./desk.ts";
import { aDispatch } from "./dispatch.ts";

let engine: Engine;
let desk: Desk;
let operator: string;
let office: PostOffice;
let dispatcher: Dispatcher;

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  desk = await aDesk(engine);
  operator = await desk.operator();
  office = await postOffice();
  dispatcher = createDispatcher(engine.pool, {
    publicUrl: desk.base,
    smtpUrl: office.url,
    rehearsalSmtpUrl: null,
    mailFrom: "Plenum <plenum@example.vn>",
  });
});
afterAll(async () => {
  dispatcher.close();
  await office.close();
  await desk.end();
  await engine.end();
});

/** A paper that waits for its approval, in a realm whose mail really goes out. */
async function submitted() {
  const dispatch = await aDispatch({ engine, desk, operator });
  await engine.pool.query(
    "UPDATE realms SET kind = 'real' WHERE id = (SELECT realm FROM campaigns WHERE id = $1)",
    [dispatch.campaign],
  );
  const hash = await dispatch.draft();
  await dispatch.submit(hash);
  await dispatcher.once();
  return { ...dispatch, hash };
}

const newest = (address: RegExp): Letter | undefined =>
  office.letters.findLast(({ mail }) => address.test(mail.text ?? ""));

const linkOf = (letter: Letter | undefined): string =>
  /\/do\/m-[0-9a-f]{32}\.[\w-]{32}/.exec(letter?.mail.text ?? "")?.[0] ?? "";

interface Page {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
}

async function open(path: string, init: RequestInit = {}): Promise<Page> {
  const headers = { "accept-language": "en", ...init.headers };
  const response = await fetch(desk.base + path, { redirect: "manual", ...init, headers });
  return { status: response.status, html: await response.text(), headers: response.headers };
}

const press = (path: string, html: string): Promise<Page> => {
  const hash = /name="hash" value="([0-9a-f]{64})"/.exec(html)?.[1] ?? "";
  return open(path, { method: "POST", body: new URLSearchParams({ hash }) });
};

describe("given the link in a mail that asks for an approval", () => {
  test("then opening it shows what is asked and approves nothing; one press approves; it works once", async () => {
    const { path, hash } = await submitted();
    const link = linkOf(newest(/phê duyệt/));
    expect(link).not.toBe("");
    const given = async () => (await desk.call(operator, "GET", path)).body.decision.given;
    const before = (await given()).length;
    for (const method of ["GET", "HEAD", "GET"])
      expect((await open(link, { method })).status).toBe(200);
    const shown = await open(link);
    expect(shown.html).toContain("Triển khai tổng kết.");
    expect(shown.html).toContain(hash);
    expect(shown.html).not.toContain("<script");
    expect(shown.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(shown.headers.get("content-security-policy")).not.toContain("unsafe-inline");
    expect(shown.headers.get("cache-control")).toBe("no-store");
    expect((await given()).length).toBe(before);

    const pressed = await press(link, shown.html);
    expect(pressed.html).toContain("Recorded.");
    expect((await given()).length).toBe(before + 1);
    const again = await press(link, shown.html);
    expect(again.status).toBe(410);
    expect(again.html).toContain("works once only");
    expect((await open(link)).status).toBe(410);
    expect((await given()).length).toBe(before + 1);
  });

  test("then it is nothing without its seal, with another's seal, after three days, or to another person", async () => {
    const { as } = await submitted();
    const link = linkOf(newest(/phê duyệt/));
    const [plain = "", seal = ""] = link.split(".");
    expect((await open(plain)).status).toBe(404);
    const other = `${seal.startsWith("A") ? "B" : "A"}${seal.slice(1)}`;
    expect((await open(`${plain}.${other}`)).status).toBe(404);
    const stranger = { authorization: `Bearer ${as("clerk")}` };
    expect((await open(link, { headers: stranger })).status).toBe(403);
    expect((await open(link, { method: "POST", headers: stranger })).status).toBe(403);
    expect((await open(link)).status).toBe(200);
    const id = plain.replace("/do/", "");
    await engine.pool.query(
      "UPDATE messages SET frozen_at = frozen_at - interval '4 days' WHERE id = $1",
      [id],
    );
    const late = await open(link);
    expect(late).toMatchObject({ status: 410 });
    expect(late.html).toContain("ended after three days");
    expect((await open(link, { method: "POST" })).status).toBe(410);
  });

  test("then the mailbox that others may read has it without its seal", async () => {
    const { campaign } = await submitted();
    const list = await desk.call(operator, "GET", `/api/campaigns/${campaign}/messages`);
    const bodies = list.body.items.map(({ body }: { body: string }) => body).join("\n");
    expect(bodies).toMatch(/\/do\/m-[0-9a-f]{32}\s/);
    expect(bodies).not.toMatch(/\/do\/m-[0-9a-f]{32}\./);
    const { rows } = await engine.pool.query(
      "SELECT count(*)::int AS n FROM messages WHERE body_text ~ '/do/m-[0-9a-f]{32}[.]'",
    );
    expect(rows).toEqual([{ n: 0 }]);
  });

  test("then what is not the content that was shown is refused, with the sentence", async () => {
    await submitted();
    const link = linkOf(newest(/phê duyệt/));
    const wrong = new URLSearchParams({ hash: "0".repeat(64) });
    const refused = await open(link, { method: "POST", body: wrong });
    expect(refused.status).toBe(409);
    expect(refused.html).toMatch(/<h1>.{20,}<\/h1>/);
  });
});

describe("given a person with an inbox in the app", () => {
  test("then their messages are there, unread until opened, and nobody else can open them", async () => {
    const { as } = await submitted();
    const token = as("standing-deputy");
    const inbox = async (query = ""): Promise<{ id: string; openedAt: string | null }[]> =>
      (await desk.call(token, "GET", `/api/me/messages${query}`)).body.items;
    const [message] = await inbox("?unread=true");
    expect(message).toMatchObject({ channel: "email", kind: "new", openedAt: null, actedAt: null });
    const path = `/api/me/messages/${message?.id}/opened`;
    expect((await desk.call(as("clerk"), "POST", path)).status).toBe(404);
    const first = await desk.call(token, "POST", path);
    expect(first.status).toBe(200);
    expect((await desk.call(token, "POST", path)).body).toEqual(first.body);
    expect((await inbox("?unread=true")).map(({ id }) => id)).not.toContain(message?.id);
    expect((await inbox()).find(({ id }) => id === message?.id)?.openedAt).toBe(
      first.body.openedAt,
    );
  });

  test("then they say how they want to be written to, but not that they do not want what is mandatory", async () => {
    const { as } = await submitted();
    const token = as("clerk");
    const path = "/api/me/preferences";
    expect((await desk.call(token, "GET", path)).body).toEqual({
      channels: {},
      digest: false,
      phone: null,
      mandatory: ["due", "late", "escalation"],
    });
    const wanted = { channels: { new: ["inapp"] }, digest: true, phone: "+84 912 345 678" };
    expect((await desk.call(token, "PUT", path, wanted)).body).toMatchObject(wanted);
    expect((await desk.call(token, "PUT", path, { digest: true })).body).toMatchObject({
      channels: {},
      phone: "+84 912 345 678",
    });
    const silent = await desk.call(token, "PUT", path, { channels: { late: ["inapp"] } });
    expect(silent).toMatchObject({ status: 422, body: { code: "mandatory_kind" } });
    expect((await desk.call(token, "PUT", path, { phone: "gọi tôi" })).status).toBe(400);
  });

  test("then the messages of a day to come can be seen before they are sent", async () => {
    const { campaign, as } = await submitted();
    const due = await engine.pool.query<{ day: string; person: string }>(
      `SELECT (n.due_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day
         FROM notices n WHERE n.campaign = $1 AND n.status = 'open' ORDER BY n.due_at LIMIT 1`,
      [campaign],
    );
    const day = due.rows[0]?.day;
    const path = `/api/campaigns/${campaign}/preview?day=${day}`;
    const seen = ["head", "standing-deputy", "standing-office"].map((role) =>
      desk.call(as(role), "GET", path),
    );
    const messages = (await Promise.all(seen)).flatMap(({ body }) => body.messages);
    expect(messages.length).toBeGreaterThan(0);
    expect(messages[0]).toMatchObject({ channel: "email", items: [{ unit: "chau-thanh" }] });
  });
});

describe("given somebody whom a mail does not reach", () => {
  test("then a reported bounce puts them on the call list and opens the clerk's task, which can be closed", async () => {
    const { campaign, as } = await submitted();
    const letter = newest(/phê duyệt/);
    const dsn = reportOf(letter?.mail.messageId ?? "");
    expect((await desk.call(as("clerk"), "POST", "/api/bounces", { dsn })).status).toBe(403);
    const nothing = await desk.call(operator, "POST", "/api/bounces", { dsn: "On holiday" });
    expect(nothing).toMatchObject({ status: 422, body: { code: "no_report" } });
    const entered = await desk.call(operator, "POST", "/api/bounces", { dsn });
    expect(entered.body).toMatchObject({ kind: "failed", reason: "5.1.1 550 no such user here" });
    await dispatcher.once();

    const base = `/api/campaigns/${campaign}`;
    const token = as("head");
    const tasks = await desk.call(token, "GET", `${base}/delivery-tasks`);
    expect(tasks.body.items).toMatchObject([
      { contact: "chau-thanh/clerk", reason: "5.1.1 550 no such user here", closedAt: null },
    ]);
    const calls = await desk.call(token, "GET", `${base}/call-list`);
    expect(calls.body.items).toHaveLength(1);
    const bearer = { headers: { authorization: `Bearer ${token}` } };
    const printed = await open(`/print/call-list/${campaign}`, bearer);
    expect(printed.html).toContain("no number");
    expect(printed.html).toContain(calls.body.items[0].name);
    const csv = await open(`/print/call-list/${campaign}.csv`, bearer);
    expect(csv.headers.get("content-type")).toContain("text/csv");
    expect(csv.html.trim().split("\r\n")).toHaveLength(2);
    expect((await open(`/print/call-list/${campaign}`)).status).toBe(401);

    const task = `${base}/delivery-tasks/${encodeURIComponent(tasks.body.items[0].id)}/close`;
    const closed = await desk.call(token, "POST", task, { note: "đã gọi" });
    expect(closed.body).toMatchObject({ note: "đã gọi" });
    expect(closed.body.closedAt).not.toBeNull();
    expect((await desk.call(token, "GET", `${base}/call-list`)).body.items).toEqual([]);
  });
});

/** A delivery report as relays write them (RFC 3464). */
const reportOf = (messageId: string, action = "failed"): string =>
  [
    "From: MAILER-DAEMON@relay.example.vn",
    "Message-ID: <20200325.1@relay.example.vn>",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; relay.example.vn",
    "",
    "Final-Recipient: rfc822; nobody@example.vn",
    `Action: ${action}`,
    "Status: 5.1.1",
    "Diagnostic-Code: smtp; 550 no such",
    "  user here",
    "",
    "--b",
    "Content-Type: message/rfc822-headers",
    "",
    `Message-ID: ${messageId}`,
    "--b--",
  ].join("\r\n");

test("a delivery report is read as what it says; anything else is none", () => {
  const ours = `<${"a".repeat(32)}@plenum>`;
  expect(readReport(reportOf(ours))).toEqual({
    messageId: ours,
    kind: "failed",
    code: "5.1.1",
    reason: "5.1.1 550 no such user here",
  });
  expect(readReport(reportOf(ours, "delayed"))?.kind).toBe("delayed");
  expect(readReport(reportOf(ours, "relayed"))).toBeNull();
  expect(readReport(reportOf("<1@elsewhere>"))).toBeNull();
});
