import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarOf, NO_CALENDAR_DATA } from "#domain/calendar.ts";
import type { CyclePlan, CycleState } from "#domain/cycle.ts";
import { advance } from "#domain/decide.ts";
import { DomainError } from "#domain/errors.ts";
import { ownDue } from "#domain/extension.ts";
import { extensionKey } from "#domain/extension-key.ts";
import { type Obligation, obligationsOf } from "#domain/obligation.ts";
import type { ObligationAct } from "#domain/obligation-act.ts";
import { addMilliseconds, type Instant, instantOf } from "#domain/time.ts";
import { aConference, aDocument, after, aPlan, aSubmission, aTask } from "./cycle-builder.ts";
import { complete, sendBack, submit } from "./deed.ts";
import { by, type Circumstances, type Deed, given, later, stateAfter } from "./given.ts";

const calendar = calendarOf(NO_CALENDAR_DATA);
const planned = instantOf("2020-04-10", "17:00");
const wanted = instantOf("2020-04-17", "17:00");

const withSuperiors = (plan: CyclePlan): CyclePlan => ({
  ...plan,
  superiors: ["above-head", "root-head"],
});
const owedIn = (state: CycleState): Obligation[] => obligationsOf(state, calendar);
const dues = (state: CycleState): Record<string, Instant> =>
  Object.fromEntries(
    owedIn(state).map((one) => [extensionKey(one.step, one.act, one.post, one.round), one.due]),
  );
const lines = (state: CycleState): string[] =>
  owedIn(state).map(({ act, post, due }) => `${act} ${post} ${due.slice(0, 10)}`);

interface On {
  readonly until?: Instant;
  readonly reason?: string;
  readonly round?: number;
}

const ask = (
  state: CycleState,
  person: string,
  step: string,
  act: ObligationAct,
  { until = wanted, reason = "Mưa lũ", round = 1 }: On = {},
  how: Circumstances = {},
): Deed =>
  by(
    person,
    { type: "ask_extension", step, round, act, until, reason },
    { facts: { owed: dues(state) }, ...how },
  );

const answer = (
  state: CycleState,
  person: string,
  type: "grant_extension" | "refuse_extension",
  of: { step: string; act: ObligationAct; post: string },
  how: Circumstances = {},
): Deed =>
  by(
    person,
    { type, round: 1, reason: "Lý do chính đáng", ...of },
    { facts: { owed: dues(state) }, ...how },
  );

const plan = withSuperiors(
  aPlan(aTask("visit"), aTask("next", { waits: [after("visit")] }), aDocument("plan")),
);
const open = stateAfter(plan);
const of = { step: "visit", act: "do", post: "office" } as const;
const asked = given(plan, ask(open, "ms office", "visit", "do"));

describe("a later date", () => {
  test("is asked for by who owes it, and its superior then owes the decision", () => {
    const state = given(plan)
      .when(ask(open, "ms office", "visit", "do"))
      .thenTypes("extension_asked");
    expect(lines(state)).toContain("decide_extension above-head 2020-03-30");
    expect(lines(state)).toContain("do office 2020-04-10");
    expect(state.extensions).toMatchObject([
      { ...of, round: 1, superior: "above-head", from: planned, until: wanted, decided: null },
    ]);
  });

  test("moves the obligation when it is granted, and nothing that waits for it", () => {
    const state = asked
      .when(answer(asked.state, "ms above-head", "grant_extension", of))
      .thenTypes("extension_granted");
    expect(lines(state)).toEqual(["do office 2020-04-17", "draft office 2020-04-10"]);
    expect(state.extensions?.[0]).toMatchObject({
      from: planned,
      until: wanted,
      asked: { person: "ms office", reason: "Mưa lũ" },
      decided: { granted: true, person: "ms above-head", reason: "Lý do chính đáng" },
    });
    expect(state.plan.steps[1]?.due.at).toBe(planned);
  });

  test("changes nothing when it is refused, and may be asked for again", () => {
    const state = asked
      .when(answer(asked.state, "ms above-head", "refuse_extension", of))
      .thenTypes("extension_refused");
    expect(lines(state)).toEqual(["do office 2020-04-10", "draft office 2020-04-10"]);
    const again = ask(state, "ms office", "visit", "do");
    expect(advance(state, again.command, again.act, again.facts, again.now).events).toHaveLength(1);
  });

  test("needs nobody's decision once the work is done", () => {
    const done = stateAfter(
      plan,
      ask(open, "ms office", "visit", "do"),
      complete("ms office", "visit"),
    );
    expect(lines(done).filter((line) => line.startsWith("decide"))).toEqual([]);
    asked.when(complete("ms office", "visit")).thenTypes("step_done", "step_opened");
  });

  test("of a paper is its approver's to decide, of a submission its receiver's", () => {
    const paper = given(plan, ask(open, "ms office", "plan", "draft")).state;
    expect(paper.extensions?.[0]?.superior).toBe("head");
    const upward = withSuperiors(aPlan(aSubmission("dossier")));
    const state = given(upward, ask(stateAfter(upward), "ms office", "dossier", "submit")).state;
    expect(state.extensions?.[0]?.superior).toBe("above-office");
  });

  test("of a decision is asked of the head above, for this round only", () => {
    const submitted = stateAfter(plan, submit("ms office", "plan"));
    const deed = ask(submitted, "ms head", "plan", "approve");
    const { state } = given(plan, submit("ms office", "plan"), deed);
    const granted = answer(state, "ms above-head", "grant_extension", {
      step: "plan",
      act: "approve",
      post: "head",
    });
    const moved = given(plan, submit("ms office", "plan"), deed, granted).state;
    expect(lines(moved)).toContain("approve head 2020-04-17");
    const back = stateAfter(
      plan,
      submit("ms office", "plan"),
      deed,
      granted,
      sendBack("ms head", "plan"),
      submit("ms office", "plan", { round: 2 }),
    );
    expect(lines(back)).toContain("approve head 2020-04-10");
  });

  test("of a draft stands for its corrections too", () => {
    const grant = answer(
      given(plan, ask(open, "ms office", "plan", "draft")).state,
      "ms head",
      "grant_extension",
      { step: "plan", act: "draft", post: "office" },
    );
    const back = stateAfter(
      plan,
      ask(open, "ms office", "plan", "draft"),
      grant,
      submit("ms office", "plan"),
      sendBack("ms head", "plan"),
    );
    expect(lines(back)).toContain("correct office 2020-04-17");
  });
});

