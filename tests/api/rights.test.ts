import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROUTES, type Route } from "#api/contract-routes.ts";
import { inTransaction } from "#prisma/client.ts";
import { findBrokenAudit } from "#prisma/sql/audit.ts";
import { issueToken, revokeToken } from "#prisma/sql/token.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { type Answer, aDesk, type Desk, standsAt, stepPath } from "./desk.ts";

let engine: Engine;
let desk: Desk;
let operator: string;
let campaign: string;
let foreign: string;
let tokens: ReadonlyMap<string, string>;
const routes = Object.entries<Route>(ROUTES);

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  desk = await aDesk(engine);
  operator = await desk.operator();
  campaign = await engine.begin(aPlayableCampaign());
  const other = await engine.begin(aPlayableCampaign());
  tokens = await desk.actors(campaign);
  foreign = (await desk.actors(other)).get("chau-thanh/head/holder") ?? "";
  await standsAt(desk, operator, campaign, "chau-thanh", "dispatch", "open");
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

const as = (post: string): string => tokens.get(`${post}/holder`) ?? "";

/** A route's address with real ids in it, and a body it takes. */
function asked(route: Route): { path: string; body?: unknown } {
  const path = route.path
    .replace(":campaign", campaign)
    .replace(":unit", "chau-thanh")
    .replace(":step", "dispatch")
    .replace(":command", "c%2Funknown");
  return route.body ? { path, body: BODIES[path.split("/").at(-1) ?? ""] ?? {} } : { path };
}

const BODIES: Record<string, unknown> = {
  draft: { title: "a", content: "b" },
  acts: { type: "withdraw", round: 1 },
  acknowledge: { round: 1 },
  excuse: { round: 1, post: "binh-an/head", reason: "Khuyết chức danh" },
  covers: { covers: [] },
  remind: { all: true, sentence: "Xin khẩn trương." },
  remove: { reason: "nhầm tệp" },
  signed: { messageId: `<${"0".repeat(32)}@plenum>`, reason: "full" },
  seen: { act: "draft", round: 1, until: "2020-03-27" },
  votes: { round: 1, choices: [] },
  clock: { to: "2020-03-26T00:00:00Z" },
  rehearsals: { file: "plenum: 1" },
};

const ask = (token: string | null, route: Route): Promise<Answer> => {
  const { path, body } = asked(route);
  return desk.call(token, route.method.toUpperCase(), path, body);
};

describe("given no token, or one that is worth nothing", () => {
  test.each(routes)("then %s answers 401 unless it is public", async (_, route) => {
    // Who writes without an account shows something else, and an empty body shows nothing.
    const open = route.method === "get" ? [200] : [400, 401, 422];
    const wanted = route.right === "public" ? open : [401];
    expect(wanted).toContain((await ask(null, route)).status);
    expect(wanted).toContain((await ask(`plenum_${"x".repeat(43)}`, route)).status);
  });

  test("then a revoked and an expired token are nothing either", async () => {
    const request = { realm: "real", person: null, label: "t", kind: "api" } as const;
    const revoked = await inTransaction(engine.pool, (tx) =>
      issueToken(tx, { ...request, hours: 1 }),
    );
    expect((await desk.call(revoked.token, "GET", "/api/me")).status).toBe(200);
    expect(await inTransaction(engine.pool, (tx) => revokeToken(tx, revoked.id))).toBe(true);
    expect(await inTransaction(engine.pool, (tx) => revokeToken(tx, revoked.id))).toBe(false);
    expect((await desk.call(revoked.token, "GET", "/api/me")).status).toBe(401);
    const expired = await inTransaction(engine.pool, (tx) =>
      issueToken(tx, { ...request, hours: -1 }),
    );
    expect((await desk.call(expired.token, "GET", "/api/me")).status).toBe(401);
  });
});

describe("given a token of another realm", () => {
  test("then its lists hold its own campaigns only", async () => {
    const { body } = await desk.call(foreign, "GET", "/api/campaigns");
    expect(body.items.map((item: { id: string }) => item.id)).not.toContain(campaign);
    expect(body.items).toHaveLength(1);
  });
});

