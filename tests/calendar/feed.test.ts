import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays } from "#domain/time.ts";
import { type Answer, aDesk, type Desk } from "#tests/api/desk.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { type Play, play } from "./play.ts";
import { type ReadCalendar, readStrictly } from "./strict.ts";

let engine: Engine;
let desk: Desk;
let operator: string;

beforeAll(async () => {
  engine = await anEngine();
  await engine.sender.stop();
  desk = await aDesk(engine);
  operator = await desk.operator();
});
afterAll(async () => {
  await desk.end();
  await engine.end();
});

interface Set {
  readonly stage: Play;
  readonly realm: string;
  readonly token: (post: string) => string;
}

/** A campaign in a realm of its own, with everybody's tokens. */
async function aSet(realm = `r-${randomUUID().slice(0, 8)}`): Promise<Set> {
  const kind = realm === "real" ? "real" : "rehearsal";
  const stage = await play(engine.pool, { realm: { id: realm, kind } });
  const tokens = await desk.actors(stage.campaign);
  return { stage, realm, token: (post) => tokens.get(`${post}/holder`) ?? "" };
}

const create = (token: string, body: unknown, key?: string): Promise<Answer> =>
  desk.call(token, "POST", "/api/feeds", body, key === undefined ? {} : { key });

async function pathOf(token: string, body: unknown): Promise<string> {
  const made = await create(token, body);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body.path;
}

async function read(path: string): Promise<ReadCalendar> {
  const answer = await desk.call(null, "GET", path);
  expect(answer.status).toBe(200);
  return readStrictly(answer.body);
}

const titles = (calendar: ReadCalendar): string[] =>
  calendar.events.map((event) => event.properties["SUMMARY"] ?? "").sort();

describe("given somebody's own feed", () => {
  test("then it shows where they are expected and what they owe, to whoever has its address", async () => {
    const { stage, token } = await aSet();
    const path = await pathOf(token("binh-an/head"), { kind: "person" });
    expect(path).toMatch(/^\/calendar\/[\w-]{43}\.ics$/);
    const answer = await desk.call(null, "GET", path);
    expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(answer.headers.get("cache-control")).toBe("private, max-age=300");
    const calendar = readStrictly(answer.body);
    expect(calendar.method).toBe("PUBLISH");
    expect(calendar.properties["X-WR-CALNAME"]).toMatch(/^\[Diễn tập\] \S+/);
    const shown = titles(calendar);
    expect(shown).toContain("[Diễn tập] conference – binh-an");
    expect(shown).toContain("[Diễn tập] conference – chau-thanh");
    expect(shown).toContain("[Diễn tập] Hạn 17:00: dossier – binh-an");
    expect(shown.join()).not.toContain("minh-hoa");
    const day = (await stage.dayOf("binh-an")).replaceAll("-", "");
    const conference = calendar.events.find((one) =>
      one.properties["SUMMARY"]?.endsWith("conference – binh-an"),
    );
    expect(conference?.properties).toMatchObject({
      DTSTART: `${day}T003000Z`,
      STATUS: "TENTATIVE",
      SEQUENCE: "0",
      TRANSP: "OPAQUE",
    });
    expect(conference?.alarms).toHaveLength(2);
    const deadline = calendar.events.find((one) => one.properties["TRANSP"] === "TRANSPARENT");
    expect(deadline?.properties["DTEND"]).toMatch(/T100000Z$/);
    expect(deadline?.properties["DTSTART"]).toMatch(/T093000Z$/);
  });

  test("then an unchanged one is not sent again, and HEAD answers as GET would", async () => {
    const { stage, token } = await aSet();
    const path = await pathOf(token("binh-an/head"), { kind: "person", language: "en" });
    const first = await desk.call(null, "GET", path);
    const etag = first.headers.get("etag") ?? "";
    const again = await desk.call(null, "GET", path, undefined, {
      headers: { "if-none-match": etag },
    });
    expect(again.status).toBe(304);
    const head = await fetch(desk.base + path, { method: "HEAD" });
    expect([head.status, head.headers.get("etag")]).toEqual([200, etag]);
    await stage.moveTo("binh-an", addDays(await stage.dayOf("binh-an"), 1));
    const moved = await desk.call(null, "GET", path, undefined, {
      headers: { "if-none-match": etag },
    });
    expect(moved.status).toBe(200);
    expect(moved.body).toContain("[Rehearsal] Due 17:00: ");
  });

  test("then what they have left is no longer theirs from that day on", async () => {
    const { realm, token } = await aSet();
    const path = await pathOf(token("binh-an/head"), { kind: "person" });
    expect((await read(path)).events).toHaveLength(3);
    await engine.pool.query(
      "UPDATE appointments SET to_day = '2020-03-31' WHERE realm = $1 AND post = 'binh-an/head'",
      [realm],
    );
    expect((await read(path)).events).toEqual([]);
  });

  test("then what others wait for from them is in it for as long as it is owed", async () => {
    const { stage, token } = await aSet();
    const path = await pathOf(token("binh-an/clerk"), { kind: "person" });
    const before = titles(await read(path));
    await engine.pool.query(
      `INSERT INTO obligations (id, realm, campaign, cycle, unit, step, act, post, round, ladder, due_at,
                                first_due_at, status, arose_at)
       SELECT campaign || '/o', realm, campaign, cycle, unit, step, 'issue', 'binh-an/clerk', 1, 'standard',
              '2020-04-10T10:00:00Z', now(), 'open', now()
         FROM steps WHERE campaign = $1 AND unit = 'binh-an' AND kind = 'document' LIMIT 1`,
      [stage.campaign],
    );
    const owed = titles(await read(path)).filter((one) => !before.includes(one));
    expect(owed).toEqual([expect.stringMatching(/Hạn 17:00: lấy số và ban hành \S+ – binh-an$/)]);
    await engine.pool.query("UPDATE obligations SET status = 'met' WHERE id = $1", [
      `${stage.campaign}/o`,
    ]);
    expect(titles(await read(path))).toEqual(before);
  });
});

