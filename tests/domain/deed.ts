import type { Circumstances } from "./given.ts";
import { by, type Deed, engine, later } from "./given.ts";

/** The commands of a cycle, said shortly. */
const round = (n: number | undefined) => n ?? 1;

interface On {
  readonly round?: number;
  readonly hash?: string;
  readonly nominees?: readonly string[];
  readonly reason?: string;
}

export const submit = (person: string, step: string, on: On = {}, how: Circumstances = {}): Deed =>
  by(
    person,
    {
      type: "submit",
      step,
      round: round(on.round),
      hash: on.hash ?? "hash-1",
      nominees: on.nominees ?? [],
    },
    how,
  );

export const approve = (person: string, step: string, on: On = {}, how: Circumstances = {}): Deed =>
  by(person, { type: "approve", step, round: round(on.round), hash: on.hash ?? "hash-1" }, how);

export const sendBack = (
  person: string,
  step: string,
  on: On = {},
  how: Circumstances = {},
): Deed =>
  by(
    person,
    {
      type: "return",
      step,
      round: round(on.round),
      hash: on.hash ?? "hash-1",
      reasons: [{ field: null, text: on.reason ?? "Thiếu số liệu" }],
    },
    how,
  );

export const withdraw = (person: string, step: string, on: On = {}): Deed =>
  by(person, { type: "withdraw", step, round: round(on.round) });

export const issue = (person: string, step: string, number: number | null, on: On = {}): Deed =>
  by(
    person,
    { type: "issue", step, round: round(on.round), hash: on.hash ?? "hash-1" },
    { facts: { nextNumber: number } },
  );

export const complete = (
  person: string,
  step: string,
  on: On = {},
  how: Circumstances = {},
): Deed => by(person, { type: "complete", step, round: round(on.round) }, how);

export const decline = (person: string, step: string, on: On = {}): Deed =>
  by(person, { type: "decline", step, round: round(on.round), reason: on.reason ?? "Không có" });

export const reopen = (person: string, step: string, on: On = {}): Deed =>
  by(person, { type: "reopen", step, round: round(on.round), reason: on.reason ?? "Sai số liệu" });

export const hold = (person: string, step: string, how: Circumstances, attendance = 40): Deed =>
  by(person, { type: "hold", step, round: 1, attendance }, how);

export const openGate = (person: string, step: string, how: Circumstances = {}): Deed =>
  by(person, { type: "open_gate", step, round: 1 }, how);

export const override = (
  person: string,
  step: string,
  how: Circumstances = {},
  expires = later(48),
): Deed =>
  by(person, { type: "override_gate", step, round: 1, reason: "Hoãn hội nghị điểm", expires }, how);

export const closeBallot = (person: string, step: string, how: Circumstances): Deed =>
  by(person, { type: "close_ballot", step, round: 1 }, how);

export const milestone = (
  unit: string,
  step: string,
  until: "done" | "acknowledged" = "done",
  back = false,
): Deed => engine({ type: "milestone", unit, step, until, back });

export const condition = (
  step: string,
  which: "acknowledged" | "all_voted",
  votes: Readonly<Record<string, readonly string[]>> = {},
  nominees: readonly string[] = [],
  n = 1,
): Deed =>
  engine({ type: "condition", step, round: n, condition: which }, later(2), { votes, nominees });