describe("given an operator", () => {
  const readable = routes.filter(
    ([name, { right }]) =>
      right === "read_campaign" &&
      !["stream", "attachment", "version", "search", "change", "changeNotice"].includes(name),
  );
  const acting = routes.filter(([, { right }]) => right === "act" || right === "read_inbox");

  test.each(readable)("then %s can be read", async (_, route) => {
    expect((await ask(operator, route)).status).toBe(200);
  });

  test.each(acting)("then %s is for people, who decide", async (_, route) => {
    expect((await ask(operator, route)).body).toMatchObject({ status: 403, code: "not_yours" });
  });
});

describe("given a commune's head", () => {
  test("then the board shows the commune and what is addressed to it, not its neighbours", async () => {
    const { body } = await desk.call(as("binh-an/head"), "GET", `/api/campaigns/${campaign}/board`);
    expect(body.rows.map((row: { unit: string }) => row.unit)).toEqual(["binh-an"]);
    expect(body.counts.units).toBe(1);
    const detail = await desk.call(as("binh-an/head"), "GET", `/api/campaigns/${campaign}`);
    expect(detail.body.counts).toEqual(body.counts);
    expect(detail.body.teams).toEqual([
      expect.objectContaining({ id: "team-1", follows: ["binh-an"] }),
    ]);
  });

  test("then another commune's unit, step, draft and acts are not there", async () => {
    const path = stepPath(campaign, "minh-hoa", "plan");
    const head = as("binh-an/head");
    const unit = `/api/campaigns/${campaign}/units/minh-hoa`;
    expect((await desk.call(head, "GET", unit)).status).toBe(404);
    expect((await desk.call(head, "GET", path)).status).toBe(404);
    const act = { type: "withdraw", round: 1 };
    expect((await desk.call(head, "POST", `${path}/acts`, act)).status).toBe(404);
    const draft = { title: "a", content: "b" };
    expect((await desk.call(head, "PUT", `${path}/draft`, draft)).status).toBe(404);
    expect((await desk.call(head, "POST", `${path}/votes`, { round: 1, choices: [] })).status).toBe(
      404,
    );
    expect((await desk.call(head, "POST", `${path}/acknowledge`, { round: 1 })).status).toBe(404);
  });

  test("then of the chain there is what concerns the commune, and the models are the commune's own", async () => {
    const head = as("binh-an/head");
    const chain = await desk.call(head, "GET", `/api/campaigns/${campaign}/audit`);
    expect(chain.status).toBe(200);
    for (const { entry } of chain.body.items) expect(JSON.parse(entry).unit).toBe("binh-an");
    const clerk = await desk.call(as("binh-an/clerk"), "GET", `/api/campaigns/${campaign}/audit`);
    expect(clerk.body).toMatchObject({ status: 403, code: "not_yours" });
    const { body } = await desk.call(head, "GET", `/api/campaigns/${campaign}/models`);
    expect(body.items.map((one: { unit: string }) => one.unit)).toEqual(["binh-an", "binh-an"]);
    const events = await desk.call(head, "GET", `/api/campaigns/${campaign}/events`);
    expect(new Set(events.body.items.map((one: { unit: string }) => one.unit))).toEqual(
      new Set(["binh-an"]),
    );
  });
});

describe("given a member of the team that follows two communes", () => {
  test("then somebody of the district reads everything, as the whole subtree is theirs", async () => {
    const { body } = await desk.call(
      as("chau-thanh/deputy"),
      "GET",
      `/api/campaigns/${campaign}/board`,
    );
    expect(body.rows).toHaveLength(4);
    const audit = await desk.call(
      as("chau-thanh/deputy"),
      "GET",
      `/api/campaigns/${campaign}/audit`,
    );
    expect(audit.body.items.length).toBeGreaterThan(0);
  });

  test("then somebody of a commune who is on the team reads the followed communes too", async () => {
    await engine.pool.query(
      "INSERT INTO team_members (campaign, team, post) VALUES ($1, 'team-1', 'thanh-loc/member-office')",
      [campaign],
    );
    const { body } = await desk.call(
      as("thanh-loc/member-office"),
      "GET",
      `/api/campaigns/${campaign}/board`,
    );
    const units = body.rows.map((row: { unit: string }) => row.unit).sort();
    expect(units).toEqual(["binh-an", "minh-hoa", "thanh-loc"]);
  });
});

