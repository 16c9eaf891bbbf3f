import { describe, expect, test } from "vitest";
import { calendarOf, NO_CALENDAR_DATA } from "#domain/calendar.ts";
import type { CycleState } from "#domain/cycle.ts";
import { evolve } from "#domain/evolve.ts";
import { obligationsOf } from "#domain/obligation.ts";
import { instantOf } from "#domain/time.ts";
import { wakeAt } from "#domain/wake.ts";
import { after, aGate, aPlan, aTask, below, elsewhere } from "./cycle-builder.ts";
import { complete, milestone, openGate, override, reopen } from "./deed.ts";
import { engine, given, later } from "./given.ts";

const evidence = [elsewhere("pilot", "lessons"), below("report", ["a", "b"])];
const plan = aPlan(aGate("gate", evidence));

describe("a gate", () => {
  test("stays shut while evidence is missing, and says what is", () => {
    given(plan, milestone("a", "report"))
      .when(openGate("ms head", "gate"))
      .thenRefused("evidence_missing", {
        missing_vi: "«lessons» của pilot xong; các đơn vị cấp dưới xong «report» (1/2)",
        missing_en: "“lessons” of pilot to be done; units below to finish “report” (1/2)",
      });
  });

  test("is opened by its approver when all of it is there", () => {
    const ready = given(
      plan,
      milestone("pilot", "lessons"),
      milestone("a", "report"),
      milestone("b", "report"),
    );
    ready.when(openGate("ms office", "gate")).thenRefused("not_entitled", { posts: "head" });
    ready.when(openGate("ms head", "gate")).thenEvents(
      {
        type: "step_done",
        at: later(1),
        step: "gate",
        outcome: { kind: "opened", override: null },
      },
      { type: "cycle_closed", at: later(1) },
    );
  });
});

describe("an override", () => {
  const proposed = given(plan, override("ms office", "gate"));

  test("is proposed by one person, with a reason and an end, and wakes the cycle then", () => {
    given(plan).when(override("ms office", "gate")).thenTypes("override_proposed");
    expect(wakeAt(proposed.state)).toBe(later(48));
  });

  test("is not proposed with an end that has passed", () => {
    given(plan)
      .when(override("ms office", "gate", {}, later(1)))
      .thenRefused("override_expired");
  });

  test("is confirmed by a second person", () => {
    const state = proposed.when(override("ms head", "gate")).thenTypes("step_done", "cycle_closed");
    expect(state.steps["gate"]).toMatchObject({
      outcome: { kind: "opened", override: "Hoãn hội nghị điểm" },
    });
    expect(wakeAt(state)).toBeNull();
  });

  test("is not confirmed by the same person in another post, or by their clerk's hand", () => {
    proposed
      .when(override("ms office", "gate", { posts: ["head"] }))
      .thenRefused("second_person_needed");
    proposed
      .when(override("ms head", "gate", { clerk: "ms office" }))
      .thenRefused("second_person_needed");
  });

  test("is not confirmed by somebody without a say", () => {
    proposed.when(override("ms clerk", "gate")).thenRefused("not_entitled", {
      posts: "head, office",
    });
  });

  test("lapses at its end, and can then be proposed anew", () => {
    const early = engine({ type: "wake", target: later(47) }, later(47));
    const wake = engine({ type: "wake", target: later(48) }, later(48));
    proposed.when(early).thenNothing();
    proposed.when(override("ms head", "gate", { now: later(48) })).thenRefused("override_expired");
    proposed.when(wake).thenEvents({ type: "override_lapsed", at: later(48), step: "gate" });
    const lapsed = given(plan, override("ms office", "gate"), wake);
    lapsed.when(wake).thenNothing();
    lapsed
      .when(override("ms head", "gate", { now: later(49) }, later(60)))
      .thenTypes("override_proposed");
  });

  test("given on paper in time counts, though it is entered at the last minute", () => {
    const paper = { occurredAt: later(47), now: later(49) };
    proposed.when(override("ms head", "gate", paper)).thenTypes("step_done", "cycle_closed");
  });
});

describe("a gate's latest date", () => {
  const due = instantOf("2020-04-10", "17:00");
  const passes = engine({ type: "wake", target: due }, due);
  const calendar = calendarOf(NO_CALENDAR_DATA);
  const owed = (state: CycleState): string[] =>
    obligationsOf(state, calendar).map(({ act, post, due: by }) => `${act} ${post} ${by}`);

  test("wakes the cycle; until then nobody is chased for what others still owe", () => {
    const { state } = given(plan);
    expect(wakeAt(state)).toBe(due);
    expect(owed(state)).toEqual([]);
  });

  test("makes its approver owe the decision while evidence is still missing", () => {
    given(plan).when(passes).thenEvents({ type: "gate_overdue", at: due, step: "gate" });
    const { state } = given(plan, passes);
    expect(owed(state)).toEqual([`open_gate head ${due}`]);
    expect(wakeAt(state)).toBeNull();
    given(plan, passes).when(passes).thenNothing();
  });

  test("leaves the decision to the override, and to the evidence that comes after all", () => {
    const late = given(plan, passes);
    const day = { now: instantOf("2020-04-13", "08:00") };
    late.when(openGate("ms head", "gate", day)).thenRefused("evidence_missing");
    late
      .when(override("ms head", "gate", day, instantOf("2020-04-14", "17:00")))
      .thenTypes("override_proposed");
    given(
      plan,
      passes,
      milestone("pilot", "lessons"),
      milestone("a", "report"),
      milestone("b", "report"),
    )
      .when(openGate("ms head", "gate", day))
      .thenTypes("step_done", "cycle_closed");
  });

  test("has passed at once for a gate that opens after it", () => {
    const behind = aPlan(aTask("first"), aGate("gate", evidence, { waits: [after("first")] }));
    const { state } = given(behind, complete("ms office", "first", {}, { now: later(24 * 30) }));
    expect(wakeAt(state)).toBeNull();
    expect(owed(state)).toEqual([`open_gate head ${due}`]);
  });

  test("counts anew when it is moved", () => {
    const { state } = given(plan, passes);
    const to = instantOf("2020-04-20", "17:00");
    const steps = plan.steps.map((step) => ({ ...step, due: { ...step.due, at: to } }));
    const moved = evolve(state, {
      type: "plan_changed",
      at: due,
      plan: { ...plan, steps },
      reason: "rain",
    });
    expect(wakeAt(moved)).toBe(to);
    expect(owed(moved)).toEqual([]);
  });
});

describe("a gate that is open", () => {
  test("shuts again only when nothing that relied on it is done", () => {
    const plan = aPlan(
      aGate("gate", []),
      aTask("go", { waits: [{ on: "step", unit: "binh-an", step: "gate", until: "done" }] }),
      aTask("other"),
    );
    given(plan, openGate("ms head", "gate"))
      .when(reopen("ms head", "gate"))
      .thenTypes("step_reopened");
    given(plan, openGate("ms head", "gate"), complete("ms office", "go"))
      .when(reopen("ms head", "gate"))
      .thenRefused("later_steps_done");
  });
});
