import { describe, expect, it } from "vitest";
import { plan } from "#domain/plan.ts";
import { brief, problemsIn, spoiled } from "./campaign-text.ts";

const LAUNCH = [
  "{ unit: huyen, step: dispatch, on: 2020-03-24 15:30, number: 775, evidence: 775-CV/HU }",
  "{ unit: huyen, step: meeting, on: 2020-03-25 11:30 }",
  "{ unit: huyen, step: plan, on: 2020-03-27, number: 5 }",
  "{ unit: huyen, step: guideline, on: 2020-03-27, number: 6 }",
  "{ unit: huyen, step: assignment, on: 2020-03-27, number: 7 }",
  "{ unit: huyen, step: meeting-minutes, on: 2020-03-26, number: 1 }",
];

const entering = (...lines: readonly string[]) =>
  spoiled(["teams:", `entered:\n${lines.map((line) => `  - ${line}\n`).join("")}teams:`]);

describe("a campaign file that starts in its middle", () => {
  it("enters its earlier steps as done; a day alone is its first working hour", () => {
    const result = entering(...LAUNCH);
    expect(brief(result)).toEqual([]);
    if ("problems" in result) throw new Error("refused");
    expect(result.campaign.entered.slice(0, 3)).toEqual([
      {
        unit: "huyen",
        step: "dispatch",
        at: "2020-03-24T08:30:00.000Z",
        number: 775,
        attendance: null,
        models: [],
        evidence: "775-CV/HU",
      },
      expect.objectContaining({ step: "meeting", at: "2020-03-25T04:30:00.000Z", number: null }),
      expect.objectContaining({ step: "plan", at: "2020-03-27T00:00:00.000Z", number: 5 }),
    ]);
  });

  it("marks them in the plan, where they cannot be late", () => {
    const result = entering(...LAUNCH.map((line) => line.replaceAll("2020-03-2", "2020-04-0")));
    expect(brief(result)).toEqual([]);
    if ("problems" in result) throw new Error("refused");
    const [district] = plan(result.campaign).cycles;
    expect(district?.steps.find(({ id }) => id === "dispatch")).toMatchObject({
      entered: "2020-04-04T08:30:00.000Z",
      earliest: "2020-04-04T08:30:00.000Z",
      slack: 0,
    });
    const notDone = district?.steps.find(({ id }) => id === "lessons");
    expect(notDone?.entered).toBeUndefined();
  });

  it("takes the day a conference was really held on, and dates from it what follows", () => {
    const commune = ["plan", "draft-report", "comment", "invitations", "commendation"].map(
      (step, n) =>
        `{ unit: binh-an, step: ${step}, on: 2020-05-0${n + 4}${/draft|comment/.test(step) ? "" : ", number: 1"} }`,
    );
    const held = "{ unit: binh-an, step: conference, on: 2020-05-12, attendance: 64 }";
    const other = "{ unit: minh-hoa, step: plan, on: 2020-04-08, number: 2 }";
    // Without the other commune's plan its date would have passed before anybody could act.
    expect(brief(entering(...LAUNCH, ...commune, held))).toEqual(["negative_slack 5 template"]);
    const result = entering(...LAUNCH, ...commune, held, other);
    expect(brief(result)).toEqual([]);
    if ("problems" in result) throw new Error("refused");
    const pilot = plan(result.campaign).cycles.find(({ unit }) => unit === "binh-an");
    expect(pilot?.steps.find(({ id }) => id === "minutes")?.due.at).toBe(
      "2020-05-13T04:00:00.000Z",
    );
  });

  it.each([
    ["an unknown unit", "unit: huyenn, step: meeting", "unknown_unit 53 entered.0.unit"],
    ["an unknown step", "unit: huyen, step: meting", "unknown_step 53 entered.0.step"],
    [
      "a step whose own waits are not entered",
      "unit: huyen, step: meeting",
      "entered_before_its_waits 53 entered.0.step",
    ],
    ["a paper without its number", "unit: huyen, step: dispatch", "entered_lacks 53 entered.0"],
    [
      "a number where there is none",
      "unit: huyen, step: dispatch, number: 3, attendance: 4",
      "entered_does_not_take 53 entered.0.attendance",
    ],
  ])("names %s", (_, line, wanted) => {
    expect(brief(entering(`{ ${line}, on: 2020-03-24 }`))).toEqual([wanted]);
  });

  it("names a step entered twice, a number given twice, a model that is none, a day out of reach", () => {
    const [dispatch = ""] = LAUNCH;
    const wrong = LAUNCH.map((line) => line.replace("number: 6", "number: 6, models: [x]"));
    const late = "{ unit: binh-an, step: plan, on: 2021-03-24, number: 1 }";
    expect(brief(entering(...wrong, dispatch, late))).toEqual([
      "entered_does_not_take 56 entered.3.models",
      "unknown_model 56 entered.3.models.0",
      "entered_twice 59 entered.6",
      "entered_after_the_end 60 entered.7.on",
    ]);
  });

  it("says what is missing by name, and what was meant", () => {
    const [problem] = problemsIn(entering("{ unit: huyen, step: meeting, on: 2020-03-25 }"));
    expect(problem?.message).toEqual({
      vi: "«meeting» của «huyen» ghi là đã làm, nhưng còn chờ bước chưa ghi: «Công văn lãnh đạo tổ chức hội nghị tổng kết» xong. Hãy ghi cả bước đó, hoặc bỏ dòng này.",
      en: "“meeting” of “huyen” is entered as done, but waits for what is not: “Dispatch on holding the summary conferences” to be done. Enter that too, or leave this out.",
    });
    const [near] = problemsIn(entering("{ unit: huyen, step: meting, on: 2020-03-25 }"));
    expect(near?.suggestion?.en).toBe("Did you mean “meeting”?");
    const [day] = problemsIn(entering("{ unit: huyen, step: meeting, on: yesterday }"));
    expect(day).toMatchObject({ code: "invalid_value", field: "entered.0.on" });
  });
});
