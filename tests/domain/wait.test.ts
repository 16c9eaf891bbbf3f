import { describe, expect, test } from "vitest";
import { decide as decideOn } from "#domain/decide.ts";
import { phaseOf } from "#domain/phase.ts";
import { aPlan, aTask, below, elsewhere } from "./cycle-builder.ts";
import { milestone } from "./deed.ts";
import { given } from "./given.ts";

describe("a step waits for other units", () => {
  test("for a step of one of them", () => {
    const plan = aPlan(
      aTask("go", { waits: [elsewhere("chau-thanh", "dispatch", "acknowledged")] }),
    );
    const cycle = given(plan, milestone("chau-thanh", "dispatch"));
    expect(cycle.state.steps["go"]?.status).toBe("waiting");
    expect(phaseOf(cycle.state)).toBe("waiting");
    cycle
      .when(milestone("chau-thanh", "dispatch", "acknowledged"))
      .thenTypes("milestone_reached", "step_opened");
  });

  test("acknowledged implies done, whichever is told first", () => {
    const plan = aPlan(aTask("go", { waits: [elsewhere("chau-thanh", "dispatch")] }));
    const cycle = given(plan, milestone("chau-thanh", "dispatch", "acknowledged"));
    expect(cycle.state.steps["go"]?.status).toBe("open");
    cycle.when(milestone("chau-thanh", "dispatch")).thenNothing();
  });

  test("for as many units below as it needs", () => {
    const plan = aPlan(aTask("appraise", { waits: [below("dossier", ["a", "b", "c"], 2)] }));
    const cycle = given(plan, milestone("a", "dossier"), milestone("a", "dossier"));
    expect(cycle.state.steps["appraise"]?.status).toBe("waiting");
    cycle.when(milestone("c", "dossier")).thenTypes("milestone_reached", "step_opened");
  });

  test("a milestone taken back makes the waiting wait again, and leaves what has begun", () => {
    const plan = aPlan(
      aTask("begun", { waits: [elsewhere("a", "x")] }),
      aTask("later", { waits: [elsewhere("a", "x"), elsewhere("b", "y")] }),
    );
    const state = given(plan, milestone("a", "x"))
      .when(milestone("a", "x", "done", true))
      .thenTypes("milestone_lost");
    expect(state.steps["begun"]?.status).toBe("open");
    const then = given(plan, milestone("a", "x"), milestone("a", "x", "done", true));
    then.when(milestone("b", "y")).thenTypes("milestone_reached");
  });

  test("a cycle that has closed notes it and stays closed, one that was cancelled is not disturbed", () => {
    const { state, when } = given(aPlan());
    expect(when(milestone("a", "x")).thenTypes("milestone_reached").status).toBe("closed");
    const { command, act, facts, now } = milestone("a", "x");
    expect(decideOn({ ...state, status: "cancelled" }, command, act, facts, now)).toEqual([]);
  });

  test("a suspended cycle notes it and opens nothing yet", () => {
    const { state } = given(aPlan(aTask("go", { waits: [elsewhere("a", "x")] })));
    const { command, act, facts, now } = milestone("a", "x");
    const events = decideOn({ ...state, status: "suspended" }, command, act, facts, now);
    expect(events.map((event) => event.type)).toEqual(["milestone_reached"]);
  });
});
