import { describe, expect, test } from "vitest";
import { decide as decideOn } from "#domain/decide.ts";
import { refusalWords } from "#domain/errors.ts";
import { evolve } from "#domain/evolve.ts";
import { milestonesOf } from "#domain/milestone.ts";
import { phaseOf } from "#domain/phase.ts";
import { possibleActs } from "#domain/possible-act.ts";
import {
  aConference,
  aDocument,
  after,
  aGate,
  aPlan,
  aTask,
  BEGIN,
  UNIT,
} from "./cycle-builder.ts";
import { complete, condition, decline, hold, submit } from "./deed.ts";
import { begin, engine, given, later, stateAfter } from "./given.ts";

const twoTasks = aPlan(aTask("first"), aTask("second", { waits: [after("first")] }));

describe("a cycle begins", () => {
  test("and opens the steps that wait for nothing", () => {
    const { state } = given(twoTasks);
    expect(state.steps["first"]).toMatchObject({ status: "open", since: BEGIN, round: 1 });
    expect(state.steps["second"]).toEqual({ status: "waiting" });
    expect(phaseOf(state)).toBe("working");
  });

  test("once: a repeated beginning changes nothing", () => {
    given(twoTasks).when(begin).thenNothing();
  });

  test("and closes at once when there is nothing to do", () => {
    expect(stateAfter(aPlan()).status).toBe("closed");
  });
});

describe("a step that is done", () => {
  test("opens the steps that waited for it", () => {
    given(twoTasks)
      .when(complete("ms office", "first"))
      .thenEvents(
        { type: "step_done", at: later(1), step: "first", outcome: { kind: "completed" } },
        { type: "step_opened", at: later(1), step: "second", round: 1 },
      );
  });

  test("closes the cycle when it was the last", () => {
    const { state, when } = given(twoTasks, complete("ms office", "first"));
    expect(state.status).toBe("running");
    const closed = when(complete("ms office", "second")).thenTypes("step_done", "cycle_closed");
    expect(phaseOf(closed)).toBe("done");
  });

  test("is told to the units that wait for it, as acknowledged where nobody has to", () => {
    const outcome = { kind: "completed" } as const;
    const done = { type: "step_done", at: later(1), step: "first", outcome } as const;
    const { state } = given(twoTasks, complete("ms office", "first"));
    expect(milestonesOf(state, [done])).toEqual([
      {
        unit: "chau-thanh",
        command: {
          type: "milestone",
          unit: UNIT,
          step: "first",
          until: "acknowledged",
          back: false,
        },
      },
    ]);
  });

  test("cannot be done again", () => {
    given(twoTasks, complete("ms office", "first"))
      .when(complete("ms office", "first"))
      .thenRefused("step_not_open", { status_vi: "đã xong" });
  });
});

describe("an act is refused", () => {
  const cycle = given(twoTasks);

  test("on a step that does not exist", () => {
    cycle.when(complete("ms office", "third")).thenRefused("step_unknown");
  });
  test("on a step that still waits, saying for what in both languages", () => {
    cycle.when(complete("ms office", "second")).thenRefused("step_waits", {
      waits_vi: "«Bước first» xong",
      waits_en: "“Step first” to be done",
    });
  });
  test("by somebody without the post, naming it", () => {
    cycle.when(complete("ms clerk", "first")).thenRefused("not_entitled", { posts: "office" });
  });
  test("by nobody in particular", () => {
    const { command } = complete("ms office", "first");
    cycle.when(engine(command)).thenRefused("not_entitled");
  });
  test("in a round that its author has not seen", () => {
    cycle.when(complete("ms office", "first", { round: 2 })).thenRefused("content_changed");
  });
  test("when it does not fit the kind of step", () => {
    cycle.when(submit("ms office", "first")).thenRefused("wrong_kind", { kind_vi: "công việc" });
  });
  test("when it is said to have happened in the future, or before the cycle began", () => {
    const at = (occurredAt: string) => complete("ms office", "first", {}, { occurredAt });
    cycle.when(at(later(2))).thenRefused("occurred_in_future");
    cycle.when(at(later(-1))).thenRefused("occurred_before_begin");
  });
  test.each(["suspended", "closed", "cancelled"] as const)("in a cycle that is %s", (status) => {
    const { command, act, facts, now } = complete("ms office", "first");
    const stopped = { ...cycle.state, status };
    expect(() => decideOn(stopped, command, act, facts, now)).toThrow("cycle is");
  });
  test("in the words of both languages", () => {
    expect(refusalWords("step_waits", { waits: "x", waits_vi: "y", waits_en: "z" })).toEqual({
      vi: "Bước này còn chờ: y.",
      en: "This step still waits for: z.",
    });
    expect(refusalWords("over_quota", { quota: 2, given: 3 }).en).toContain("At most 2");
  });
});

