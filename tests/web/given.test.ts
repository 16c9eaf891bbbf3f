import { expect, test } from "vitest";
import type { HistoryEntry, StepView } from "#api/contract-step.ts";
import { givenIn } from "#web/pages/step/given.ts";

const entry = (seq: number, type: string, by: string | null, data = {}): HistoryEntry => ({
  seq,
  n: 0,
  type,
  at: `2020-04-0${seq}T02:00:00.000Z`,
  recordedAt: `2020-04-0${seq}T02:00:00.000Z`,
  by,
  clerk: null,
  evidence: null,
  data,
});

const decision: NonNullable<StepView["decision"]> = {
  approvers: [],
  need: 1,
  order: "parallel",
  given: [],
};

test("given a finished paper, then its approvals are those since it was last handed in", () => {
  const history = [
    entry(1, "step_submitted", "Oanh"),
    entry(2, "step_endorsed", "Trung", { approval: { post: "head" } }),
    entry(3, "step_returned", "Đảo"),
    entry(4, "step_submitted", "Oanh"),
    entry(5, "step_endorsed", "Đảo", { approval: { post: "chair" } }),
    entry(6, "step_done", "Oanh"),
  ];
  expect(givenIn({ decision, history })).toEqual([
    { post: "chair", name: "Đảo", at: "2020-04-05T02:00:00.000Z" },
  ]);
});

test("given a paper under way, then its own approvals stand", () => {
  const own = { post: "head", name: "Trung", at: "2020-04-02T02:00:00.000Z" };
  expect(givenIn({ decision: { ...decision, given: [own] }, history: [] })).toEqual([own]);
});

test("a step that nobody approves has no approvals", () => {
  expect(givenIn({ decision: null, history: [] })).toEqual([]);
});
