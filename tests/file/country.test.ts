import { describe, expect, it } from "vitest";
import { readCampaign } from "#api/file/read.ts";
import { plan } from "#domain/plan.ts";
import { country, TODAY } from "../../examples/generate/country.ts";

const SMALL = { ...TODAY, provinces: 3, communes: 40 };

const read = (text: string) => {
  const result = readCampaign(text, "country.yaml");
  if ("problems" in result) throw new Error(result.problems.map((one) => one.message.en).join());
  return result;
};

describe.each([
  ["two tiers under the centre", { ...SMALL, districts: 0 }, [1, 3, 0, 40]],
  ["three tiers under the centre", { ...SMALL, districts: 2 }, [1, 3, 6, 40]],
])("given a generated country of %s", (_, size, [...counts]) => {
  const { campaign, warnings } = read(country(size));

  it("then it has the units asked for", () => {
    const levels = ["country", "province", "district", "commune"];
    const of = (level: string): number =>
      campaign.units.filter((unit) => unit.level === level).length;
    expect(levels.map(of)).toEqual(counts);
  });

  it("then it plans without problems, warnings or clashes", () => {
    const { problems, clashes } = plan(campaign);
    expect([warnings, problems, clashes]).toEqual([[], [], []]);
  });

  it("then the same size gives the same text", () => {
    expect(country(size)).toBe(country(size));
  });
});

describe("given the country of today, 34 provinces and 3,321 communes", () => {
  it("then its file is within every limit and each unit has its plan", { timeout: 120_000 }, () => {
    const { campaign } = read(country({ ...TODAY, models: 0 }));
    const { cycles } = plan(campaign);
    expect(cycles).toHaveLength(1 + 34 + 3321);
    expect(cycles.every(({ steps }) => steps.length >= 9)).toBe(true);
  });
});