describe("given somebody who covers for a head on leave", () => {
  test("then the inbox is theirs while the cover lasts, and me says so", async () => {
    const realm = `r-${campaign.split("~")[1]}`;
    await inTransaction(engine.pool, (tx) =>
      tx.query(
        `INSERT INTO covers (realm, post, person, from_day, to_day)
         VALUES ($1, 'chau-thanh/standing-office', 'minh-hoa/clerk/holder', '2020-03-20', '2020-04-30')`,
        [realm],
      ),
    );
    const me = await desk.call(as("minh-hoa/clerk"), "GET", "/api/me");
    expect(me.body.posts).toContainEqual(
      expect.objectContaining({ post: "chau-thanh/standing-office", covering: true }),
    );
    const inbox = await desk.call(as("minh-hoa/clerk"), "GET", "/api/inbox");
    expect(inbox.body.items).toMatchObject([
      { step: "dispatch", act: "draft", unit: "chau-thanh" },
    ]);
    const owed = await desk.call(operator, "GET", `/api/campaigns/${campaign}/obligations`);
    expect(owed.body.items[0]).toMatchObject({ person: "minh-hoa/clerk/holder" });
    const step = await desk.call(operator, "GET", stepPath(campaign, "chau-thanh", "dispatch"));
    expect(step.body.owner).toMatchObject({
      person: "minh-hoa/clerk/holder",
      actingFor: expect.stringMatching(/\p{L}/u),
    });
    expect((await desk.call(as("minh-hoa/head"), "GET", "/api/inbox")).body.items).toEqual([]);
  });
});

describe("given the address that the stack prints", () => {
  const cookieOf = (answer: Answer): string =>
    answer.headers.get("set-cookie")?.split(";")[0] ?? "";

  const aCode = () =>
    inTransaction(engine.pool, (tx) =>
      issueToken(tx, { realm: "real", person: null, label: "browser", kind: "once", hours: 1 }),
    );

  test("when its code is opened, then a session cookie comes back once, which no script can read", async () => {
    const code = await aCode();
    expect((await desk.call(code.token, "GET", "/api/me")).status).toBe(401);
    const opened = await desk.call(null, "GET", `/?code=${code.token}`);
    expect(opened.status).toBe(303);
    expect(opened.headers.get("location")).toBe("/");
    expect(opened.headers.get("set-cookie")).toMatch(/HttpOnly; SameSite=Strict; Path=\//);
    const cookie = cookieOf(opened);
    const me = await desk.call(null, "GET", "/api/me", undefined, { headers: { cookie } });
    expect(me.body).toMatchObject({ kind: "operator", realm: "real", person: null });
    const again = await desk.call(null, "GET", `/?code=${code.token}`);
    expect(again.status).toBe(401);
    expect(again.headers.get("set-cookie")).toBeNull();
    const reopened = await desk.call(null, "GET", `/?code=${code.token}`, undefined, {
      headers: { cookie },
    });
    expect(reopened.status).toBe(303);
  });

  test("when tokens are issued, opened and revoked, then the realm's own chain says so, and never the token", async () => {
    const code = await aCode();
    await desk.call(null, "GET", `/?code=${code.token}`);
    expect(await inTransaction(engine.pool, (tx) => revokeToken(tx, code.id))).toBe(true);
    const { rows } = await engine.pool.query<{ entry: string }>(
      "SELECT entry FROM audit WHERE campaign = 'realm/real' ORDER BY n DESC LIMIT 3",
    );
    const entries = rows.map(({ entry }) => JSON.parse(entry)).reverse();
    expect(entries).toMatchObject([
      { what: "token_issued", token: code.id, kind: "once", person: null, by: "command line" },
      { what: "session_opened", code: code.id, token: expect.stringMatching(/^t-/) },
      { what: "token_revoked", token: code.id, by: "command line" },
    ]);
    expect(JSON.stringify(entries)).not.toContain("plenum_");
    expect(await findBrokenAudit(engine.pool, "realm/real")).toBeNull();
  });

  test("when another page makes the browser write with its cookie, then it is refused", async () => {
    const code = await aCode();
    const cookie = cookieOf(await desk.call(null, "GET", `/?code=${code.token}`));
    const write = (headers: Record<string, string>) =>
      desk.call(
        null,
        "POST",
        "/api/campaigns/check",
        { plenum: 1 },
        { headers: { cookie, ...headers } },
      );
    expect((await write({})).body.code).toBe("origin_refused");
    expect((await write({ origin: "https://evil.example" })).body.code).toBe("origin_refused");
    expect((await write({ origin: "null" })).body.code).toBe("origin_refused");
    expect((await write({ origin: desk.base })).status).toBe(200);
  });
});
