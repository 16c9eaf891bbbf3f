import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountPost } from "#activities/account-post.ts";
import { inTransaction } from "#prisma/client.ts";
import { findBrokenAudit } from "#prisma/sql/audit.ts";
import type { ClaimedMessage } from "#prisma/sql/message.ts";
import { issueToken, redeemCode, revokeToken } from "#prisma/sql/token.ts";
import { aDesk, type Desk } from "#tests/api/desk.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aBrowser, anOffice, type Browser, enrol, GOOD, told } from "./office.ts";

let engine: Engine;
let desk: Desk;
let operator: string;
let clerk: Browser;
let administrator: Browser;

beforeAll(async () => {
  engine = await anEngine();
  desk = await aDesk(engine);
  await anOffice(engine);
  operator = await desk.operator();
  clerk = await enrol(desk, operator, "north-clerk");
  administrator = await enrol(desk, operator, "district-member");
  const { id } = (await administrator.call("GET", "/api/account")).body.account;
  await desk.call(operator, "PUT", `/api/accounts/${id}/grants`, { units: ["district"] });
});
afterAll(async () => {
  expect(await findBrokenAudit(engine.pool, "realm/real")).toBeNull();
  await desk.end();
  await engine.end();
});

const invite = (by: Browser, body: object) => by.call("POST", "/api/accounts/invitations", body);
const ids = (items: { person: string }[]): string[] => items.map(({ person }) => person).sort();

describe("given a unit's clerk", () => {
  test("then they see and invite their own unit's people, and nobody else", async () => {
    const { body } = await clerk.call("GET", "/api/accounts");
    expect(ids(body.items)).toEqual(["north-clerk", "north-head", "north-member"]);
    expect((await invite(clerk, { person: "north-member", way: "slip" })).status).toBe(200);
    expect((await invite(clerk, { person: "south-member", way: "slip" })).status).toBe(404);
    expect((await invite(clerk, { person: "nobody", way: "slip" })).status).toBe(404);
    const more = { name: "Tự phong", email: null, administers: ["north"], way: "slip" };
    expect((await invite(clerk, more)).body.code).toBe("unit_unknown");
  });

  test("then not somebody who is more elsewhere, nor one with an open account, nor by mail without an address", async () => {
    await engine.pool.query(
      "INSERT INTO appointments VALUES ('real', 'district/head', 'north-member', '2020-01-01', NULL)",
    );
    expect((await invite(clerk, { person: "north-member", way: "slip" })).status).toBe(404);
    await engine.pool.query(
      "DELETE FROM appointments WHERE post = 'district/head' AND person = 'north-member'",
    );
    expect((await invite(clerk, { person: "north-clerk", way: "slip" })).body.code).toBe(
      "account_open",
    );
    expect((await invite(clerk, { person: "north-member", way: "mail" })).body.code).toBe(
      "no_address",
    );
  });
});

describe("given an invitation", () => {
  test("then a second one ends the first, a slip works once, and a weak password spends nothing", async () => {
    const first = await invite(clerk, { person: "north-member", way: "slip" });
    const second = await invite(clerk, { person: "north-member", way: "slip" });
    expect(second.body.slip.code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/);
    const browser = aBrowser(desk.base);
    const accept = (code: string, password = GOOD) =>
      browser.call("POST", "/api/welcome", { code, login: "thanh.vien", password });
    expect((await accept(first.body.slip.code)).body.code).toBe("welcome_refused");
    expect((await accept(second.body.slip.code, "north-member-2026")).body.code).toBe(
      "password_own_words",
    );
    const looked = await browser.call("POST", "/api/welcome/look", { code: second.body.slip.code });
    expect(looked.body).toMatchObject({ kind: "invitation", name: "Người north member" });
    expect((await accept(second.body.slip.code)).status).toBe(200);
    expect((await browser.call("GET", "/api/me")).body.person.id).toBe("north-member");
    expect((await accept(second.body.slip.code)).body.code).toBe("welcome_refused");
  });

  test("then by mail its link is sealed when it leaves, is kept nowhere, and opens the account", async () => {
    expect((await invite(clerk, { person: "north-head", way: "mail" })).body.slip).toBeNull();
    const sent: ClaimedMessage[] = [];
    const carrier = {
      send: async (message: ClaimedMessage) => {
        sent.push(message);
        return { status: "accepted", detail: "250", serverDown: false } as const;
      },
      close: () => undefined,
    };
    const post = accountPost(engine.pool, { carrier, publicUrl: "https://plenum.test" });
    await post.once(new AbortController().signal);
    await post.once(new AbortController().signal);
    expect(sent.map(({ address }) => address)).toEqual(["north-head@example.vn"]);
    const code = /https:\/\/plenum\.test\/welcome#(\S+)/.exec(sent[0]?.text ?? "")?.[1] ?? "";
    const { rows } = await engine.pool.query(
      "SELECT c::text || m::text AS kept FROM account_codes c JOIN account_mails m ON m.code = c.id",
    );
    expect(JSON.stringify(rows)).not.toContain(code.split(".")[1]);
    const browser = aBrowser(desk.base);
    const forged = `${code.split(".")[0]}.${"x".repeat(32)}`;
    expect((await browser.call("POST", "/api/welcome/look", { code: forged })).status).toBe(401);
    const accepted = await browser.call("POST", "/api/welcome", {
      code,
      login: "truong.bac",
      password: GOOD,
    });
    expect(accepted.status).toBe(200);
  });
});