describe("given the sequence of an entry", () => {
  test("then it rises by one with day, time, place or status, never falls, and stands still for the rest", async () => {
    const { stage, token } = await aSet();
    const path = await pathOf(token("binh-an/head"), {
      kind: "unit",
      campaign: stage.campaign,
      of: "binh-an",
    });
    const look = async () => {
      const { events } = await read(path);
      const found = events.find(({ properties }) => properties["TRANSP"] === "OPAQUE");
      return found?.properties ?? {};
    };
    const material = (seen: Record<string, string>): string =>
      ["DTSTART", "DTEND", "LOCATION", "STATUS"].map((name) => seen[name]).join();
    const day = await stage.dayOf("binh-an");
    const change = fc.oneof(
      fc.record({ move: fc.integer({ min: 0, max: 3 }), confirmed: fc.boolean() }),
      fc.record({ title: fc.constantFrom("Hội nghị tổng kết", "Hội nghị tổng kết; điểm, xã") }),
      fc.constant({}),
    );
    let before = await look();
    await fc.assert(
      fc.asyncProperty(change, async (made) => {
        if ("move" in made) await stage.moveTo("binh-an", addDays(day, made.move), made.confirmed);
        if ("title" in made)
          await engine.pool.query(
            "UPDATE steps SET title_vi = $2 WHERE campaign = $1 AND kind = 'conference'",
            [stage.campaign, made.title],
          );
        const now = await look();
        const rose = Number(now["SEQUENCE"]) - Number(before["SEQUENCE"]);
        expect(rose).toBe(material(now) === material(before) ? 0 : 1);
        expect(now["UID"]).toBe(before["UID"]);
        const stamps = [before["DTSTAMP"] ?? "", now["DTSTAMP"] ?? ""] as const;
        const same = rose === 0 && now["SUMMARY"] === before["SUMMARY"];
        expect(same ? stamps[0] === stamps[1] : stamps[0] < stamps[1]).toBe(true);
        before = now;
      }),
      { numRuns: 40 },
    );
    expect(Number(before["SEQUENCE"])).toBeGreaterThan(3);
  });

  test("then readers at one moment agree on it", async () => {
    const { stage } = await aSet();
    const body = { kind: "campaign", campaign: stage.campaign };
    const path = await pathOf(operator, body);
    await read(path);
    for (const n of [1, 2, 3]) {
      await stage.moveTo("binh-an", `2020-07-1${n}`);
      const texts = await Promise.all(
        Array.from({ length: 6 }, async () => (await desk.call(null, "GET", path)).body),
      );
      expect(new Set(texts).size).toBe(1);
    }
    const sequences = (await read(path)).events.map((one) => one.properties["SEQUENCE"]);
    expect(sequences.filter((one) => one === "3")).toHaveLength(1);
    expect(sequences.filter((one) => one !== "0")).toHaveLength(1);
  });
});

