import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrokenAudit } from "#prisma/sql/audit.ts";
import { aDesk, type Desk } from "#tests/api/desk.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aBrowser, anOffice, type Browser, enrol, GOOD, told } from "./office.ts";

let engine: Engine;
let desk: Desk;
let operator: string;
let admin: Browser;
const OTHER = "năm cây cầu bắc qua sông";

beforeAll(async () => {
  engine = await anEngine();
  desk = await aDesk(engine);
  await anOffice(engine);
  operator = await desk.operator();
});
afterAll(async () => {
  expect(await findBrokenAudit(engine.pool, "realm/real")).toBeNull();
  await desk.end();
  await engine.end();
});

describe("given nobody who administers", () => {
  const first = { name: "Trần Thị Quản Trị", login: "Quản.Trị", password: GOOD };

  test("then the operator makes the first administrator, once, and nobody else does", async () => {
    const offered = await desk.call(operator, "GET", "/api/account");
    expect(offered.body).toEqual({ account: null, firstAdministrator: true });
    const weak = { ...first, password: "matkhau123456" };
    const refused = await desk.call(operator, "POST", "/api/accounts/first", weak);
    expect(refused.body).toMatchObject({ status: 422, code: "password_common" });
    const made = await desk.call(operator, "POST", "/api/accounts/first", first);
    expect(made.body).toMatchObject({ login: "quản.trị" });
    const again = await desk.call(operator, "POST", "/api/accounts/first", first);
    expect(again.body).toMatchObject({ status: 409, code: "administrator_there" });
    expect((await desk.call(operator, "GET", "/api/account")).body.firstAdministrator).toBe(false);
    expect(await told(engine, "first_administrator")).toHaveLength(1);
  });

  test("then the administrator signs in, whatever the case and the way the letters were typed", async () => {
    admin = aBrowser(desk.base);
    const signed = await admin.signIn(" QUẢN.TRỊ ".normalize("NFD"), GOOD.normalize("NFD"));
    expect(signed.status).toBe(200);
    const cookie = signed.headers.getSetCookie().find((one) => one.startsWith("plenum_session="));
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict; Path=\/; Max-Age=\d+$/);
    const me = await admin.call("GET", "/api/account");
    expect(me.body.account).toMatchObject({ login: "quản.trị", administers: [{ unit: "*" }] });
    expect((await admin.call("GET", "/api/me")).body).toMatchObject({ kind: "administrator" });
    const act = await admin.call("GET", "/api/inbox");
    expect(act.body).toMatchObject({ status: 403, code: "not_yours" });
  });
});

describe("given a wrong login or password", () => {
  test("then both are refused with the same words, and the chain tells it without what was typed", async () => {
    const browser = aBrowser(desk.base);
    const unknown = await browser.signIn("nobody-at-all", "s3cret-typed-in-the-wrong-field");
    const wrong = await browser.signIn("quản.trị", OTHER);
    expect(unknown.status).toBe(401);
    expect(unknown.body).toEqual(wrong.body);
    const entries = await told(engine, "sign_in_refused");
    expect(entries).toHaveLength(2);
    expect(JSON.stringify(entries)).not.toMatch(/nobody-at-all|s3cret/);
  });

  test("then the source waits after five, the known browser does not, and the account is not locked", async () => {
    const stranger = aBrowser(desk.base, "stranger");
    const answers: string[] = [];
    for (let n = 0; n < 7; n += 1)
      answers.push((await stranger.signIn("quản.trị", OTHER)).body.code);
    expect(answers).toContain("sign_in_later");
    const held = await stranger.signIn("quản.trị", GOOD);
    expect(held.status).toBe(429);
    expect(Number(held.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await admin.signIn("quản.trị", GOOD)).status).toBe(200);
    await engine.pool.query(
      "UPDATE sign_in_measures SET last_at = last_at - interval '15 minutes'",
    );
    expect((await stranger.signIn("quản.trị", GOOD)).status).toBe(200);
  });

  test("then a hundred at once are counted one by one", async () => {
    const many = await Promise.all(
      Array.from({ length: 30 }, () => aBrowser(desk.base).signIn("someone-else", OTHER)),
    );
    const looked = many.filter(({ body }) => body.code === "sign_in_refused");
    expect(looked.length).toBeLessThanOrEqual(6);
    await engine.pool.query("DELETE FROM sign_in_measures");
  });
});

