import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { inTransaction } from "#prisma/client.ts";
import { issueToken, revokeToken } from "#prisma/sql/token.ts";
import { settled } from "#tests/engine/actors.ts";
import { anEngine, type Engine, until } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { aDesk, type Desk, standsAt, stepPath } from "./desk.ts";

let engine: Engine;
let desk: Desk;
let operator: string;
let campaign: string;
let tokens: ReadonlyMap<string, string>;
const open: AbortController[] = [];

beforeAll(async () => {
  engine = await anEngine();
  await engine.work();
  desk = await aDesk(engine);
  operator = await desk.operator();
  campaign = await engine.begin(aPlayableCampaign());
  tokens = await desk.actors(campaign);
  await standsAt(desk, operator, campaign, "chau-thanh", "dispatch", "open");
  await settled(engine, campaign);
});
afterEach(() => {
  for (const one of open.splice(0)) one.abort();
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

interface Heard {
  readonly text: () => string;
  readonly lastId: () => string;
  readonly units: () => string[];
}

/** Opens the stream as a reader and keeps what it says. */
async function listen(token: string, lastId?: string): Promise<Heard> {
  const abort = new AbortController();
  open.push(abort);
  const response = await fetch(`${desk.base}/api/campaigns/${campaign}/stream`, {
    signal: abort.signal,
    headers: { authorization: `Bearer ${token}`, ...(lastId ? { "last-event-id": lastId } : {}) },
  });
  expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
  let text = "";
  const follow = async (): Promise<void> => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString("utf8");
  };
  follow().catch(() => undefined);
  const heard = {
    text: () => text,
    lastId: () => [...text.matchAll(/^id: (.+)$/gm)].at(-1)?.[1] ?? "",
    units: () => [...text.matchAll(/"unit":"([^"]+)"/g)].map((match) => match[1] ?? ""),
  };
  await until(() => Promise.resolve(heard.lastId()));
  return heard;
}

/** The district's office saves and submits, or withdraws: its cycle changes each time. */
async function change(): Promise<void> {
  const path = stepPath(campaign, "chau-thanh", "dispatch");
  const token = tokens.get("chau-thanh/standing-office/holder") ?? "";
  const { body } = await desk.call(token, "GET", path);
  const draft = { title: "Công văn", content: `Lần ${body.round}` };
  const { hash } = (await desk.call(token, "PUT", `${path}/draft`, draft)).body;
  for (const type of ["submit", "withdraw"]) {
    const act = { type, round: body.round, ...(type === "submit" ? { hash } : {}) };
    expect((await desk.call(token, "POST", `${path}/acts`, act)).status).toBe(200);
  }
}

describe("a reader who comes back with what was never an instant", () => {
  test.each(["0", "soon", "2020-13-40T00:00:00.000Z"])(
    "“%s” is followed from now on",
    async (lastId) => {
      const heard = await listen(operator, lastId);
      expect(heard.lastId()).toMatch(/^\d{4}-\d{2}-\d{2}T/);
    },
  );
});

describe("given a reader of a campaign's stream", () => {
  test("when a unit changes, then its id and sequence come, and nothing else", async () => {
    const heard = await listen(operator);
    await change();
    await until(() => Promise.resolve(heard.units().includes("chau-thanh")));
    const events = heard
      .text()
      .split("\n\n")
      .filter((event) => event.includes("data:"));
    for (const event of events)
      expect(event).toMatch(/^event: change\ndata: \{"unit":"[a-z-]+","seq":\d+\}$/);
  });

  test("when the reader comes back, then what was missed is told", async () => {
    const before = await listen(operator);
    const lastId = before.lastId();
    open.splice(0).forEach((one) => {
      one.abort();
    });
    await change();
    const after = await listen(operator, lastId);
    await until(() => Promise.resolve(after.units().includes("chau-thanh")));
    const { body } = await desk.call(
      operator,
      "GET",
      `/api/campaigns/${campaign}/units/chau-thanh`,
    );
    expect(after.text()).toContain(`{"unit":"chau-thanh","seq":${body.seq}}`);
  });

  test("when the clock moves, then its generation comes", async () => {
    const heard = await listen(operator);
    const path = `/api/rehearsals/${campaign}/clock`;
    const clock = await desk.call(operator, "GET", path);
    await engine.pool.query("UPDATE clocks SET speed = 1e9 WHERE campaign = $1", [campaign]);
    await engine.pool.query("UPDATE notices SET status = 'dropped' WHERE campaign = $1", [
      campaign,
    ]);
    const to = new Date(Date.parse(clock.body.instant) + 60_000).toISOString();
    const moved = await desk.call(operator, "POST", path, { to });
    expect(moved.body).toMatchObject({ instant: to, reached: true });
    const event = `event: clock\ndata: {"generation":${moved.body.generation}}`;
    await until(() => Promise.resolve(heard.text().includes(event)));
  });

  test("when a neighbour changes, then a commune does not hear of it", async () => {
    const commune = await listen(tokens.get("binh-an/head/holder") ?? "");
    const all = await listen(operator);
    await change();
    await until(() => Promise.resolve(all.units().includes("chau-thanh")));
    expect(commune.units()).toEqual([]);
  });

  test("when many changes come at once, then each unit is told once with its last sequence", async () => {
    const heard = await listen(operator);
    const client = await engine.pool.connect();
    await client.query("BEGIN");
    for (let seq = 1; seq <= 500; seq += 1)
      await client.query("SELECT pg_notify('plenum_changes', $1)", [`${campaign} minh-hoa ${seq}`]);
    await client.query("COMMIT");
    client.release();
    await until(() => Promise.resolve(heard.text().includes('"seq":500')));
    expect(heard.units().length).toBeLessThan(5);
  });

  test("when the connection to Postgres is cut, then the stream goes on by itself", async () => {
    const heard = await listen(operator);
    await change();
    await until(() => Promise.resolve(heard.units().length > 0));
    await engine.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND query LIKE 'LISTEN%'`,
    );
    // What was missed is told again first, so another unit may be heard before this one.
    await until(async () => {
      await engine.pool.query("SELECT pg_notify('plenum_changes', $1)", [
        `${campaign} thanh-loc 7`,
      ]);
      return heard.units().includes("thanh-loc");
    });
    expect(heard.units()).toContain("thanh-loc");
  });
});

describe("given a token that ends", () => {
  test("then a stream cannot be opened with it", async () => {
    const asked = { realm: "real", person: null, label: "t", kind: "api", hours: 1 } as const;
    const { id, token } = await inTransaction(engine.pool, (tx) => issueToken(tx, asked));
    await inTransaction(engine.pool, (tx) => revokeToken(tx, id));
    expect((await desk.call(token, "GET", `/api/campaigns/${campaign}/stream`)).status).toBe(401);
  });
});
