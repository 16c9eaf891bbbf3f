import { acknowledgers } from "./acknowledgement.ts";
import type { CycleState } from "./cycle.ts";
import { enteredBy } from "./entered-by.ts";
import { isPastLatestDate } from "./gate-date.ts";
import type { ObligationAct } from "./obligation-act.ts";
import { OUTSIDE } from "./post.ts";
import type { PlannedStep, StepState } from "./step.ts";
import { undecided } from "./undecided.ts";
import { unmet } from "./wait.ts";

/** One act owed by one post on a step, before its date is computed. */
export interface Owed {
  readonly act: ObligationAct;
  readonly post: string;
}

/**
 * Who owes what work on a step as it stands. Receipts and votes are facts outside the state: every recipient and
 * voter is named until all of them have answered.
 */
export function workOn(state: CycleState, step: PlannedStep): readonly Owed[] {
  const stands = state.steps[step.id];
  if (!stands || state.status === "closed" || state.status === "cancelled") return [];
  switch (stands.status) {
    case "open":
      return owedToGoOn(state, step, stands);
    case "submitted":
      return owedToDecide(step, stands);
    case "approved":
      return step.kind === "document" ? by("issue", enteredBy(step.document.clerk, step)) : [];
    case "done":
      return stands.acknowledged ? [] : by("acknowledge", ...acknowledgers(step));
    case "waiting":
    case "declined":
    case "cancelled":
      return [];
    default:
      return stands satisfies never;
  }
}

type In<Status> = Extract<StepState, { readonly status: Status }>;

function owedToGoOn(state: CycleState, step: PlannedStep, stands: In<"open">): readonly Owed[] {
  switch (step.kind) {
    case "task":
      return by("do", step.owner);
    case "document":
      return by(stands.returned ? "correct" : "draft", step.owner);
    case "submission":
      return by(stands.returned ? "correct" : "submit", step.owner);
    case "conference":
      return by("hold", step.owner);
    case "ballot":
      // Without voters the chair closes it: otherwise nobody would owe anything and it would stand for ever.
      return step.ballot.voters.length === 0
        ? by("do", step.owner)
        : by("vote", ...step.ballot.voters);
    case "gate":
      // Until its latest date nobody is chased for a gate whose evidence others still owe.
      return unmet(state, step.gate.evidence).length > 0 && !isPastLatestDate(step, stands)
        ? []
        : by("open_gate", enteredBy(step.gate.approver, step));
    default:
      return step satisfies never;
  }
}

function owedToDecide(step: PlannedStep, stands: In<"submitted">): readonly Owed[] {
  if (step.kind === "submission") return by("accept", enteredBy(step.submission.receiver, step));
  if (step.kind !== "document") return [];
  const left = undecided(step, stands.approvals);
  const next = step.decision.order === "sequence" ? left.slice(0, 1) : left;
  return by("approve", ...next.map((post) => enteredBy(post, step)));
}

const by = (act: ObligationAct, ...posts: readonly string[]): readonly Owed[] =>
  [...new Set(posts)].filter((post) => post !== OUTSIDE).map((post) => ({ act, post }));