describe("what was done on paper", () => {
  test("counts by when it happened; what follows happens now", () => {
    given(twoTasks)
      .when(
        complete("ms office", "first", {}, { occurredAt: later(3), now: later(50), clerk: "ms x" }),
      )
      .thenEvents(
        { type: "step_done", at: later(3), step: "first", outcome: { kind: "completed" } },
        { type: "step_opened", at: later(50), step: "second", round: 1 },
      );
  });
});

describe("a step that is declined", () => {
  test("counts as done for what waits for it, here and elsewhere", () => {
    const cycle = given(twoTasks);
    const state = cycle
      .when(decline("ms office", "first"))
      .thenTypes("step_declined", "step_opened");
    expect(
      milestonesOf(state, [
        { type: "step_declined", at: later(1), step: "first", reason: "Không có" },
      ]),
    ).toMatchObject([{ command: { until: "acknowledged", back: false } }]);
  });

  test("needs a reason", () => {
    given(twoTasks)
      .when(decline("ms office", "first", { reason: "  " }))
      .thenRefused("reason_missing");
  });

  test("is never a gate: that would open it", () => {
    given(aPlan(aGate("gate", [])))
      .when(decline("ms office", "gate"))
      .thenRefused("wrong_kind");
  });
});

describe("a conference", () => {
  const plan = aPlan(aConference("conference"));
  const onDay = later(54 * 24);

  test("is not held before its day", () => {
    given(plan)
      .when(hold("ms head", "conference", { now: later(24) }))
      .thenRefused("conference_not_yet", { day: "2020-05-20" });
    given(plan)
      .when(hold("ms head", "conference", { now: onDay, occurredAt: later(53 * 24) }))
      .thenRefused("conference_not_yet");
  });

  test("is held on the day on which it took place, however late that is entered", () => {
    const outcome = { kind: "held", day: "2020-05-20", attendance: 40 } as const;
    given(plan)
      .when(hold("ms head", "conference", { now: later(60 * 24), occurredAt: onDay }))
      .thenEvents(
        { type: "step_done", at: onDay, step: "conference", outcome },
        { type: "cycle_closed", at: later(60 * 24) },
      );
  });
});

describe("what may be done now", () => {
  test("is what the step takes, by whom", () => {
    const { state } = given(aPlan(aDocument("plan"), aTask("t", { waits: [after("plan")] })));
    expect(possibleActs(state, "plan")).toEqual([
      { act: "submit", post: "office" },
      { act: "decline", post: "office" },
      { act: "ask_extension", post: "office" },
    ]);
    expect(possibleActs(state, "t")).toEqual([]);
    expect(possibleActs(state, "unknown")).toEqual([]);
  });
});

describe("events that change the plan", () => {
  const { state } = given(twoTasks, complete("ms office", "first"));

  test("keep what is settled, cancel what is gone, add what is new", () => {
    const plan = aPlan(aTask("third"));
    const after = evolve(state, { type: "plan_changed", at: later(2), plan, reason: "Dời ngày" });
    expect(after.plan).toBe(plan);
    expect(after.steps).toMatchObject({
      first: { status: "done" },
      second: { status: "cancelled", reason: "Dời ngày" },
      third: { status: "waiting" },
    });
  });

  test("are the only ones that change its identity", () => {
    expect(evolve(state, { type: "cycle_closed", at: later(2) }).plan).toBe(state.plan);
    expect(state.plan).toBe(twoTasks);
  });

  test("for a step that is not there change nothing", () => {
    expect(evolve(state, { type: "step_withdrawn", at: later(2), step: "gone" })).toBe(state);
    expect(evolve(state, { type: "step_approved", at: later(2), step: "first" })).toBe(state);
  });

  test("a condition for another round is too late", () => {
    given(twoTasks).when(condition("first", "acknowledged")).thenNothing();
  });
});
