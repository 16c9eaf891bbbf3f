import { describe, expect, test } from "vitest";
import { aPlan, aSubmission } from "./cycle-builder.ts";
import { approve, sendBack, submit, withdraw } from "./deed.ts";
import { by, given, later } from "./given.ts";

const plan = aPlan(aSubmission("dossier"));
const models = { facts: { nominees: ["m1", "m2", "m3"] } };
const withTwo = { nominees: ["m1", "m2"] };
const handedIn = submit("ms office", "dossier", withTwo, models);

describe("a dossier handed up", () => {
  test("carries nominees of the unit's models, each once", () => {
    const state = given(plan)
      .when(submit("ms office", "dossier", { nominees: ["m1", "m1", "m2"] }, models))
      .thenTypes("step_submitted");
    expect(state.steps["dossier"]).toMatchObject({ content: { nominees: ["m1", "m2"] } });
  });

  test("carries no more than the quota, and none that is unknown", () => {
    const given3 = { nominees: ["m1", "m2", "m3"] };
    const cycle = given(plan);
    cycle
      .when(submit("ms office", "dossier", given3, models))
      .thenRefused("over_quota", { quota: 2, given: 3 });
    cycle
      .when(submit("ms office", "dossier", { nominees: ["m9"] }, models))
      .thenRefused("nominee_unknown", { nominee: "m9" });
    given(aPlan(aSubmission("dossier", { quota: null })))
      .when(submit("ms office", "dossier", { nominees: ["m1"] }, models))
      .thenRefused("over_quota");
  });

  test("may carry nobody", () => {
    given(plan)
      .when(submit("ms office", "dossier", {}, models))
      .thenTypes("step_submitted");
  });

  test("can be taken back before it is decided", () => {
    given(plan, handedIn).when(withdraw("ms office", "dossier")).thenTypes("step_withdrawn");
  });
});

describe("the receiver", () => {
  test("accepts it with its nominees", () => {
    const state = given(plan, handedIn)
      .when(approve("ms above-office", "dossier"))
      .thenTypes("step_endorsed", "step_done", "cycle_closed");
    expect(state.steps["dossier"]).toMatchObject({
      outcome: { kind: "accepted", hash: "hash-1", nominees: ["m1", "m2"] },
    });
  });

  test("may accept some of them, and nobody who was not put forward", () => {
    const choosing = (...chosen: string[]) =>
      by("ms above-office", {
        type: "approve",
        step: "dossier",
        round: 1,
        hash: "hash-1",
        chosen,
      });
    const state = given(plan, handedIn)
      .when(choosing("m2"))
      .thenTypes("step_endorsed", "step_done", "cycle_closed");
    expect(state.steps["dossier"]).toMatchObject({ outcome: { nominees: ["m2"] } });
    given(plan, handedIn).when(choosing("m3")).thenRefused("nominee_unknown");
  });

  test("is not the person who handed it in", () => {
    given(plan, handedIn)
      .when(approve("ms office", "dossier", {}, { posts: ["above-office"] }))
      .thenRefused("four_eyes");
  });

  test("returns it with reasons, as often as agreed", () => {
    const once = given(
      plan,
      handedIn,
      sendBack("ms above-office", "dossier"),
      submit("ms office", "dossier", { ...withTwo, round: 2 }, models),
    );
    once
      .when(sendBack("ms above-office", "dossier", { round: 2 }))
      .thenRefused("returns_used_up", { allowed: 1 });
    once
      .when(approve("ms above-office", "dossier", { round: 2 }))
      .thenTypes("step_endorsed", "step_done", "cycle_closed");
  });

  test("has all its returns left when the unit only took it back", () => {
    given(
      plan,
      handedIn,
      withdraw("ms office", "dossier"),
      submit("ms office", "dossier", { ...withTwo, round: 2 }, models),
    )
      .when(sendBack("ms above-office", "dossier", { round: 2 }))
      .thenTypes("step_returned");
  });

  test("is bound to what it saw", () => {
    given(plan, handedIn)
      .when(sendBack("ms above-office", "dossier", { hash: "hash-0" }))
      .thenRefused("content_changed");
  });
});

describe("the party above the root", () => {
  const outside = aPlan(aSubmission("dossier", { receiver: "outside", returns: 0 }));
  const paper = { occurredAt: later(5), now: later(60) };

  test("has its acceptance entered by the owner, even by who handed it in", () => {
    given(outside, handedIn)
      .when(approve("ms office", "dossier", {}, paper))
      .thenEvents(
        {
          type: "step_endorsed",
          at: later(5),
          step: "dossier",
          approval: { post: "outside", person: "ms office", at: later(5), clerk: null },
        },
        {
          type: "step_done",
          at: later(5),
          step: "dossier",
          outcome: { kind: "accepted", hash: "hash-1", nominees: ["m1", "m2"] },
        },
        { type: "cycle_closed", at: later(60) },
      );
  });

  test("may return it without limit: what it did is a fact", () => {
    given(outside, handedIn)
      .when(sendBack("ms office", "dossier", {}, paper))
      .thenTypes("step_returned");
  });
});
