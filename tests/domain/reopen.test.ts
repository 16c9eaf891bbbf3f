import { describe, expect, test } from "vitest";
import { milestonesOf } from "#domain/milestone.ts";
import { phaseOf } from "#domain/phase.ts";
import { possibleActs } from "#domain/possible-act.ts";
import { aDocument, after, aPlan, aTask, elsewhere } from "./cycle-builder.ts";
import { complete, milestone, reopen, submit } from "./deed.ts";
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

describe("the last step of a cycle that has closed", () => {
  const waits = [elsewhere("chau-thanh", "results")];
  const plan = aPlan(aTask("first"), aTask("last", { waits }));
  const told = milestone("chau-thanh", "results");
  const closed = given(plan, told, complete("ms office", "first"), complete("ms office", "last"));

  test("can be reopened: the cycle runs again, and closes again", () => {
    expect(closed.state.status).toBe("closed");
    expect(possibleActs(closed.state, "last")).toEqual([{ act: "reopen", post: "office" }]);
    const state = closed.when(reopen("ms office", "last")).thenTypes("step_reopened");
    expect(state.status).toBe("running");
    expect(phaseOf(state)).toBe("working");
    given(
      plan,
      told,
      complete("ms office", "first"),
      complete("ms office", "last"),
      reopen("ms office", "last"),
    )
      .when(complete("ms office", "last", { round: 2 }))
      .thenTypes("step_done", "cycle_closed");
  });

  test("takes nothing else while it is closed", () => {
    closed.when(submit("ms office", "last")).thenRefused("cycle_not_running");
    closed.when(reopen("ms office", "last", { reason: " " })).thenRefused("reason_missing");
  });

  test("hears what fell back elsewhere and came again, and stays closed", () => {
    const back = milestone("chau-thanh", "results", "done", true);
    const lost = closed.when(back).thenTypes("milestone_lost");
    expect(lost.status).toBe("closed");
    expect(lost.reached).toEqual({});
    given(plan, told, complete("ms office", "first"), complete("ms office", "last"), back)
      .when(told)
      .thenTypes("milestone_reached");
  });
});
