import type { Command } from "./command.ts";
import type { CycleState } from "./cycle.ts";
import { enteredBy } from "./entered-by.ts";
import { decidersOn, openExtensions } from "./extension.ts";
import type { ObligationAct } from "./obligation-act.ts";
import type { PlannedStep } from "./step.ts";
import { workOn } from "./work.ts";

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
    case "ask_extension":
      return owersOf(state, step, command.act);
    case "grant_extension":
    case "refuse_extension": {
      const asked = openExtensions(state, step).filter(
        (one) => one.act === command.act && one.post === command.post,
      );
      // Where nothing was asked whoever might decide is told so.
      if (asked.length === 0) return state.plan.superiors ?? [];
      return distinct(asked.flatMap((one) => decidersOn(state, one)));
    }
    case "condition":
      return [];
    default:
      return command satisfies never;
  }
}

/** Who owes an act now. Where nobody does its owner may still ask, to be told so. */
function owersOf(state: CycleState, step: PlannedStep, act: ObligationAct): readonly string[] {
  const owers = workOn(state, step).flatMap((one) => (one.act === act ? [one.post] : []));
  return owers.length === 0 ? [step.owner] : distinct(owers);
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

/** The posts that may excuse a receipt: whoever decides on the paper, and the heads above. */
export function excusersOf(state: CycleState, stepId: string): readonly string[] {
  const step = state.plan.steps.find((planned) => planned.id === stepId);
  if (step?.kind !== "document") return [];
  return distinct([...decidersOf(step), ...(state.plan.superiors ?? [])]);
}