describe("a later date is refused", () => {
  test("where it is none, or already past", () => {
    const earlier = ask(open, "ms office", "visit", "do", { until: planned });
    given(plan).when(earlier).thenRefused("extension_not_later", { due: "17:00 10/04/2020" });
    const late = { now: addMilliseconds(wanted, 1) };
    given(plan)
      .when(ask(open, "ms office", "visit", "do", {}, { ...late, facts: { owed: dues(open) } }))
      .thenRefused("extension_not_later");
  });

  test("without a reason, twice at once, and for what is not owed", () => {
    given(plan)
      .when(ask(open, "ms office", "visit", "do", { reason: " " }))
      .thenRefused("reason_missing");
    asked.when(ask(asked.state, "ms office", "visit", "do")).thenRefused("extension_asked");
    given(plan)
      .when(ask(open, "ms office", "visit", "issue"))
      .thenRefused("nothing_owed");
    given(plan)
      .when(ask(open, "ms head", "visit", "do"))
      .thenRefused("not_entitled");
    const met = ask(open, "ms office", "visit", "do", {}, { facts: { owed: {} } });
    given(plan).when(met).thenRefused("nothing_owed");
  });

  test("for a conference, whose day moves with the plan", () => {
    const meeting = withSuperiors(aPlan(aConference("conference")));
    const state = stateAfter(meeting);
    given(meeting)
      .when(ask(state, "ms head", "conference", "hold"))
      .thenRefused("not_extendable");
  });

  test("where nobody is above", () => {
    const alone = aPlan(aTask("visit"));
    given(alone)
      .when(ask(stateAfter(alone), "ms office", "visit", "do"))
      .thenRefused("no_superior");
  });

  test("to be decided by who asked, behind a cover or as a clerk either", () => {
    const self = answer(asked.state, "ms office", "grant_extension", of, {
      posts: ["above-head"],
      facts: { owed: dues(asked.state) },
    });
    asked.when(self).thenRefused("four_eyes");
    const clerk = answer(asked.state, "ms above-head", "grant_extension", of, {
      clerk: "ms office",
      facts: { owed: dues(asked.state) },
    });
    asked.when(clerk).thenRefused("four_eyes");
    asked.when(answer(asked.state, "ms deputy", "grant_extension", of)).thenRefused("not_entitled");
  });

  test("once it is decided", () => {
    const grant = answer(asked.state, "ms above-head", "grant_extension", of);
    const decided = given(plan, ask(open, "ms office", "visit", "do"), grant);
    decided.when(grant).thenRefused("extension_not_asked");
  });
});

test("law: a granted date never brings anything forward, and no date moves but by one", () => {
  const people = fc.constantFrom("ms office", "ms head", "ms above-head", "ms root-head");
  const deed = fc.record({
    person: people,
    step: fc.constantFrom("visit", "plan", "next"),
    act: fc.constantFrom<ObligationAct>("do", "draft", "approve", "issue", "correct"),
    post: fc.constantFrom("office", "head"),
    type: fc.constantFrom("ask", "grant_extension", "refuse_extension", "submit"),
    days: fc.integer({ min: -3, max: 40 }),
  });
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 25 }), (deeds) => {
      let state = open;
      for (const [n, { person, step, act, post, type, days }] of deeds.entries()) {
        const how = { now: later(2 + n), facts: { owed: dues(state) } };
        const until = addMilliseconds(planned, days * 86_400_000);
        const one =
          type === "ask"
            ? ask(state, person, step, act, { until }, how)
            : type === "submit"
              ? submit(person, "plan", {}, how)
              : answer(state, person, type as "grant_extension", { step, act, post }, how);
        const before = dues(state);
        try {
          const { state: next, events } = advance(state, one.command, one.act, one.facts, one.now);
          for (const [id, due] of Object.entries(dues(next))) {
            const old = before[id];
            if (old !== undefined && !id.includes("decide_extension")) {
              expect(due >= old).toBe(true);
              const granted = events.some((event) => event.type === "extension_granted");
              if (due !== old) expect(granted).toBe(true);
            }
          }
          for (const planned of next.plan.steps)
            expect(ownDue(next, planned) >= planned.due.at).toBe(true);
          for (const { asked: first, decided } of next.extensions ?? [])
            expect(decided?.person).not.toBe(first.person);
          state = next;
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
        }
      }
    }),
    { numRuns: 200 },
  );
});