describe("given a form of another page", () => {
  test("then it signs nobody in", async () => {
    const answer = await aBrowser(desk.base).call(
      "POST",
      "/api/session",
      { login: "quản.trị", password: GOOD },
      { origin: "https://evil.example" },
    );
    expect(answer.body).toMatchObject({ status: 403, code: "origin_refused" });
    const text = await fetch(`${desk.base}/api/session`, {
      method: "POST",
      headers: { "content-type": "text/plain", "idempotency-key": "x" },
      body: "{}",
    });
    expect(text.status).toBe(415);
  });
});

describe("given sessions", () => {
  test("then they are listed, end one by one, and all with a new password", async () => {
    const second = aBrowser(desk.base, "second browser");
    await second.signIn("quản.trị", GOOD);
    const { body } = await admin.call("GET", "/api/account/sessions");
    const named = body.items.map((one: { device: string; current: boolean }) => [
      one.device,
      one.current,
    ]);
    expect(named).toContainEqual(["test browser", true]);
    expect(named).toContainEqual(["second browser", false]);
    const other = body.items.find((one: { device: string }) => one.device === "second browser");
    expect((await admin.call("DELETE", `/api/account/sessions/${other.id}`)).status).toBe(200);
    expect((await second.call("GET", "/api/me")).status).toBe(401);
    expect((await admin.call("DELETE", `/api/account/sessions/${other.id}`)).status).toBe(404);

    await second.signIn("quản.trị", GOOD);
    const wrong = { present: OTHER, password: OTHER };
    expect((await admin.call("PUT", "/api/account/password", wrong)).body.code).toBe(
      "password_wrong",
    );
    const change = { present: GOOD, password: OTHER };
    expect((await admin.call("PUT", "/api/account/password", change)).status).toBe(200);
    expect((await second.call("GET", "/api/me")).status).toBe(401);
    expect((await admin.call("GET", "/api/me")).status).toBe(200);
    expect((await second.signIn("quản.trị", GOOD)).status).toBe(401);
    await admin.call("PUT", "/api/account/password", { present: OTHER, password: GOOD });
  });

  test("then the token changes with a change of password, and the one before ends when the new one was used", async () => {
    const before = admin.cookies.get("plenum_session") ?? "";
    await engine.pool.query("UPDATE tokens SET rotated_at = '-infinity' WHERE kind = 'session'");
    expect((await admin.call("GET", "/api/me")).status).toBe(200);
    const after = admin.cookies.get("plenum_session") ?? "";
    expect(after).not.toBe(before);
    const old = aBrowser(desk.base);
    old.cookies.set("plenum_session", before);
    expect((await old.call("GET", "/api/me")).status, "an answer may have been lost").toBe(200);
    expect((await admin.call("GET", "/api/me")).status).toBe(200);
    await engine.pool.query(
      "UPDATE tokens SET previous_until = now() - interval '1 second' WHERE previous_until IS NOT NULL",
    );
    expect((await old.call("GET", "/api/me")).status).toBe(401);
    expect((await admin.call("GET", "/api/me")).status).toBe(200);
  });

  test("then one left alone too long is over, and signing out ends it", async () => {
    const idle = aBrowser(desk.base, "idle");
    await idle.signIn("quản.trị", GOOD);
    await engine.pool.query(
      "UPDATE tokens SET seen_at = now() - interval '73 hours' WHERE device = 'idle'",
    );
    expect((await idle.call("GET", "/api/me")).status).toBe(401);
    const leaving = aBrowser(desk.base, "leaving");
    await leaving.signIn("quản.trị", GOOD);
    const kept = leaving.cookies.get("plenum_session") ?? "";
    expect((await leaving.call("DELETE", "/api/session")).status).toBe(200);
    expect(leaving.cookies.has("plenum_session")).toBe(false);
    leaving.cookies.set("plenum_session", kept);
    expect((await leaving.call("GET", "/api/me")).status).toBe(401);
  });
});

