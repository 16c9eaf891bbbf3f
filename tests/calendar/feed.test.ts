import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { addDays } from "#domain/time.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { play } from "./play.ts";
import { readStrictly } from "./strict.ts";
import { subscribing, titles } from "./subscribing.ts";

const at = subscribing();

describe("given somebody's own feed", () => {
  test("then it shows where they are expected and what they owe, to whoever has its address", async () => {
    const { stage, token } = await at.campaign();
    const path = await at.pathOf(token("binh-an/head"), { kind: "person" });
    expect(path).toMatch(/^\/calendar\/[\w-]{43}\.ics$/);
    const answer = await at.desk.call(null, "GET", path);
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
    const { stage, token } = await at.campaign();
    const path = await at.pathOf(token("binh-an/head"), { kind: "person", language: "en" });
    const first = await at.desk.call(null, "GET", path);
    const etag = first.headers.get("etag") ?? "";
    const again = await at.desk.call(null, "GET", path, undefined, {
      headers: { "if-none-match": etag },
    });
    expect(again.status).toBe(304);
    const head = await fetch(at.desk.base + path, { method: "HEAD" });
    expect([head.status, head.headers.get("etag")]).toEqual([200, etag]);
    await stage.moveTo("binh-an", addDays(await stage.dayOf("binh-an"), 1));
    const moved = await at.desk.call(null, "GET", path, undefined, {
      headers: { "if-none-match": etag },
    });
    expect(moved.status).toBe(200);
    expect(moved.body).toContain("[Rehearsal] Due 17:00: ");
  });

  test("then what they have left is no longer theirs from that day on", async () => {
    const { realm, token } = await at.campaign();
    const path = await at.pathOf(token("binh-an/head"), { kind: "person" });
    expect((await at.read(path)).events).toHaveLength(3);
    await at.engine.pool.query(
      "UPDATE appointments SET to_day = '2020-03-31' WHERE realm = $1 AND post = 'binh-an/head'",
      [realm],
    );
    expect((await at.read(path)).events).toEqual([]);
  });

  test("then what others wait for from them is in it for as long as it is owed", async () => {
    const { stage, token } = await at.campaign();
    const path = await at.pathOf(token("binh-an/clerk"), { kind: "person" });
    const before = titles(await at.read(path));
    await at.engine.pool.query(
      `INSERT INTO obligations (id, realm, campaign, cycle, unit, step, act, post, round, ladder, due_at,
                                first_due_at, status, arose_at)
       SELECT campaign || '/o', realm, campaign, cycle, unit, step, 'issue', 'binh-an/clerk', 1, 'standard',
              '2020-04-10T10:00:00Z', now(), 'open', now()
         FROM steps WHERE campaign = $1 AND unit = 'binh-an' AND kind = 'document' LIMIT 1`,
      [stage.campaign],
    );
    const owed = titles(await at.read(path)).filter((one) => !before.includes(one));
    expect(owed).toEqual([expect.stringMatching(/Hạn 17:00: lấy số và ban hành \S+ – binh-an$/)]);
    await at.engine.pool.query("UPDATE obligations SET status = 'met' WHERE id = $1", [
      `${stage.campaign}/o`,
    ]);
    expect(titles(await at.read(path))).toEqual(before);
  });
});

describe("given feeds of a unit, a team and a campaign", () => {
  test("then each shows its own", async () => {
    const { stage, token } = await at.campaign();
    const { campaign } = stage;
    const head = token("chau-thanh/head");
    const unit = titles(
      await at.read(await at.pathOf(head, { kind: "unit", campaign, of: "minh-hoa" })),
    );
    expect(unit.length).toBeGreaterThan(3);
    for (const title of unit) expect(title).toMatch(/– minh-hoa$/);
    const team = titles(
      await at.read(await at.pathOf(head, { kind: "team", campaign, of: "team-1" })),
    );
    expect(team).toEqual(expect.arrayContaining(unit));
    expect(new Set(team.map((title) => title.split(" – ")[1]))).toEqual(
      new Set(["binh-an", "minh-hoa"]),
    );
    const whole = titles(await at.read(await at.pathOf(head, { kind: "campaign", campaign })));
    const conferences = whole.filter((title) => title.includes("conference"));
    expect(conferences).toHaveLength(4);
    for (const title of whole.filter((one) => !conferences.includes(one)))
      expect(title).toMatch(/– chau-thanh$/);
  });

  test("then nobody makes one of what they may not see, or of somebody else", async () => {
    const { stage, token } = await at.campaign();
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
      expect((await at.create(head, body)).status, JSON.stringify(body)).toBe(404);
    const other = { kind: "person", of: "minh-hoa/head/holder" };
    expect((await at.create(head, other)).status).toBe(403);
    expect((await at.create(at.operator, { kind: "person" })).status).toBe(404);
  });

  test("then it ends with its maker's right to see it, and comes back with it", async () => {
    const { stage, realm, token } = await at.campaign();
    const body = { kind: "unit", campaign: stage.campaign, of: "binh-an" };
    const path = await at.pathOf(token("binh-an/clerk"), body);
    const until = (day: string | null) =>
      at.engine.pool.query(
        "UPDATE appointments SET to_day = $2 WHERE realm = $1 AND post = 'binh-an/clerk'",
        [realm, day],
      );
    await until("2020-03-01");
    expect((await at.desk.call(null, "GET", path)).status).toBe(404);
    await until(null);
    expect((await at.desk.call(null, "GET", path)).status).toBe(200);
  });
});

describe("given names that would break a careless calendar", () => {
  test("then the feed is by the letter all the same", async () => {
    const plain = aPlayableCampaign();
    const name =
      'Xã "Bình An"; điểm, 1\\2:\nCRLF\r\nEND:VCALENDAR e\u0323\u0302 🏛 ' + "ộ".repeat(60);
    const units = plain.units.map((one) => (one.id === "binh-an" ? { ...one, name } : one));
    const stage = await play(at.engine.pool, {
      definition: { ...plain, units },
      realm: { id: `r-${randomUUID().slice(0, 8)}`, kind: "rehearsal" },
    });
    const body = { kind: "unit", campaign: stage.campaign, of: "binh-an" };
    const calendar = await at.read(await at.pathOf(at.operator, body));
    expect(calendar.events.length).toBeGreaterThan(3);
    const place = calendar.events.find((one) => one.properties["LOCATION"])?.properties["LOCATION"];
    expect(place).toBe(name.replace("\r\n", "\n").normalize("NFC"));
  });
});
