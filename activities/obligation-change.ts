import type { CycleEvent } from "#domain/event.ts";
import type { Obligation } from "#domain/obligation.ts";
import { OUTSIDE } from "#domain/post.ts";

/** How what is owed changed with a recording. */
export interface ObligationChange {
  /** Arisen, or moved to another instant. */
  readonly owed: readonly Obligation[];
  readonly moved: readonly Obligation[];
  readonly ended: readonly { readonly obligation: Obligation; readonly status: "met" | "void" }[];
}

/**
 * Compares what was owed before and after these events. What is in both is left alone: a receipt or
 * a vote already given stays given.
 */
export function obligationChange(
  before: readonly Obligation[],
  after: readonly Obligation[],
  events: readonly CycleEvent[],
): ObligationChange {
  const old = new Map(before.map((obligation) => [obligation.id, obligation]));
  const current = new Set(after.map((obligation) => obligation.id));
  const owed = after.filter(({ id, due }) => old.get(id)?.due !== due);
  return {
    owed,
    moved: owed.filter(({ id }) => old.has(id)),
    ended: before
      .filter(({ id }) => !current.has(id))
      .map((obligation) => ({ obligation, status: isMet(obligation, events) ? "met" : "void" })),
  };
}

/** Whether what happened is what was owed; otherwise it has become void. */
function isMet(obligation: Obligation, events: readonly CycleEvent[]): boolean {
  const happened = events.filter((event) => "step" in event && event.step === obligation.step);
  const is = (type: CycleEvent["type"]): boolean => happened.some((event) => event.type === type);
  switch (obligation.act) {
    case "draft":
    case "correct":
    case "submit":
      return is("step_submitted");
    case "do":
    case "hold":
    case "open_gate":
    case "issue":
      return is("step_done");
    case "accept":
      return is("step_done") || is("step_returned");
    case "approve":
      return happened.some(
        (event) =>
          (event.type === "step_endorsed" && decidedFor(obligation.post, event.approval.post)) ||
          (event.type === "step_returned" && event.by === obligation.post),
      );
    case "decide_extension":
      return is("extension_granted") || is("extension_refused");
    case "acknowledge":
    case "vote":
      return false;
    default:
      return obligation.act satisfies never;
  }
}

/** The answer of the party above the root is entered by the post that owes it. */
const decidedFor = (owing: string, decider: string): boolean =>
  owing === decider || decider === OUTSIDE;
