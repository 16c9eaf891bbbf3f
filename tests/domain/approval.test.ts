import { describe, expect, test } from "vitest";
import { milestonesOf } from "#domain/milestone.ts";
import { phaseOf } from "#domain/phase.ts";
import { aDocument, aPlan } from "./cycle-builder.ts";
import { approve, condition, issue, reopen, sendBack, submit, withdraw } from "./deed.ts";
import { given, later } from "./given.ts";

const oneApprover = aPlan(aDocument("plan"));
const withOrder = (order: "parallel" | "sequence", need = 2) =>
  aPlan(aDocument("plan", { approvers: ["deputy", "head"], need, order }));

describe("a document", () => {
  test("is submitted with the hash of its content", () => {
    given(oneApprover)
      .when(submit("ms office", "plan"))
      .thenEvents({
        type: "step_submitted",
        at: later(1),
        step: "plan",
        round: 1,
        content: {
          hash: "hash-1",
          person: "ms office",
          post: "office",
          clerk: null,
          nominees: [],
        },
      });
  });

  test("is approved, numbered and issued", () => {
    const approved = given(oneApprover, submit("ms office", "plan"), approve("ms head", "plan"));
    expect(phaseOf(approved.state)).toBe("deciding");
    const state = approved
      .when(issue("ms clerk", "plan", 8))
      .thenTypes("step_done", "cycle_closed");
    expect(state.steps["plan"]).toMatchObject({
      outcome: { kind: "issued", number: 8, symbol: "08-KH/ĐU", hash: "hash-1" },
      acknowledged: true,
    });
  });

  test("without approvers is approved by being submitted", () => {
    given(aPlan(aDocument("plan", { approvers: [] })))
      .when(submit("ms office", "plan"))
      .thenTypes("step_submitted", "step_approved");
  });

  test("carries no nominees", () => {
    given(oneApprover)
      .when(submit("ms office", "plan", { nominees: ["m1"] }))
      .thenRefused("over_quota", { quota: 0 });
  });

  test("is issued only with a number from its register", () => {
    given(oneApprover, submit("ms office", "plan"), approve("ms head", "plan"))
      .when(issue("ms clerk", "plan", null))
      .thenRefused("number_missing");
  });
});

describe("an approval", () => {
  const submitted = given(oneApprover, submit("ms office", "plan"));

  test("is bound to the content that was seen", () => {
    submitted.when(approve("ms head", "plan", { hash: "hash-0" })).thenRefused("content_changed");
    submitted.when(approve("ms head", "plan", { round: 2 })).thenRefused("content_changed");
  });

  test("is never given by who submitted, behind whatever cover", () => {
    submitted.when(approve("ms office", "plan", {}, { posts: ["head"] })).thenRefused("four_eyes");
  });

  test("is never given, nor entered from paper, by the clerk who entered the submission", () => {
    const entered = given(oneApprover, submit("ms office", "plan", {}, { clerk: "ms clerk" }));
    entered
      .when(approve("ms clerk", "plan", {}, { posts: ["head", "clerk"] }))
      .thenRefused("four_eyes");
    entered.when(approve("ms head", "plan", {}, { clerk: "ms clerk" })).thenRefused("four_eyes");
    submitted.when(approve("ms head", "plan", {}, { clerk: "ms office" })).thenRefused("four_eyes");
  });

  test("entered by another clerk from paper is the approver's, and counts by its own time", () => {
    submitted
      .when(
        approve("ms head", "plan", {}, { clerk: "ms clerk", occurredAt: later(2), now: later(90) }),
      )
      .thenEvents(
        {
          type: "step_endorsed",
          at: later(2),
          step: "plan",
          approval: { post: "head", person: "ms head", at: later(2), clerk: "ms clerk" },
        },
        { type: "step_approved", at: later(2), step: "plan" },
      );
  });

  test("of what has been approved already comes too late", () => {
    given(oneApprover, submit("ms office", "plan"), approve("ms head", "plan"))
      .when(approve("ms head", "plan"))
      .thenRefused("step_not_open");
  });
});

describe("several approvers", () => {
  test("side by side decide in any order, each once", () => {
    const half = given(
      withOrder("parallel"),
      submit("ms office", "plan"),
      approve("ms head", "plan"),
    );
    half.when(approve("ms head", "plan")).thenRefused("already_decided");
    half.when(approve("ms deputy", "plan")).thenTypes("step_endorsed", "step_approved");
  });

  test("one after the other decide in their order", () => {
    const first = given(withOrder("sequence"), submit("ms office", "plan"));
    first.when(approve("ms head", "plan")).thenRefused("out_of_order", { post: "deputy" });
    given(withOrder("sequence"), submit("ms office", "plan"), approve("ms deputy", "plan"))
      .when(approve("ms head", "plan"))
      .thenTypes("step_endorsed", "step_approved");
  });

  test("one is enough where one is needed", () => {
    given(withOrder("parallel", 1), submit("ms office", "plan"))
      .when(approve("ms head", "plan"))
      .thenTypes("step_endorsed", "step_approved");
  });

  test("are different people: who holds two of the posts counts once", () => {
    const both = { posts: ["deputy", "head"] };
    given(withOrder("parallel"), submit("ms office", "plan"), approve("mr both", "plan", {}, both))
      .when(approve("mr both", "plan", {}, both))
      .thenRefused("already_decided");
  });

  test("are different people: nobody enters another's decision beside their own", () => {
    given(withOrder("parallel"), submit("ms office", "plan"), approve("ms head", "plan"))
      .when(approve("ms deputy", "plan", {}, { clerk: "ms head" }))
      .thenRefused("already_decided");
    given(
      withOrder("parallel"),
      submit("ms office", "plan"),
      approve("ms deputy", "plan", {}, { clerk: "ms head" }),
    )
      .when(approve("ms head", "plan"))
      .thenRefused("already_decided");
  });

  test("may have one clerk who enters the decisions of both", () => {
    const paper = { clerk: "ms clerk" };
    given(
      withOrder("parallel"),
      submit("ms office", "plan"),
      approve("ms deputy", "plan", {}, paper),
    )
      .when(approve("ms head", "plan", {}, paper))
      .thenTypes("step_endorsed", "step_approved");
  });
});