describe("given feeds of a unit, a team and a campaign", () => {
  test("then each shows its own", async () => {
    const { stage, token } = await aSet();
    const { campaign } = stage;
    const head = token("chau-thanh/head");
    const unit = titles(await read(await pathOf(head, { kind: "unit", campaign, of: "minh-hoa" })));
    expect(unit.length).toBeGreaterThan(3);
    for (const title of unit) expect(title).toMatch(/– minh-hoa$/);
    const team = titles(await read(await pathOf(head, { kind: "team", campaign, of: "team-1" })));
    expect(team).toEqual(expect.arrayContaining(unit));
    expect(new Set(team.map((title) => title.split(" – ")[1]))).toEqual(
      new Set(["binh-an", "minh-hoa"]),
    );
    const whole = titles(await read(await pathOf(head, { kind: "campaign", campaign })));
    const conferences = whole.filter((title) => title.includes("conference"));
    expect(conferences).toHaveLength(4);
    for (const title of whole.filter((one) => !conferences.includes(one)))
      expect(title).toMatch(/– chau-thanh$/);
  });

  test("then nobody makes one of what they may not see, or of somebody else", async () => {
    const { stage, token } = await aSet();
    const { campaign } = stage;
    const head = token("binh-an/head");
    for (const body of [
      { kind: "campaign", campaign },
      { kind: "unit", campaign, of: "minh-hoa" },
      { kind: "unit", campaign, of: "nowhere" },
      { kind: "team", campaign, of: "team-2" },
      { kind: "unit", campaign: "nowhere", of: "binh-an" },
      { kind: "unit", of: "binh-an" },
    ])
      expect((await create(head, body)).status, JSON.stringify(body)).toBe(404);
    const other = { kind: "person", of: "minh-hoa/head/holder" };
    expect((await create(head, other)).status).toBe(403);
    expect((await create(operator, { kind: "person" })).status).toBe(404);
  });

  test("then it ends with its maker's right to see it, and comes back with it", async () => {
    const { stage, realm, token } = await aSet();
    const body = { kind: "unit", campaign: stage.campaign, of: "binh-an" };
    const path = await pathOf(token("binh-an/clerk"), body);
    const until = (day: string | null) =>
      engine.pool.query(
        "UPDATE appointments SET to_day = $2 WHERE realm = $1 AND post = 'binh-an/clerk'",
        [realm, day],
      );
    await until("2020-03-01");
    expect((await desk.call(null, "GET", path)).status).toBe(404);
    await until(null);
    expect((await desk.call(null, "GET", path)).status).toBe(200);
  });
});

