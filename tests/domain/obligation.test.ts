import { describe, expect, test } from "vitest";
import { calendarOf, NO_CALENDAR_DATA } from "#domain/calendar.ts";
import type { CycleState } from "#domain/cycle.ts";
import { obligationsOf } from "#domain/obligation.ts";
import { isOverdue } from "#domain/overdue.ts";
import { type Instant, instantOf } from "#domain/time.ts";
import {
  aBallot,
  aConference,
  aDocument,
  after,
  aGate,
  aPlan,
  aSubmission,
  aTask,
} from "./cycle-builder.ts";
import { approve, issue, sendBack, submit } from "./deed.ts";
import { given, stateAfter } from "./given.ts";

const calendar = calendarOf(NO_CALENDAR_DATA);
const due = instantOf("2020-04-10", "17:00");

/** `act post due-day time`, as short as an inbox line. */
const owed = (state: CycleState): string[] =>
  obligationsOf(state, calendar).map(({ act, post, due }) => `${act} ${post} ${vn(due)}`);

const vn = (at: string): string =>
  new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");

const planned = "2020-04-10 17:00";
const lateNow = { now: instantOf("2020-04-29", "10:00") };

describe("what is owed on a document", () => {
  const plan = aPlan(
    aDocument("plan", { approvers: ["deputy", "head"], recipients: ["leader", "office"] }),
  );
  const submitted = submit("ms office", "plan");

  test("first its draft, by the owner, as planned", () => {
    expect(obligationsOf(stateAfter(plan), calendar)).toEqual([
      {
        id: "binh-an/plan/draft/office/1",
        unit: "binh-an",
        step: "plan",
        act: "draft",
        post: "office",
        round: 1,
        due,
        ladder: "standard",
      },
    ]);
  });

  test("then each approval still to come, as planned", () => {
    expect(owed(stateAfter(plan, submitted))).toEqual([
      `approve deputy ${planned}`,
      `approve head ${planned}`,
    ]);
    expect(owed(stateAfter(plan, submitted, approve("ms head", "plan")))).toEqual([
      `approve deputy ${planned}`,
    ]);
  });

  test("but an approver has at least one working day, over a holiday too", () => {
    const late = stateAfter(plan, submit("ms office", "plan", {}, lateNow));
    expect(owed(late)).toEqual([
      "approve deputy 2020-05-04 17:00",
      "approve head 2020-05-04 17:00",
    ]);
  });

  test("in sequence only the next approval", () => {
    const inOrder = aPlan(aDocument("plan", { approvers: ["deputy", "head"], order: "sequence" }));
    expect(owed(stateAfter(inOrder, submitted))).toEqual([`approve deputy ${planned}`]);
    expect(owed(stateAfter(inOrder, submitted, approve("ms deputy", "plan")))).toEqual([
      `approve head ${planned}`,
    ]);
  });

  test("then its number, within a working day, and receipts within theirs", () => {
    const approved = [submitted, approve("ms deputy", "plan"), approve("ms head", "plan")];
    expect(owed(stateAfter(plan, ...approved))).toEqual(["issue clerk 2020-03-30 17:00"]);
    expect(owed(stateAfter(plan, ...approved, issue("ms clerk", "plan", 1)))).toEqual([
      "acknowledge leader 2020-03-31 17:00",
      "acknowledge office 2020-03-31 17:00",
    ]);
  });

  test("after a return its correction, in the next round", () => {
    const returned = stateAfter(plan, submitted, sendBack("ms head", "plan"));
    expect(obligationsOf(returned, calendar).map((one) => one.id)).toEqual([
      "binh-an/plan/correct/office/2",
    ]);
  });

  test("the outside party's approval is entered by the owner", () => {
    const root = aPlan(aDocument("plan", { approvers: ["outside"] }));
    expect(owed(stateAfter(root, submitted))).toEqual([`approve office ${planned}`]);
  });
});

describe("what is owed on a dossier", () => {
  test("its submission, then its acceptance within the receiver's days", () => {
    const plan = aPlan(aSubmission("dossier"));
    expect(owed(stateAfter(plan))).toEqual([`submit office ${planned}`]);
    expect(owed(stateAfter(plan, submit("ms office", "dossier")))).toEqual([
      "accept above-office 2020-04-01 17:00",
    ]);
  });

  test("above the root, the owner owes to enter the answer", () => {
    const plan = aPlan(aSubmission("dossier", { receiver: "outside" }));
    expect(owed(stateAfter(plan, submit("ms office", "dossier")))).toEqual([
      `accept office ${planned}`,
    ]);
    expect(owed(stateAfter(plan, submit("ms office", "dossier", {}, lateNow)))).toEqual([
      "accept office 2020-05-06 17:00",
    ]);
  });
});

describe("what is owed on the other kinds of step", () => {
  const state = stateAfter(
    aPlan(
      aTask("comment"),
      aConference("conference"),
      aBallot("ballot"),
      aGate("gate", []),
      aTask("later", { waits: [after("comment")] }),
    ),
  );

  test("one act by each who has a part in it; nothing while it waits", () => {
    expect(owed(state)).toEqual([
      `do office ${planned}`,
      `hold head ${planned}`,
      ...["v1", "v2", "v3", "v4"].map((voter) => `vote ${voter} ${planned}`),
      `open_gate head ${planned}`,
    ]);
  });

  test("by a ballot without voters, by its chair, who closes it", () => {
    const nobody = aPlan(aBallot("ballot", { voters: [] }));
    expect(owed(stateAfter(nobody))).toEqual([`do office ${planned}`]);
  });

  test("a suspended cycle owes what it owed; one that has ended owes nothing", () => {
    expect(owed({ ...state, status: "suspended" })).toEqual(owed(state));
    expect(owed({ ...state, status: "closed" })).toEqual([]);
    expect(owed({ ...state, status: "cancelled" })).toEqual([]);
  });
});

describe("a step is overdue", () => {
  const plan = aPlan(aDocument("a", { recipients: ["r"] }), aTask("b", { waits: [after("a")] }));
  const { state } = given(plan);
  const late = (of: CycleState, step: string, at: Instant): boolean =>
    isOverdue(obligationsOf(of, calendar), step, at);

  test("when its owner's date has passed, and not while it still waits", () => {
    expect(late(state, "a", due)).toBe(false);
    expect(late(state, "a", instantOf("2020-04-11", "08:00"))).toBe(true);
    expect(late(state, "b", instantOf("2020-04-11", "08:00"))).toBe(false);
  });

  test("when a number or a receipt is owed too long, though its own date is far", () => {
    const approved = stateAfter(plan, submit("ms office", "a"), approve("ms head", "a"));
    expect(late(approved, "a", instantOf("2020-03-31", "08:00"))).toBe(true);
    const issued = stateAfter(
      plan,
      submit("ms office", "a"),
      approve("ms head", "a"),
      issue("ms clerk", "a", 8),
    );
    expect(late(issued, "a", instantOf("2020-03-31", "08:00"))).toBe(false);
    expect(late(issued, "a", instantOf("2020-04-11", "08:00"))).toBe(true);
  });
});