describe("given a second step", () => {
  test("then no code is taken twice, a recovery code is, once, and it is switched off with the password", async () => {
    const head = await enrol(desk, operator, "north-head");
    const begun = await head.call("POST", "/api/account/totp", {});
    expect(begun.body.svg).toMatch(/^<svg /);
    const totp = new TOTP({ secret: Secret.fromBase32(begun.body.secret) });
    const now = totp.generate();
    expect((await head.call("POST", "/api/account/totp/confirm", { code: "000000x" })).status).toBe(
      422,
    );
    const on = await head.call("POST", "/api/account/totp/confirm", { code: now });
    expect(on.body.codes).toHaveLength(10);

    const other = aBrowser(desk.base);
    expect((await other.signIn("north-head", GOOD)).body.code).toBe("second_step_needed");
    expect((await other.signIn("north-head", GOOD, now)).body.code).toBe("second_step_wrong");
    expect((await other.signIn("north-head", OTHER, now)).body.code).toBe("sign_in_refused");
    const next = totp.generate({ timestamp: Date.now() + 30_000 });
    expect((await other.signIn("north-head", GOOD, next)).status).toBe(200);
    const spare = on.body.codes[0].toLowerCase();
    expect((await aBrowser(desk.base).signIn("north-head", GOOD, spare)).status).toBe(200);
    expect((await aBrowser(desk.base).signIn("north-head", GOOD, spare)).body.code).toBe(
      "second_step_wrong",
    );
    expect((await head.call("GET", "/api/account")).body.account.recoveryCodesLeft).toBe(9);
    expect((await head.call("POST", "/api/account/totp/end", { password: OTHER })).status).toBe(
      403,
    );
    expect((await head.call("POST", "/api/account/totp/end", { password: GOOD })).status).toBe(200);
    expect((await other.signIn("north-head", GOOD)).status).toBe(200);
  });
});

describe("given a token that somebody made for themselves", () => {
  test("then it does what its scopes say, never keeps the account, and ends when it is revoked", async () => {
    const clerk = await enrol(desk, operator, "north-clerk");
    const asked = { label: "bảng tính", scopes: ["read"], days: 30 };
    const { body } = await clerk.call("POST", "/api/account/tokens", asked);
    const by = (method: string, path: string, sent?: unknown) =>
      desk.call(body.token, method, path, sent);
    expect((await by("GET", "/api/inbox")).status).toBe(200);
    expect((await by("GET", "/api/accounts")).body.code).toBe("scope_missing");
    const seen = { covers: [] };
    expect((await by("PUT", "/api/me/covers", seen)).body.code).toBe("scope_missing");
    expect((await by("GET", "/api/account/sessions")).body.code).toBe("scope_missing");
    const admin = { label: "quản lý", scopes: ["admin"], days: 1 };
    const keeping = await clerk.call("POST", "/api/account/tokens", admin);
    expect((await desk.call(keeping.body.token, "GET", "/api/accounts")).status).toBe(200);
    expect((await desk.call(keeping.body.token, "GET", "/api/inbox")).body.code).toBe(
      "scope_missing",
    );
    const { body: list } = await clerk.call("GET", "/api/account/tokens");
    expect(list.items.map((one: { label: string }) => one.label).sort()).toEqual([
      "bảng tính",
      "quản lý",
    ]);
    expect(JSON.stringify(list)).not.toContain(body.token);
    expect((await clerk.call("DELETE", `/api/account/tokens/${body.id}`)).status).toBe(200);
    expect((await by("GET", "/api/inbox")).status).toBe(401);
    expect((await clerk.call("DELETE", `/api/account/tokens/${body.id}`)).status).toBe(404);
  });
});
