import { describe, expect, it } from "vitest";
import type { Level, TemplateStep } from "#domain/template.ts";
import { brief, problemsIn, spoiled } from "./campaign-text.ts";

const withSteps = (steps: string) =>
  spoiled(["teams:", `changes:\n  levels:\n    commune:\n      steps:\n${steps}\nteams:`]);

const communeOf = (result: ReturnType<typeof spoiled>): Level => {
  if ("problems" in result) throw new Error(result.problems[0]?.message.en);
  const level = result.campaign.template.levels.find(({ id }) => id === "commune");
  if (level === undefined) throw new Error("no commune level");
  return level;
};

const stepOf = (level: Level, id: string): TemplateStep | undefined =>
  level.steps.find((step) => step.id === id);

describe("what a campaign changes in its template", () => {
  it("replaces the fields it names and keeps the others", () => {
    const plain = stepOf(communeOf(spoiled()), "nominees");
    const changed = stepOf(
      communeOf(withSteps("        nominees: { quota: 2, due: 2020-06-08 11:00 }")),
      "nominees",
    );
    if (plain?.kind !== "submission" || changed?.kind !== "submission")
      throw new Error("not a submission");
    expect(changed).toEqual({
      ...plain,
      due: { day: "2020-06-08", at: "11:00" },
      submission: { ...plain.submission, nominees: { from: "models", quota: 2 } },
    });
  });

  it("drops a step and every wait on it", () => {
    const level = communeOf(withSteps("        comment: drop"));
    expect(stepOf(level, "comment")).toBeUndefined();
    expect(stepOf(level, "invitations")?.waits).toEqual([]);
  });

  it("adds a step after the one it names", () => {
    const visit =
      "visit: { kind: task, after: plan, title: Thăm cơ sở, owner: team.leader, due: conference -15 }";
    const level = communeOf(withSteps(`        ${visit}`));
    expect(level.steps.map(({ id }) => id).slice(0, 3)).toEqual(["plan", "visit", "draft-report"]);
    expect(stepOf(level, "visit")).toMatchObject({
      kind: "task",
      title: { vi: "Thăm cơ sở", en: "Thăm cơ sở" },
      ladder: "default",
      waits: [],
    });
  });

  it("changes approvers and the rule of a decision", () => {
    const change = "plan: { approvers: [unit.head, unit.chair], rule: { atLeast: 1 } }";
    const step = stepOf(communeOf(withSteps(`        ${change}`)), "plan");
    expect(step?.kind === "document" && step.decision).toEqual({
      approvers: ["unit.head", "unit.chair"],
      rule: { atLeast: 1 },
      order: "parallel",
    });
  });

  it("names steps the template lacks and fields that do not fit the kind of step", () => {
    const result = withSteps("        coment: drop\n        plan: { quota: 3 }");
    expect(brief(result)).toEqual([
      "unknown_step 56 changes.levels.commune.steps.coment",
      "unknown_key 57 changes.levels.commune.steps.plan.quota",
    ]);
    expect(problemsIn(result)[0]?.suggestion?.en).toBe("Did you mean “comment”?");
  });

  it("gives each kind of silence a ladder of its own, and acts of a step theirs", () => {
    const level = communeOf(
      withSteps("        nominees: { ladder: { submit: short, other: default } }"),
    );
    expect(stepOf(level, "nominees")).toMatchObject({
      ladder: "default",
      ladders: { submit: "short" },
    });
    const result = spoiled([
      "teams:",
      "changes: { usualLadders: { approve: short }, texts: { hurry: Xin khẩn trương }, ladders: { short: [{ id: arise, when: arise, to: [owner], private: true, text: hurry }] } }\nteams:",
    ]);
    if ("problems" in result) throw new Error(result.problems[0]?.message.en);
    const { usualLadders, ladders } = result.campaign.template;
    expect(usualLadders).toMatchObject({ approve: "short", acknowledge: "receipt" });
    expect(ladders["short"]?.rungs).toEqual([
      { id: "arise", when: "arise", to: ["owner"], private: true, text: "hurry" },
    ]);
  });

  it("names ladders, texts and private rungs that cannot be meant", () => {
    const result = spoiled([
      "teams:",
      "changes: { usualLadders: { vote: nowhere }, ladders: { short: [{ id: one, when: arise, to: [owner, unit.head], private: true, text: nothing }, { id: one, when: '+1 08:00', to: [owner] }] } }\nteams:",
    ]);
    expect(brief(result).map((one) => one.split(" ")[0])).toEqual([
      "usual_ladder_unknown",
      "rung_not_private",
      "rung_text_unknown",
      "rung_repeated",
    ]);
  });

  it("refuses more nominations than the ballot chooses", () => {
    const result = spoiled([
      "teams:",
      "changes: { levels: { district: { steps: { nominations: { quota: 30 } } } } }\nteams:",
    ]);
    expect(brief(result)).toEqual([
      "quota_over_seats 52 changes.levels.district.steps.nominations.quota",
    ]);
  });

  it("leaves the gate and the lessons out when there is no pilot", () => {
    const result = spoiled(["pilot: binh-an\n", ""], ["  pilot-conference: 2020-05\n", ""]);
    expect(brief(result)).toEqual([]);
    expect(stepOf(communeOf(result), "conference")?.waits).not.toContainEqual({
      gate: "pilot-gate",
    });
  });
});