describe("the party above the root as approver", () => {
  const root = aPlan(aDocument("plan", { approvers: ["outside"] }));

  test("has its answer entered by the owner, even by who submitted", () => {
    given(root, submit("ms office", "plan"))
      .when(approve("ms office", "plan", {}, { occurredAt: later(1), now: later(20) }))
      .thenTypes("step_endorsed", "step_approved");
  });

  test("has it entered by nobody else", () => {
    given(root, submit("ms office", "plan"))
      .when(approve("ms head", "plan"))
      .thenRefused("not_entitled", { posts: "office" });
  });
});

describe("a document that is sent back", () => {
  test("comes with reasons and begins another round", () => {
    const submitted = given(oneApprover, submit("ms office", "plan"));
    submitted.when(sendBack("ms head", "plan", { reason: " " })).thenRefused("reason_missing");
    const state = submitted.when(sendBack("ms head", "plan")).thenTypes("step_returned");
    expect(state.steps["plan"]).toMatchObject({
      status: "open",
      round: 2,
      returned: { by: "head", reasons: [{ text: "Thiếu số liệu" }] },
      returns: 1,
    });
  });

  test("is decided on anew, with none of the earlier approvals", () => {
    const again = given(
      withOrder("parallel"),
      submit("ms office", "plan"),
      approve("ms deputy", "plan"),
      sendBack("ms head", "plan"),
      submit("ms office", "plan", { round: 2, hash: "hash-2" }),
    );
    again.when(approve("ms deputy", "plan")).thenRefused("content_changed");
    again.when(approve("ms head", "plan", { round: 2, hash: "hash-2" })).thenTypes("step_endorsed");
  });

  test("may have been approved, but not issued", () => {
    const approved = given(oneApprover, submit("ms office", "plan"), approve("ms head", "plan"));
    approved.when(sendBack("ms head", "plan")).thenTypes("step_returned");
  });
});

describe("a document that is withdrawn", () => {
  test("by its submitter begins another round", () => {
    const state = given(oneApprover, submit("ms office", "plan"))
      .when(withdraw("ms office", "plan"))
      .thenTypes("step_withdrawn");
    expect(state.steps["plan"]).toMatchObject({ status: "open", round: 2, returned: null });
  });

  test("is not withdrawn by the approver, nor after its approval", () => {
    given(oneApprover, submit("ms office", "plan"))
      .when(withdraw("ms head", "plan"))
      .thenRefused("not_entitled");
    given(oneApprover, submit("ms office", "plan"), approve("ms head", "plan"))
      .when(withdraw("ms office", "plan"))
      .thenRefused("step_not_open");
  });
});

describe("an issued document", () => {
  const recipients = ["leader", "outside", "leader"];
  const issued = given(
    aPlan(aDocument("plan", { recipients })),
    submit("ms office", "plan"),
    approve("ms head", "plan"),
    issue("ms clerk", "plan", 12),
  );

  test("keeps the cycle open until everybody has acknowledged it", () => {
    expect(issued.state).toMatchObject({ status: "running" });
    expect(phaseOf(issued.state)).toBe("waiting");
    issued.when(condition("plan", "acknowledged")).thenTypes("step_acknowledged", "cycle_closed");
  });

  test("is told as done first, and as acknowledged when it is", () => {
    const outcome = { kind: "issued", number: 12, symbol: "12-KH/ĐU", hash: "hash-1" } as const;
    expect(
      milestonesOf(issued.state, [{ type: "step_done", at: later(1), step: "plan", outcome }]),
    ).toMatchObject([{ command: { until: "done" } }]);
    expect(
      milestonesOf(issued.state, [{ type: "step_acknowledged", at: later(2), step: "plan" }]),
    ).toMatchObject([{ command: { until: "acknowledged" } }]);
  });

  test("is reopened by its approver, and acknowledged anew", () => {
    const state = issued.when(reopen("ms head", "plan")).thenTypes("step_reopened");
    expect(state.steps["plan"]).toMatchObject({ status: "open", round: 2 });
    issued.when(reopen("ms office", "plan")).thenRefused("not_entitled", { posts: "head" });
  });

  test("asks the party above the root for no acknowledgement", () => {
    const outside = aPlan(aDocument("plan", { recipients: ["outside"] }));
    given(outside, submit("ms office", "plan"), approve("ms head", "plan"))
      .when(issue("ms clerk", "plan", 1))
      .thenTypes("step_done", "cycle_closed");
  });
});
