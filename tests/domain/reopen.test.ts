import { describe, expect, test } from "vitest";
import { milestonesOf } from "#domain/milestone.ts";
import { aDocument, after, aPlan, aTask } from "./cycle-builder.ts";
import { complete, reopen } from "./deed.ts";
import { given, later } from "./given.ts";

describe("a step that is reopened", () => {
  const plan = aPlan(
    aDocument("plan", { recipients: ["leader"] }),
    aTask("next"),
    aTask("comment", { waits: [after("next")] }),
    aTask("open", { owner: "leader" }),
  );

  test("begins another round, and whoever was told is told that it is back", () => {
    const done = given(plan, complete("ms office", "next"));
    const state = done.when(reopen("ms office", "next")).thenTypes("step_reopened");
    expect(state.steps["next"]).toMatchObject({ status: "open", round: 2 });
    expect(
      milestonesOf(state, [{ type: "step_reopened", at: later(1), step: "next", reason: "x" }]),
    ).toMatchObject([{ unit: "chau-thanh", command: { until: "done", back: true } }]);
  });

  test("is refused while a later step that relied on it is done", () => {
    given(plan, complete("ms office", "next"), complete("ms office", "comment"))
      .when(reopen("ms office", "next"))
      .thenRefused("later_steps_done", { steps_vi: "Bước comment" });
  });

  test("needs a reason", () => {
    given(plan, complete("ms office", "next"))
      .when(reopen("ms office", "next", { reason: "" }))
      .thenRefused("reason_missing");
  });

  test("was settled before; what is open only goes on", () => {
    given(plan).when(reopen("ms office", "next")).thenRefused("step_not_open");
  });
});