describe("given a feed's address", () => {
  test("then it is shown once, kept nowhere, and leaves its trace in the audit", async () => {
    const { stage, token } = await aSet();
    const head = token("binh-an/head");
    const key = randomUUID();
    const first = await create(head, { kind: "person", label: "điện thoại" }, key);
    const again = await create(head, { kind: "person", label: "điện thoại" }, key);
    expect(again.body).toEqual({ ...first.body, path: null });
    const secret = first.body.path.slice("/calendar/".length, -".ics".length);
    const { rows } = await engine.pool.query<{ text: string }>(
      `SELECT f::text AS text FROM feeds f UNION ALL SELECT i::text FROM idempotency i
       UNION ALL SELECT a.entry FROM audit a`,
    );
    expect(rows.length).toBeGreaterThan(2);
    for (const { text } of rows) expect(text).not.toContain(secret);
    const audit = await engine.pool.query<{ entry: string }>(
      "SELECT entry FROM audit WHERE campaign = $1 AND entry LIKE '%feed_created%'",
      [stage.campaign],
    );
    expect(audit.rows).toHaveLength(1);
    const listed = await desk.call(head, "GET", "/api/feeds");
    expect(listed.body.items).toMatchObject([{ id: first.body.id, label: "điện thoại" }]);
    expect(JSON.stringify(listed.body)).not.toContain(secret);
  });

  test("when it is revoked, then it is as if it had never been; only its maker and an operator may", async () => {
    const { stage, token } = await aSet();
    const made = await create(token("binh-an/head"), { kind: "person" });
    const { id, path } = made.body;
    const revoke = (who: string) => desk.call(who, "DELETE", `/api/feeds/${id}`);
    expect((await revoke(token("minh-hoa/head"))).status).toBe(404);
    expect((await desk.call(null, "GET", path)).status).toBe(200);
    const revoked = await revoke(token("binh-an/head"));
    expect(revoked.body).toMatchObject({ id, revokedAt: expect.any(String) });
    const gone = await desk.call(null, "GET", path);
    const never = await desk.call(null, "GET", `/calendar/${"x".repeat(43)}.ics`);
    expect([gone.status, gone.body]).toEqual([404, never.body]);
    expect((await revoke(operator)).body.revokedAt).toBe(revoked.body.revokedAt);
    for (const odd of ["/calendar/x.ics", `/calendar/${path.slice(10, -4)}`, "/calendar/%00.ics"])
      expect((await desk.call(null, "GET", odd)).status).toBeGreaterThanOrEqual(400);
    const audit = await engine.pool.query(
      "SELECT FROM audit WHERE campaign = $1 AND entry LIKE '%feed_revoked%'",
      [stage.campaign],
    );
    expect(audit.rowCount).toBe(2);
  });
});

describe("given the same people for real and in a rehearsal", () => {
  test("then neither's feed shows the other, and a deleted rehearsal's address is gone", async () => {
    const real = await aSet("real");
    const rehearsal = await aSet();
    const head = "binh-an/head";
    const ours = await pathOf(real.token(head), { kind: "person" });
    const theirs = await pathOf(rehearsal.token(head), { kind: "person" });
    const byOperator = await create(operator, {
      kind: "person",
      campaign: rehearsal.stage.campaign,
      of: `${head}/holder`,
    });
    expect(byOperator.body.realm).toBe(rehearsal.realm);
    const [mine, rehearsed, same] = [
      await read(ours),
      await read(theirs),
      await read(byOperator.body.path),
    ];
    expect(titles(same)).toEqual(titles(rehearsed));
    expect(titles(mine)).toEqual(
      titles(rehearsed).map((title) => title.replace("[Diễn tập] ", "")),
    );
    const uids = (calendar: ReadCalendar) => calendar.events.map((one) => one.properties["UID"]);
    expect(uids(mine).filter((uid) => uids(rehearsed).includes(uid))).toEqual([]);
    const { campaign } = real.stage;
    const across = { kind: "unit", campaign, of: "binh-an" };
    expect((await create(rehearsal.token("chau-thanh/head"), across)).status).toBe(404);
    const deleted = await desk.call(
      operator,
      "DELETE",
      `/api/rehearsals/${encodeURIComponent(rehearsal.stage.campaign)}`,
    );
    expect(deleted.status).toBe(200);
    expect((await desk.call(null, "GET", theirs)).status).toBe(404);
    expect((await desk.call(null, "GET", ours)).status).toBe(200);
  });
});

describe("given names that would break a careless calendar", () => {
  test("then the feed is by the letter all the same", async () => {
    const plain = aPlayableCampaign();
    const name =
      'Xã "Bình An"; điểm, 1\\2:\nCRLF\r\nEND:VCALENDAR e\u0323\u0302 🏛 ' + "ộ".repeat(60);
    const units = plain.units.map((one) => (one.id === "binh-an" ? { ...one, name } : one));
    const stage = await play(engine.pool, {
      definition: { ...plain, units },
      realm: { id: `r-${randomUUID().slice(0, 8)}`, kind: "rehearsal" },
    });
    const body = { kind: "unit", campaign: stage.campaign, of: "binh-an" };
    const calendar = await read(await pathOf(operator, body));
    expect(calendar.events.length).toBeGreaterThan(3);
    const place = calendar.events.find((one) => one.properties["LOCATION"])?.properties["LOCATION"];
    expect(place).toBe(name.replace("\r\n", "\n").normalize("NFC"));
  });
});
