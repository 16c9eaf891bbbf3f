import { describe, expect, test } from "vitest";
import type { Campaign } from "#domain/campaign.ts";
import { plan } from "#domain/plan.ts";
import { ANCHORS, aCampaign, aLargeCampaign, dueDay, expected, WEEK } from "./campaign-builder.ts";

describe("conferences that share a window", () => {
  const days = (campaign: Campaign): Record<string, string> =>
    Object.fromEntries(
      plan(campaign).cycles.map(({ unit: id }) => [id, dueDay(plan(campaign), id, "conference")]),
    );

  test("follow one another in tree order, as many a day as the team can attend", () => {
    const campaign = aLargeCampaign(6, { anchors: { ...ANCHORS, "base-conference": WEEK } });
    expect(days(campaign)).toMatchObject({
      "commune-2": "2020-06-01",
      "commune-3": "2020-06-01",
      "commune-4": "2020-06-02",
      "commune-5": "2020-06-02",
      "commune-6": "2020-06-03",
    });
  });

  test("step over a unit's closure", () => {
    const closures = [
      { unit: "commune-3", from: "2020-06-01", to: "2020-06-03", reason: "congress" },
    ];
    const calendar = { ...aCampaign().calendar, closures };
    const campaign = aLargeCampaign(4, {
      calendar,
      anchors: { ...ANCHORS, "base-conference": WEEK },
    });
    expect(days(campaign)).toMatchObject({
      "commune-2": "2020-06-01",
      "commune-3": "2020-06-04",
      "commune-4": "2020-06-01",
    });
  });

  test("count a leader of two teams once", () => {
    const campaign = aLargeCampaign(13, { anchors: { ...ANCHORS, "base-conference": WEEK } });
    const shared = campaign.teams.map((team) => ({ ...team, leader: "leader-1", capacity: 9 }));
    const others = Object.entries(days({ ...campaign, teams: shared })).slice(2);
    expect(others.filter(([, day]) => day === "2020-06-01")).toHaveLength(9);
    expect(others.filter(([, day]) => day === "2020-06-02")).toHaveLength(3);
  });

  test("spread evenly where no team limits them", () => {
    const campaign = aLargeCampaign(6, {
      teams: [],
      anchors: { ...ANCHORS, "base-conference": WEEK },
    });
    const spread = Object.entries(days(campaign)).slice(2);
    expect(spread.map(([, day]) => day.slice(8))).toEqual(["01", "02", "03", "04", "05"]);
  });

  test("that do not fit go on after the window, and are named", () => {
    const window = expected("2020-06-01", "2020-06-02");
    const campaign = aLargeCampaign(7, { anchors: { ...ANCHORS, "base-conference": window } });
    expect(dueDay(plan(campaign), "commune-7", "conference")).toBe("2020-06-03");
    const problem = plan(campaign).problems.find((one) => one.code === "window_too_short");
    expect(problem?.path).toEqual(["anchors", "base-conference"]);
    expect(problem?.words.en).toBe(
      "The window 01/06/2020–02/06/2020 has 2 working days and Tổ 1 can attend 2 conferences a day: not enough for 6 units; let it last until 03/06/2020, or add a team.",
    );
  });
});
