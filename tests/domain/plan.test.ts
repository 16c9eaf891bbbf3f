import { describe, expect, test } from "vitest";
import { plan } from "#domain/plan.ts";
import { timeline } from "#domain/plan-timeline.ts";
import { ANCHORS, aCampaign, dueDay, stepOf, unit, WEEK } from "./campaign-builder.ts";

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
