import { describe, expect, test } from "vitest";
import { tellConference } from "#activities/invitation.ts";
import { addDays } from "#domain/time.ts";
import { inTransaction } from "#prisma/client.ts";
import { conferencesToLook } from "#prisma/sql/invitation.ts";
import { readStrictly } from "./strict.ts";
import { type Subscribed, subscribing } from "./subscribing.ts";

const at = subscribing();

/** A person's, their unit's, its team's and the campaign's: all show the unit's conference. */
async function fourFeeds({ stage, token }: Subscribed): Promise<Map<string, string>> {
  const { campaign } = stage;
  const chief = token("chau-thanh/head");
  const paths = new Map<string, string>();
  for (const [name, who, body] of [
    ["person", token("binh-an/head"), { kind: "person" }],
    ["unit", chief, { kind: "unit", campaign, of: "binh-an" }],
    ["team", chief, { kind: "team", campaign, of: "team-1" }],
    ["campaign", chief, { kind: "campaign", campaign }],
  ] as const)
    paths.set(name, await at.pathOf(who, body));
  return paths;
}

/** The conference as each feed shows it, in a few words; they must agree. */
async function shown(feeds: ReadonlyMap<string, string>): Promise<string> {
  const seen = await Promise.all(
    [...feeds.values()].map(async (path) => {
      const { events } = await at.read(path);
      const found = events.filter(({ properties }) =>
        properties["SUMMARY"]?.endsWith("conference – binh-an"),
      );
      expect(found).toHaveLength(1);
      const { STATUS, SEQUENCE, DTSTART } = found[0]?.properties ?? {};
      return `${STATUS} ${SEQUENCE} ${DTSTART} ${found[0]?.alarms.length} alarms`;
    }),
  );
  expect(new Set(seen).size, seen.join("\n")).toBe(1);
  return seen[0] ?? "";
}

/** What the last round of invitations said, each once. */
async function told(): Promise<string[]> {
  const before = await at.engine.pool.query("SELECT FROM messages");
  for (const place of await conferencesToLook(at.engine.pool, 50))
    await inTransaction(at.engine.pool, (tx) =>
      tellConference(tx, place, {
        publicUrl: "http://plenum.test",
        mailServer: true,
        rehearsalServer: false,
        from: "plenum@example.vn",
      }),
    );
  const { rows } = await at.engine.pool.query<{ file: string }>(
    "SELECT attachments->0->>'content' AS file FROM messages ORDER BY frozen_at, id OFFSET $1",
    [before.rowCount],
  );
  const said = rows.map(({ file }) => {
    const { method, events } = readStrictly(file);
    const { STATUS, SEQUENCE, DTSTART } = events[0]?.properties ?? {};
    return `${method} ${STATUS} ${SEQUENCE} ${DTSTART}`;
  });
  return [...new Set(said)];
}

