import { describe, expect, it } from "vitest";
import { plan } from "#domain/plan.ts";
import { brief, spoiled } from "./campaign-text.ts";

describe("the names of anchors", () => {
  it("come from the template, and a campaign's own go before", () => {
    const result = spoiled([
      "teams:",
      "changes: { anchors: { launch: { vi: ngày phát động, en: the launch } } }\nteams:",
    ]);
    if ("problems" in result) throw new Error(brief(result).join());
    const words = plan(result.campaign).cycles.flatMap(({ steps }) =>
      steps.map(({ due }) => due.words.vi),
    );
    expect(words).toContain("đúng ngày phát động");
    expect(words).toContain("đúng ngày họp Ban Chỉ đạo");
    expect(words.filter((one) => one.includes("mốc «"))).toEqual([]);
  });
});

describe("the ballot that a decision commends", () => {
  it("must be a ballot of the same level", () => {
    const result = spoiled([
      "teams:",
      "changes:\n  levels:\n    district:\n      steps:\n        commendation: { commends: balot }\nteams:",
    ]);
    expect(brief(result)).toEqual([
      expect.stringMatching(/^unknown_ballot \d+ changes\.levels\.district\.steps\.commendation/),
    ]);
  });
});
