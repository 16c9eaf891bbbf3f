import { describe, expect, test } from "vitest";
import type { Campaign } from "#domain/campaign.ts";
import { plan } from "#domain/plan.ts";
import { ANCHORS, aCampaign, fixed, templateWith, unit } from "./campaign-builder.ts";

const codes = (campaign: Campaign): string[] => [
  ...new Set(plan(campaign).problems.map((problem) => problem.code)),
];

describe("what is wrong is named", () => {
  test.each<[string, Partial<Campaign>]>([
    ["no_root", { units: [] }],
    ["unit_unreachable", { units: [...aCampaign().units, unit("lost", "nowhere")] }],
    [
      "level_unknown",
      { units: [...aCampaign().units, { ...unit("x", "chau-thanh"), level: "ward" }] },
    ],
    ["pilot_unknown", { pilot: "atlantis" }],
    ["anchor_missing", { anchors: { ...ANCHORS } }],
    ["not_working_day", { anchors: { ...ANCHORS, "base-conference": fixed("2020-06-06") } }],
    ["nobody_owes", { template: templateWith("commune", "plan", { owner: "unit.cook" }) }],
    ["nobody_holds", { appointments: [] }],
    ["unit_followed_by_no_team", { teams: [] }],
    ["no_committee", { committees: [] }],
    ["wait_unknown", { template: templateWith("commune", "plan", { waits: [{ step: "lunch" }] }) }],
    [
      "below_too_few",
      {
        template: templateWith("district", "appraise", { waits: [{ below: "dossier", need: 9 }] }),
      },
    ],
    ["ladder_unknown", { template: templateWith("commune", "plan", { ladder: "rope" }) }],
    [
      "cycle_among_steps",
      { template: templateWith("commune", "plan", { waits: [{ step: "dossier" }] }) },
    ],
    ["negative_slack", { starts: "2020-06-24" }],
    [
      "due_before_predecessor",
      {
        template: templateWith("commune", "comment", {
          due: { anchor: "start", days: 5, at: "17:00" },
        }),
      },
    ],
    [
      "gate_never_opens",
      { template: templateWith("district", "gate", { due: { day: "2020-05-15", at: "17:00" } }) },
    ],
  ])("%s", (code, changes) => {
    expect(codes(aCampaign(changes))).toContain(code);
  });

  test("a document nobody can approve", () => {
    const decision = { approvers: [], rule: { atLeast: 2 }, order: "parallel" };
    const one = { ...decision, approvers: ["unit.head"] };
    expect(
      codes(aCampaign({ template: templateWith("commune", "plan", { decision: one }) })),
    ).toEqual(["approvers_too_few"]);
    const unknown = { ...decision, approvers: ["unit.cook"], rule: "one" };
    expect(
      codes(aCampaign({ template: templateWith("commune", "plan", { decision: unknown }) })),
    ).toEqual(["nobody_named"]);
  });

  test("a circle is told once, with the way around it", () => {
    const template = templateWith("commune", "plan", { waits: [{ step: "dossier" }] });
    const circles = plan(aCampaign({ template })).problems.filter(
      (problem) => problem.code === "cycle_among_steps",
    );
    expect(circles).toHaveLength(1);
    expect(circles[0]?.words.en).toContain("commune/plan → commune/comment → commune/invite");
  });

  test("a unit nobody follows is told once, not for each of its steps", () => {
    const teams = aCampaign().teams.map((team) => ({ ...team, follows: ["binh-an", "minh-hoa"] }));
    const found = plan(aCampaign({ teams })).problems;
    expect(found.map((problem) => [problem.code, problem.unit])).toEqual([
      ["unit_followed_by_no_team", "thanh-loc"],
    ]);
  });
});