describe("given an administrator of a subtree", () => {
  test("then the powers end at its border, and never include deciding", async () => {
    const { body } = await administrator.call("GET", "/api/accounts?q=clerk");
    expect(ids(body.items)).toEqual(["district-clerk", "north-clerk", "south-clerk"]);
    const { id } = (await clerk.call("GET", "/api/account")).body.account;
    const grant = (units: string[]) =>
      administrator.call("PUT", `/api/accounts/${id}/grants`, { units });
    expect((await grant(["*"])).body.code).toBe("unit_unknown");
    expect((await grant(["nowhere"])).body.code).toBe("unit_unknown");
    expect((await grant(["north"])).status).toBe(200);
    expect((await grant([])).status).toBe(200);
    expect((await clerk.call("POST", `/api/accounts/${id}/close`, {})).body.code).toBe("not_yours");
  });

  test("then ended sessions are over", async () => {
    const head = await enrol(desk, operator, "south-head");
    const { id } = (await head.call("GET", "/api/account")).body.account;
    expect((await administrator.call("POST", `/api/accounts/${id}/end-sessions`, {})).status).toBe(
      200,
    );
    expect((await head.call("GET", "/api/me")).status).toBe(401);
    await head.signIn("south-head", GOOD);
    expect((await administrator.call("POST", `/api/accounts/${id}/close`, {})).status).toBe(200);
    expect((await head.call("GET", "/api/me")).status).toBe(401);
    expect((await head.signIn("south-head", GOOD)).body.code).toBe("sign_in_refused");
  });
});

describe("given a recovery", () => {
  test("then one asks, another confirms, everything before is over, and the chain tells both", async () => {
    const member = aBrowser(desk.base);
    await member.signIn("thanh.vien", GOOD);
    const { id } = (await member.call("GET", "/api/account")).body.account;
    const path = `/api/accounts/${id}/recovery`;
    const asked = await clerk.call("POST", path, { reason: "mất điện thoại" });
    const confirm = `/api/recoveries/${asked.body.id}/confirm`;
    expect((await clerk.call("POST", confirm, { way: "slip" })).body.code).toBe(
      "other_person_needed",
    );
    expect((await desk.call(operator, "POST", path, { reason: "tôi muốn" })).body.code).toBe(
      "no_account",
    );
    const { body } = await administrator.call("GET", "/api/recoveries");
    expect(body.items).toMatchObject([{ name: "Người north member", mayConfirm: true }]);
    const given = await administrator.call("POST", confirm, { way: "slip" });
    expect((await member.call("GET", "/api/me")).status).toBe(401);
    expect((await member.signIn("thanh.vien", GOOD)).status).toBe(401);
    const code = given.body.slip.code;
    const chosen = { code, login: "thanh.vien", password: "sáu ngọn đèn trong sương" };
    expect((await member.call("POST", "/api/welcome", chosen)).status).toBe(200);
    expect((await administrator.call("POST", confirm, { way: "slip" })).status).toBe(404);
    expect(await told(engine, "recovery_asked")).toHaveLength(1);
    expect(await told(engine, "recovery_confirmed")).toHaveLength(1);
  });
});

describe("given a code printed by the command line", () => {
  test("then the session that it opened ends with it", async () => {
    const asked = { realm: "real", person: null, label: "t", kind: "once", hours: 1 } as const;
    const code = await inTransaction(engine.pool, (tx) => issueToken(tx, asked));
    const session = await inTransaction(engine.pool, (tx) => redeemCode(tx, code.token, 1));
    expect((await desk.call(session?.token ?? "", "GET", "/api/me")).status).toBe(200);
    expect(await inTransaction(engine.pool, (tx) => revokeToken(tx, code.id))).toBe(true);
    expect((await desk.call(session?.token ?? "", "GET", "/api/me")).status).toBe(401);
  });
});
