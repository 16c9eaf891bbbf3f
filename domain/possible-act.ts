import type { PersonCommand } from "./command.ts";
import type { CycleState } from "./cycle.ts";
import { entitledPosts } from "./entitled.ts";
import { decidersOn, isExtendable, openExtensions } from "./extension.ts";
import { roundOf } from "./status.ts";
import type { PlannedStep, StepState } from "./step.ts";
import { workOn } from "./work.ts";

/** An act that a step takes now, and a post that may give it. */
export interface PossibleAct {
  readonly act: PersonCommand["type"];
  readonly post: string;
}

/**
 * What may be done on a step now and by which posts, before looking at who asks (four-eyes, order) and at what
 * (reasons, quotas, evidence): enough to offer the right buttons. `decide` has the last word.
 */
export function possibleActs(state: CycleState, stepId: string): readonly PossibleAct[] {
  const step = state.plan.steps.find((planned) => planned.id === stepId);
  const stands = state.steps[stepId];
  if (!step || !stands) return [];
  const running = state.status === "running";
  // In a closed cycle nothing is left but to lift what was settled.
  if (!running && state.status !== "closed") return [];
  const acts = actsIn(step, stands).flatMap((act) =>
    entitledPosts(state, bare(act, stepId, roundOf(stands))).map((post) => ({ act, post })),
  );
  return running ? [...acts, ...actsOnDates(state, step)] : acts;
}

/** Whoever owes something may ask for a later date; whoever was asked may decide. */
function actsOnDates(state: CycleState, step: PlannedStep): PossibleAct[] {
  const asking = workOn(state, step).filter(({ act }) => isExtendable(act));
  const deciders = openExtensions(state, step).flatMap((one) => decidersOn(state, one));
  return [
    ...[...new Set(asking.map(({ post }) => post))].map((post) => ({
      act: "ask_extension" as const,
      post,
    })),
    ...[...new Set(deciders)].flatMap((post) => [
      { act: "grant_extension" as const, post },
      { act: "refuse_extension" as const, post },
    ]),
  ];
}

type StepAct = Exclude<
  PersonCommand["type"],
  "ask_extension" | "grant_extension" | "refuse_extension"
>;

function actsIn(step: PlannedStep, stands: StepState): readonly StepAct[] {
  switch (stands.status) {
    case "open":
      return OPEN_ACTS;
    case "submitted":
      return ["approve", "return", "withdraw"];
    case "approved":
      return step.kind === "document" ? ["issue", "return"] : [];
    case "done":
    case "declined":
      return ["reopen"];
    case "waiting":
    case "cancelled":
      return [];
    default:
      return stands satisfies never;
  }
}

/** Each kind of step takes its own of these: nobody is entitled to the others. */
const OPEN_ACTS = [
  "submit",
  "complete",
  "hold",
  "open_gate",
  "override_gate",
  "close_ballot",
  "decline",
] as const;

/** A command that only asks who may give it. */
function bare(type: StepAct, step: string, round: number): PersonCommand {
  const all = { step, round, hash: "", nominees: [], reasons: [], reason: "", expires: "" };
  return { ...all, type, attendance: null };
}