describe("given a conference in the feeds of a person, a unit, a team and a campaign", () => {
  test("then at each of its states they show one and the same, which is what its attendees were told", async () => {
    const made = await at.campaign();
    const { stage } = made;
    const feeds = await fourFeeds(made);
    const day = await stage.dayOf("binh-an");
    const start = (on: string): string => `${on.replaceAll("-", "")}T003000Z`;
    expect(await shown(feeds)).toBe(`TENTATIVE 0 ${start(day)} 2 alarms`);
    expect(await told()).toEqual([]);

    await stage.open("binh-an");
    expect(await shown(feeds)).toBe(`TENTATIVE 0 ${start(day)} 2 alarms`);
    expect(await told()).toEqual([`REQUEST TENTATIVE 0 ${start(day)}`]);

    await stage.moveTo("binh-an", day, true);
    expect(await shown(feeds)).toBe(`CONFIRMED 1 ${start(day)} 2 alarms`);
    expect(await told()).toEqual([`REQUEST CONFIRMED 1 ${start(day)}`]);

    const later = addDays(day, 7);
    await stage.moveTo("binh-an", later, true);
    expect(await shown(feeds)).toBe(`CONFIRMED 2 ${start(later)} 2 alarms`);
    expect(await told()).toEqual([`REQUEST CONFIRMED 2 ${start(later)}`]);

    // Back to a proposal: the day is open again.
    await stage.moveTo("binh-an", day);
    expect(await shown(feeds)).toBe(`TENTATIVE 3 ${start(day)} 2 alarms`);
    expect(await told()).toEqual([`REQUEST TENTATIVE 3 ${start(day)}`]);

    await stage.cancel("binh-an");
    expect(await shown(feeds)).toBe(`CANCELLED 4 ${start(day)} 0 alarms`);
    expect(await told()).toEqual([`CANCEL CANCELLED 4 ${start(day)}`]);
    expect(await told()).toEqual([]);
  });

  test("when the whole campaign is cancelled, then every conference is, and nobody is left invited", async () => {
    const made = await at.campaign();
    const feeds = await fourFeeds(made);
    const day = await made.stage.dayOf("binh-an");
    await made.stage.open("binh-an");
    await told();
    await at.engine.pool.query("UPDATE campaigns SET status = 'cancelled' WHERE id = $1", [
      made.stage.campaign,
    ]);
    expect(await shown(feeds)).toMatch(/^CANCELLED 1 \S+ 0 alarms$/);
    expect(await told()).toEqual([`CANCEL CANCELLED 1 ${day.replaceAll("-", "")}T003000Z`]);
  });

  test("when it has been held, then it stays where it was, and nobody is told", async () => {
    const made = await at.campaign();
    const feeds = await fourFeeds(made);
    const day = await made.stage.dayOf("binh-an");
    await made.stage.open("binh-an");
    await made.stage.moveTo("binh-an", day, true);
    await told();
    await made.stage.held("binh-an");
    expect(await shown(feeds)).toMatch(/^CONFIRMED 0 /);
    expect(await told()).toEqual([]);
  });

  test("when their addresses are revoked, then none of the four shows anything, one by one", async () => {
    const made = await at.campaign();
    const feeds = await fourFeeds(made);
    const { body } = await at.desk.call(at.operator, "GET", "/api/feeds");
    const mine: { id: string; kind: string }[] = body.items.filter(
      (one: { realm: string; revokedAt: string | null }) =>
        one.realm === made.realm && one.revokedAt === null,
    );
    expect(mine).toHaveLength(4);
    for (const { id, kind } of mine) {
      const path = feeds.get(kind) ?? "";
      expect((await at.desk.call(null, "GET", path)).status).toBe(200);
      expect((await at.desk.call(at.operator, "DELETE", `/api/feeds/${id}`)).status).toBe(200);
      expect((await at.desk.call(null, "GET", path)).status).toBe(404);
    }
  });
});

describe("given what programs want of a feed", () => {
  test("then it names itself, says how often to look, and publishes without inviting", async () => {
    const made = await at.campaign();
    for (const path of (await fourFeeds(made)).values()) {
      expect(path).toMatch(/\.ics$/);
      const answer = await fetch(at.desk.base + path, { redirect: "manual" });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
      const file = await answer.text();
      const { method, properties, events } = readStrictly(file);
      expect(method).toBe("PUBLISH");
      expect(properties["X-WR-CALNAME"]).toBe(properties["NAME"]);
      expect(properties["X-WR-TIMEZONE"]).toBe("Asia/Ho_Chi_Minh");
      expect(properties["X-PUBLISHED-TTL"]).toBe("PT1H");
      expect(file).toContain("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
      expect(events.flatMap(({ attendees }) => attendees)).toEqual([]);
      // Nobody can answer an entry of a feed: its organizer has no mailbox.
      for (const { properties: of } of events)
        expect(of["ORGANIZER"]).toBe("mailto:calendar@plenum.invalid");
    }
  });
});
