import { describe, expect, test } from "vitest";
import type { HistoryEntry, InboxItem, StepView } from "#api/contract-step.ts";
import {
  type ActDraft,
  doingOf,
  doings,
  instantIn,
  NO_PAPER,
  writeOf,
} from "#web/pages/step/act-body.ts";
import { lastHanded } from "#web/pages/step/handed.ts";

const handed = (hash: string) =>
  ({ type: "step_submitted", data: { content: { hash } } }) as unknown as HistoryEntry;
const HASH = "a".repeat(64);
const step = {
  campaign: "c~1",
  unit: "xã",
  step: "plan",
  round: 2,
  yours: [
    { act: "return", post: "p" },
    { act: "approve", post: "p" },
  ],
  submitted: { hash: HASH, by: "A", nominees: [], at: "2020-03-23T01:00:00.000Z" },
  document: null,
  choices: null,
  extensions: [],
} as unknown as StepView;
const draft: ActDraft = {
  reasons: [{ field: " ", text: "Ghi rõ hạn." }],
  chosen: [],
  attendance: "",
  until: "2020-03-25T08:00",
  extension: 0,
  paper: null,
};
const place = { step, item: null, saved: null, onBehalf: null };

describe("given what is on the screen", () => {
  test("then an approval names the round and the hash that were shown", () => {
    expect(writeOf("approve", draft, place)).toEqual({
      method: "POST",
      path: "/api/campaigns/c~1/units/x%C3%A3/steps/plan/acts",
      body: { type: "approve", round: 2, hash: HASH },
    });
  });

  test("then a return says no part where none was named", () => {
    expect(writeOf("return", draft, place).body).toMatchObject({
      reasons: [{ field: null, text: "Ghi rõ hạn." }],
    });
  });

  test("then a clerk's entry says whose it is, when by the wall clock in Vietnam, and from what", () => {
    const paper = { ...NO_PAPER, occurred: "2020-03-24T08:30", files: ["f-1"] };
    const body = writeOf("approve", { ...draft, paper }, { ...place, onBehalf: "head" }).body;
    expect(body).toMatchObject({
      onBehalf: { person: "head" },
      occurredAt: "2020-03-24T01:30:00.000Z",
      evidenceFiles: ["f-1"],
    });
    expect(body).not.toHaveProperty("evidence");
  });

  test("then “seen” names what is owed, by which post", () => {
    const item = { act: "draft", post: "p", round: 1 } as const;
    const body = writeOf("seen", { ...draft, until: "2020-03-25" }, { ...place, item }).body;
    expect(body).toEqual({ round: 1, post: "p", act: "draft", until: "2020-03-25" });
  });
});

test("given several acts, then the main one comes first; what is owed as a fact is offered, too", () => {
  expect(doings(step, [])).toEqual(["approve", "return"]);
  const item = { act: "acknowledge" } as InboxItem;
  expect(doings({ ...step, yours: [] }, [item])).toEqual(["acknowledge"]);
});

test("given an address, then it names an act, or what is owed", () => {
  expect([doingOf("accept"), doingOf("return"), doingOf("x"), doingOf("")]).toEqual([
    "approve",
    "return",
    null,
    null,
  ]);
  expect(instantIn("2020-05-20T07:00")).toBe("2020-05-20T00:00:00.000Z");
});

test("given what was handed in before, then the latest other text is what a new decision is compared with", () => {
  expect(lastHanded([handed("a"), handed("b"), handed("c")], "c")).toBe("b");
  expect(lastHanded([handed("a")], "a")).toBe(null);
});
