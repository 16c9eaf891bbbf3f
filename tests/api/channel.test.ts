import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDispatcher, type Dispatcher } from "#activities/dispatch.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { type PostOffice, postOffice } from "#tests/notices/post-office.ts";
import { type PushService, pushService } from "#tests/notices/push-service.ts";
import { aDesk, type Desk } from "./desk.ts";
import { aDispatch } from "./dispatch.ts";

const SECRET = "a secret of sixteen";
let engine: Engine;
let desk: Desk;
let operator: string;
let office: PostOffice;
let browsers: PushService;
let dispatcher: Dispatcher;

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  browsers = await pushService();
  desk = await aDesk(engine, { bounceSecret: SECRET, pushHosts: [browsers.host] });
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
  await browsers.close();
  await office.close();
  await desk.end();
  await engine.end();
});

/** A campaign in a realm whose messages really go out. */
async function real() {
  const dispatch = await aDispatch({ engine, desk, operator });
  await engine.pool.query(
    "UPDATE realms SET kind = 'real' WHERE id = (SELECT realm FROM campaigns WHERE id = $1)",
    [dispatch.campaign],
  );
  return dispatch;
}

describe("given a person with a browser", () => {
  test("then they switch notifications on and off in it, and no other address is written to", async () => {
    const { as, draft, submit } = await real();
    const token = as("standing-deputy");
    const path = "/api/me/push";
    const { body } = await desk.call(token, "GET", path);
    expect(body.devices).toEqual([]);
    expect(Buffer.from(body.publicKey, "base64url")).toHaveLength(65);
    const given = {
      ...browsers.subscribe("Chrome"),
      expirationTime: null,
      label: "Chrome, Android",
    };
    const inside = { ...given, endpoint: "http://127.0.0.1:5432/push/1" };
    expect(await desk.call(token, "POST", path, inside)).toMatchObject({
      status: 422,
      body: { code: "no_push_service" },
    });
    const short = { ...given, keys: { ...given.keys, auth: "AAAA" } };
    expect((await desk.call(token, "POST", path, short)).status).toBe(400);
    const on = await desk.call(token, "POST", path, given);
    expect(on.body.devices).toMatchObject([{ label: "Chrome, Android" }]);
    expect(JSON.stringify(on.body)).not.toContain(given.endpoint);
    const preferences = { channels: { new: ["push", "email"] } };
    expect((await desk.call(token, "PUT", "/api/me/preferences", preferences)).status).toBe(200);

    await submit(await draft());
    await dispatcher.once();
    expect(browsers.pushed.at(-1)?.words.sentence).toContain("phê duyệt");

    const device = `${path}/${on.body.devices[0].id}`;
    expect((await desk.call(as("clerk"), "DELETE", device)).status).toBe(404);
    expect((await desk.call(token, "DELETE", device)).body.devices).toEqual([]);
    expect((await desk.call(operator, "GET", path)).status).toBe(403);
  });
});

describe("given a relay that reports what came back", () => {
  const now = (): number => Math.floor(Date.now() / 1_000);
  const signed = (body: string, at = now(), secret = SECRET) =>
    `t=${at},v1=${createHmac("sha256", secret).update(`${at}.${body}`).digest("hex")}`;
  const report = (raw: string, signature: string) =>
    desk.call(null, "POST", "/api/bounces/signed", undefined, {
      raw,
      headers: { "content-type": "application/json", "plenum-signature": signature },
    });

  test("then it is believed by its signature alone, once, and only for five minutes", async () => {
    const { draft, submit, campaign } = await real();
    await submit(await draft());
    await dispatcher.once();
    const messageId = office.letters.at(-1)?.mail.messageId ?? "";
    const raw = JSON.stringify({ messageId, reason: "mailbox full" });
    for (const wrong of [
      "",
      signed(`${raw} `),
      signed(raw, now(), "another secret of sixteen"),
      signed(raw, now() - 301),
      signed(raw, now() + 301),
    ])
      expect(await report(raw, wrong)).toMatchObject({
        status: 401,
        body: { code: "unsigned_report" },
      });
    const right = signed(raw);
    for (let time = 0; time < 2; time += 1)
      expect((await report(raw, right)).body).toMatchObject({
        kind: "failed",
        reason: "mailbox full",
      });
    const { rows } = await engine.pool.query(
      `SELECT b.reported_by, m.status FROM bounces b JOIN messages m ON m.id = b.message
        WHERE m.campaign = $1`,
      [campaign],
    );
    expect(rows).toEqual([{ reported_by: "relay", status: "bounced" }]);
    const unknown = JSON.stringify({ messageId: `<${"0".repeat(32)}@plenum>`, reason: "gone" });
    expect((await report(unknown, signed(unknown))).status).toBe(404);
  });
});

describe("given a person whose address is wrong", () => {
  test("then their unit's clerk corrects it: the task is closed, and what is still owed goes again, once", async () => {
    const { draft, submit, campaign, as } = await real();
    await submit(await draft());
    await dispatcher.once();
    const wrong = office.letters.findLast(({ mail }) => mail.text?.includes("phê duyệt"));
    const { rows } = await engine.pool.query<{ person: string }>(
      "SELECT person FROM messages WHERE message_id = $1",
      [wrong?.mail.messageId],
    );
    const person = rows[0]?.person ?? "";
    const base = `/api/campaigns/${campaign}`;
    const bounce = { messageId: wrong?.mail.messageId ?? "", reason: "no such user" };
    expect((await desk.call(operator, "POST", "/api/bounces", bounce)).status).toBe(200);
    await dispatcher.once();
    const pdf = await fetch(`${desk.base}${base}/call-list.pdf`, {
      headers: { authorization: `Bearer ${as("clerk")}` },
    });
    expect(pdf.headers.get("content-type")).toBe("application/pdf");
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    expect((await desk.call(as("clerk"), "GET", `${base}/call-list`)).body.items).toHaveLength(1);

    const path = `${base}/persons/${encodeURIComponent(person)}/address`;
    const right = { email: "right@example.vn" };
    expect((await desk.call(as("head", "binh-an"), "PUT", path, right)).status).toBe(404);
    expect((await desk.call(as("clerk"), "PUT", path, {})).status).toBe(400);
    expect((await desk.call(as("clerk"), "PUT", path, { email: "right" })).status).toBe(400);
    const before = office.letters.length;
    const { body } = await desk.call(as("clerk"), "PUT", path, right);
    expect(body).toMatchObject({ person, email: "right@example.vn", sentAgain: 1 });
    expect(body.closed).toHaveLength(1);
    expect((await desk.call(as("clerk"), "PUT", path, right)).body).toMatchObject({ sentAgain: 0 });
    await dispatcher.once();
    expect(office.letters.slice(before).map(({ to }) => to)).toEqual([["right@example.vn"]]);
    const again = office.letters.at(-1)?.mail;
    expect(again?.subject).toBe(wrong?.mail.subject);
    expect(again?.messageId).not.toBe(wrong?.mail.messageId);
    const link = /\/do\/m-[0-9a-f]{32}\.[\w-]{32}/.exec(again?.text ?? "")?.[0] ?? "";
    expect((await fetch(desk.base + link)).status).toBe(200);
    const open = await desk.call(as("clerk"), "GET", `${base}/delivery-tasks`);
    expect(open.body.items).toMatchObject([{ note: "address corrected" }]);
    expect((await desk.call(as("clerk"), "GET", `${base}/call-list`)).body.items).toEqual([]);
  });
});
