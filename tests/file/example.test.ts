import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readCampaign } from "#api/file/read.ts";
import type { Campaign } from "#domain/campaign.ts";
import { plan } from "#domain/plan.ts";
import { dayOf } from "#domain/time.ts";

const read = (name: string): Campaign => {
  const result = readCampaign(
    readFileSync(new URL(`../../examples/${name}`, import.meta.url)),
    name,
  );
  if ("problems" in result)
    throw new Error(result.problems.map(({ message }) => message.en).join("\n"));
  expect(result.warnings).toEqual([]);
  return result.campaign;
};

const daysOf = (campaign: Campaign, unit: string): Record<string, string> => {
  const cycle = plan(campaign).cycles.find((one) => one.unit === unit);
  return Object.fromEntries((cycle?.steps ?? []).map(({ id, due }) => [id, dayOf(due.at)]));
};

describe("the seed's campaign file", () => {
  const campaign = read("chau-thanh-2020.yaml");

  it("plans without problems or clashes", () => {
    const { problems, clashes } = plan(campaign);
    expect(problems).toEqual([]);
    expect(clashes).toEqual([]);
  });

  it("has the district, ten communes and five units without territory", () => {
    const communes = campaign.units.filter(
      ({ level, territorial }) => level === "commune" && territorial,
    );
    expect(communes.map(({ code }) => code)).toEqual([
      "30880",
      "30883",
      "30886",
      "30887",
      "30889",
      "30892",
      "30893",
      "30895",
      "30898",
      "30901",
    ]);
    expect(campaign.units.filter(({ territorial }) => !territorial)).toHaveLength(5);
    expect(campaign.units).toHaveLength(16);
  });

  it("has 110 models in the proportions of the four fields", () => {
    const count = (field: string): number =>
      campaign.models.filter((model) => model.field === field).length;
    expect(["economy", "culture", "security", "politics"].map(count)).toEqual([40, 48, 10, 12]);
  });

  it("dates the district's steps as in 2020", () => {
    expect(daysOf(campaign, "chau-thanh")).toEqual({
      dispatch: "2020-03-24",
      meeting: "2020-03-25",
      "meeting-minutes": "2020-03-26",
      plan: "2020-03-27",
      guideline: "2020-03-27",
      assignment: "2020-03-27",
      lessons: "2020-05-22",
      "pilot-gate": "2020-05-22",
      appraisal: "2020-06-22",
      ballot: "2020-06-23",
      commendation: "2020-06-25",
      summary: "2020-06-24",
      conference: "2020-06-26",
      minutes: "2020-06-29",
      report: "2020-07-03",
      "report-up": "2020-07-03",
      proposal: "2020-07-09",
      nominations: "2020-07-10",
      result: "2020-09-17",
    });
  });

  it("dates the pilot's steps as in 2020", () => {
    expect(daysOf(campaign, "binh-an")).toMatchObject({
      plan: "2020-04-10",
      comment: "2020-05-11",
      invitations: "2020-05-15",
      conference: "2020-05-20",
      nominees: "2020-06-10",
    });
  });

  it("gives every other unit a day in the window, two a day at most per team", () => {
    const { cycles } = plan(campaign);
    const days = cycles.flatMap(({ unit, level, pilot, steps }) => {
      const step = steps.find(({ id }) => id === "conference");
      return level === "commune" && !pilot && step?.kind === "conference"
        ? [{ unit, day: step.conference.day, proposed: step.conference.proposed }]
        : [];
    });
    expect(days).toHaveLength(14);
    expect(
      days.every(({ day, proposed }) => proposed && day >= "2020-05-25" && day <= "2020-06-09"),
    ).toBe(true);
    for (const team of campaign.teams) {
      const attended = days.filter(({ unit }) => team.follows.includes(unit)).map(({ day }) => day);
      const most = Math.max(...attended.map((day) => attended.filter((one) => one === day).length));
      expect(most).toBeLessThanOrEqual(2);
    }
  });

  it("continues the Standing Board's dispatches at 775", () => {
    expect(campaign.registers).toContainEqual({ committee: "btv-hu", type: "CV", next: 775 });
    expect(campaign.committees.find(({ id }) => id === "btv-hu")).toMatchObject({
      kind: "party",
      symbol: "HU",
      numbering: "term",
      term: "2015-2020",
    });
  });

  it("gives units without territory no certificates of their own", () => {
    expect(daysOf(campaign, "cong-an")).not.toHaveProperty("commendation");
    expect(daysOf(campaign, "minh-hoa")).toHaveProperty("commendation");
  });
});

describe("the two-tier campaign file", () => {
  const campaign = read("an-giang-2026.yaml");

  it("plans 102 commune-level units without problems or clashes", () => {
    const { problems, clashes, cycles } = plan(campaign);
    expect(problems).toEqual([]);
    expect(clashes).toEqual([]);
    expect(cycles).toHaveLength(103);
  });

  it("has 85 communes, 14 wards and 3 special zones", () => {
    const count = (kind: string): number =>
      campaign.units.filter(({ name }) => name.startsWith(`${kind} `)).length;
    expect(["xã", "phường", "đặc khu"].map(count)).toEqual([85, 14, 3]);
  });
});
