import type { Command } from "./command.ts";
import type { CycleState } from "./cycle.ts";
import { OUTSIDE } from "./post.ts";
import type { PlannedStep } from "./step.ts";

/** Who enters what a post decides: the post itself; the owner for the party above the root, which has no account. */
export const enteredBy = (post: string, step: PlannedStep): string =>
  post === OUTSIDE ? step.owner : post;

/**
 * The posts that may give a command, whatever the step's status is now; empty when nobody may
 * (a command of the engine, an unknown step, an act that does not fit the kind of step).
 */
export function entitledPosts(state: CycleState, command: Command): readonly string[] {
  if (!("step" in command) || command.type === "milestone") return [];
  const step = state.plan.steps.find((planned) => planned.id === command.step);
  if (!step) return [];
  switch (command.type) {
    case "submit":
      return step.kind === "document" || step.kind === "submission" ? [step.owner] : [];
    case "withdraw":
      return step.kind === "document" || step.kind === "submission"
        ? [submitterOf(state, step)]
        : [];
    case "approve":
    case "return":
      return step.kind === "document" || step.kind === "submission" ? decidersOf(step) : [];
    case "decline":
      return step.kind === "gate" ? [] : [step.owner];
    case "issue":
      return step.kind === "document" ? [enteredBy(step.document.clerk, step)] : [];
    case "complete":
      return step.kind === "task" ? [step.owner] : [];
    case "hold":
      return step.kind === "conference" ? [step.owner] : [];
    case "close_ballot":
      return step.kind === "ballot" ? [step.owner] : [];
    case "open_gate":
      return step.kind === "gate" ? decidersOf(step) : [];
    case "override_gate":
      return step.kind === "gate" ? distinct([...decidersOf(step), step.owner]) : [];
    case "reopen":
      return decidersOf(step);
    case "condition":
      return [];
    default:
      return command satisfies never;
  }
}

/** Who decides on what the owner did; the owner alone where the step has no decision by another. */
function decidersOf(step: PlannedStep): readonly string[] {
  switch (step.kind) {
    case "document":
      return step.decision.approvers.length === 0
        ? [step.owner]
        : distinct(step.decision.approvers.map((post) => enteredBy(post, step)));
    case "submission":
      return [enteredBy(step.submission.receiver, step)];
    case "gate":
      return [enteredBy(step.gate.approver, step)];
    case "task":
    case "conference":
    case "ballot":
      return [step.owner];
    default:
      return step satisfies never;
  }
}

function submitterOf(state: CycleState, step: PlannedStep): string {
  const stands = state.steps[step.id];
  return stands?.status === "submitted" ? stands.content.post : step.owner;
}

const distinct = (posts: readonly string[]): readonly string[] => [...new Set(posts)];
