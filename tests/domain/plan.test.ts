import { describe, expect, test } from "vitest";
import type { Campaign } from "#domain/campaign.ts";
import { type CampaignPlan, plan } from "#domain/plan.ts";
import { timeline } from "#domain/plan-timeline.ts";
import type { PlannedStep } from "#domain/step.ts";
import { dayOf } from "#domain/time.ts";
import {
  aCampaign,
  aLargeCampaign,
  expected,
  fixed,
  templateWith,
  unit,
} from "./campaign-builder.ts";

const stepOf = (planned: CampaignPlan, unitId: string, stepId: string): PlannedStep => {
  const cycle = planned.cycles.find((one) => one.unit === unitId);
  const found = cycle?.steps.find((one) => one.id === stepId);
  if (found === undefined) throw new Error(`no ${unitId}/${stepId}`);
  return found;
};
const dueDay = (planned: CampaignPlan, unitId: string, stepId: string): string =>
  dayOf(stepOf(planned, unitId, stepId).due.at);
const codes = (campaign: Campaign): string[] => [
  ...new Set(plan(campaign).problems.map((problem) => problem.code)),
];

describe("Châu Thành, 2020", () => {
  const planned = plan(aCampaign());

  test("has nothing wrong with it", () => {
    expect(planned.problems).toEqual([]);
    expect(planned.clashes).toEqual([]);
  });

  test("cycles come in tree order, the root first", () => {
    expect(planned.cycles.map((cycle) => cycle.unit)).toEqual([
      "chau-thanh",
      "binh-an",
      "minh-hoa",
      "thanh-loc",
    ]);
    expect(planned.cycles.map((cycle) => cycle.pilot)).toEqual([false, true, false, false]);
  });

  test("“in May” is Wednesday 20/5, “late June” Friday 26/6, both proposed", () => {
    expect(stepOf(planned, "binh-an", "conference")).toMatchObject({
      conference: { day: "2020-05-20", proposed: true, anchor: "pilot-conference" },
    });
    expect(stepOf(planned, "chau-thanh", "conference")).toMatchObject({
      conference: { day: "2020-06-26", proposed: true },
    });
  });

  test.each([
    ["binh-an", "comment", "2020-05-11", "7 ngày làm việc trước hội nghị của đơn vị"],
    ["binh-an", "invite", "2020-05-15", "3 ngày làm việc trước hội nghị của đơn vị"],
    ["binh-an", "lessons", "2020-05-22", "2 ngày làm việc sau hội nghị của đơn vị"],
    ["chau-thanh", "gate", "2020-05-22", "2 ngày làm việc sau hội nghị điểm"],
    ["chau-thanh", "ballot", "2020-06-23", "3 ngày làm việc trước hội nghị của đơn vị"],
    ["chau-thanh", "nominate", "2020-07-10", "10 ngày làm việc sau hội nghị của đơn vị"],
    ["chau-thanh", "dispatch", "2020-03-27", "2 ngày làm việc sau ngày bắt đầu chiến dịch"],
  ])("%s: %s is due %s, %s", (unitId, stepId, day, words) => {
    expect(dueDay(planned, unitId, stepId)).toBe(day);
    expect(stepOf(planned, unitId, stepId).due.words.vi).toBe(words);
  });

  test("a date that rests on a proposed day is proposed, one that does not is not", () => {
    expect(stepOf(planned, "binh-an", "invite").due.proposed).toBe(true);
    expect(stepOf(planned, "binh-an", "plan").due.proposed).toBe(false);
  });

  test("the gate holds the others up, not the pilot", () => {
    const gate = { on: "step", unit: "chau-thanh", step: "gate", until: "done" };
    expect(stepOf(planned, "minh-hoa", "invite").waits).toContainEqual(gate);
    expect(stepOf(planned, "binh-an", "invite").waits).not.toContainEqual(gate);
    expect(stepOf(planned, "chau-thanh", "gate").informs).toEqual(["minh-hoa", "thanh-loc"]);
    expect(stepOf(planned, "binh-an", "lessons").informs).toEqual(["chau-thanh"]);
  });

  test("the district waits for all communes below", () => {
    expect(stepOf(planned, "chau-thanh", "appraise").waits).toEqual([
      { on: "below", step: "dossier", units: ["binh-an", "minh-hoa", "thanh-loc"], need: 3 },
    ]);
  });

  test("what only the pilot does, only the pilot has", () => {
    expect(planned.cycles.map((c) => c.steps.some((s) => s.id === "lessons"))).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  test("papers get their series: a Party one by term, a state one by year", () => {
    expect(stepOf(planned, "chau-thanh", "dispatch")).toMatchObject({
      document: { series: "chau-thanh/party/CV/2015-2020", symbol: "{n}-CV/HU" },
      decision: { approvers: ["chau-thanh/standing-deputy", "chau-thanh/head"], need: 2 },
    });
    expect(stepOf(planned, "chau-thanh", "commend")).toMatchObject({
      document: { series: "chau-thanh/state/QĐ/2020", symbol: "{n}/QĐ-UBND" },
    });
  });

  test("the district's nominations go to the party outside", () => {
    expect(stepOf(planned, "chau-thanh", "nominate")).toMatchObject({
      submission: { receiver: "outside", receiverUnit: "outside" },
    });
    expect(stepOf(planned, "binh-an", "dossier")).toMatchObject({
      submission: { receiver: "chau-thanh/standing-office", receiverUnit: "chau-thanh" },
    });
  });

  test("earliest runs forward: after the dispatch a plan can begin a working day later", () => {
    expect(stepOf(planned, "chau-thanh", "dispatch").earliest).toBe("2020-03-25T00:00:00.000Z");
    expect(stepOf(planned, "binh-an", "plan").earliest).toBe("2020-03-26T00:00:00.000Z");
    expect(stepOf(planned, "chau-thanh", "dispatch").slack).toBe(1);
    expect(stepOf(planned, "binh-an", "lessons").earliest).toBe("2020-05-20T00:30:00.000Z");
  });

  test("the timetable is in order of time and ends where the plan ends", () => {
    const due = timeline(planned).map((row) => row.step.due.at);
    expect(due).toEqual([...due].sort());
    expect(due.at(-1)).toBe(planned.ends);
  });
});

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

const WEEK = expected("2020-06-01", "2020-06-05");
const ANCHORS = {
  "pilot-conference": fixed("2020-05-20"),
  "district-conference": fixed("2020-06-26"),
};

describe("without a pilot", () => {
  const planned = plan(
    aCampaign({ pilot: null, anchors: { ...ANCHORS, "base-conference": WEEK } }),
  );

  test("gates on its results and waits for them are gone", () => {
    expect(planned.cycles[0]?.steps.map((step) => step.id)).not.toContain("gate");
    expect(stepOf(planned, "minh-hoa", "invite").waits).toHaveLength(1);
    expect(planned.problems).toEqual([]);
  });
});

describe("a commune that runs its campaign alone", () => {
  const alone = { ...unit("binh-an"), level: "commune" };
  const planned = plan(
    aCampaign({
      units: [alone],
      pilot: null,
      teams: [
        { ...aCampaign().teams[0]!, leader: "binh-an/head", members: [], follows: ["binh-an"] },
      ],
      anchors: { "base-conference": WEEK },
    }),
  );

  test("waits for nobody above and submits to the party outside", () => {
    expect(planned.problems).toEqual([]);
    expect(stepOf(planned, "binh-an", "plan").waits).toEqual([]);
    expect(stepOf(planned, "binh-an", "dossier")).toMatchObject({
      submission: { receiver: "outside" },
    });
  });
});

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
