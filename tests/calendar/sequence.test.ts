import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "#domain/time.ts";
import { subscribing } from "./subscribing.ts";

const at = subscribing();

describe("given the sequence of an entry", () => {
  test("then it rises by one with day, time, place or status, never falls, and stands still for the rest", async () => {
    const { stage, token } = await at.campaign();
    const path = await at.pathOf(token("binh-an/head"), {
      kind: "unit",
      campaign: stage.campaign,
      of: "binh-an",
    });
    const look = async () => {
      const { events } = await at.read(path);
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
          await at.engine.pool.query(
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
    const { stage } = await at.campaign();
    const body = { kind: "campaign", campaign: stage.campaign };
    const path = await at.pathOf(at.operator, body);
    await at.read(path);
    for (const n of [1, 2, 3]) {
      await stage.moveTo("binh-an", `2020-07-1${n}`);
      const texts = await Promise.all(
        Array.from({ length: 6 }, async () => (await at.desk.call(null, "GET", path)).body),
      );
      expect(new Set(texts).size).toBe(1);
    }
    const sequences = (await at.read(path)).events.map((one) => one.properties["SEQUENCE"]);
    expect(sequences.filter((one) => one === "3")).toHaveLength(1);
    expect(sequences.filter((one) => one !== "0")).toHaveLength(1);
  });
});
