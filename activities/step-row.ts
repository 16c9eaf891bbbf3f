import type { CycleState } from "#domain/cycle.ts";
import { ownDue } from "#domain/extension.ts";
import { roundOf } from "#domain/status.ts";
import type { PlannedStep, StepState } from "#domain/step.ts";
import type { Instant } from "#domain/time.ts";
import type { StepRow } from "#prisma/sql/cycle.ts";

/** The rows of the steps that stand differently now, or are planned differently. */
export function stepRows(before: CycleState, after: CycleState): StepRow[] {
  const replanned = before.plan !== after.plan || before.extensions !== after.extensions;
  const here = new Set(after.plan.steps.map(({ id }) => id));
  // What a new plan no longer has was cancelled by that, and is still shown.
  const gone = replanned ? before.plan.steps.filter(({ id }) => !here.has(id)) : [];
  return [...after.plan.steps, ...gone].flatMap((step) => {
    const stands = after.steps[step.id];
    if (!stands || (!replanned && stands === before.steps[step.id])) return [];
    return [rowOf(step, stands, ownDue(after, step))];
  });
}

function rowOf(step: PlannedStep, stands: StepState, due: Instant): StepRow {
  const settled = stands.status === "done" || stands.status === "declined" ? stands : null;
  return {
    step: step.id,
    status: stands.status,
    round: roundOf(stands),
    due_at: due,
    proposed: step.due.proposed,
    day: dayIn(step, stands),
    done_at: settled?.at ?? null,
    outcome: outcomeOf(stands),
  };
}

/** A conference's day: the one on which it was held, until then the planned one. */
function dayIn(step: PlannedStep, stands: StepState): string | null {
  if (step.kind !== "conference") return null;
  return stands.status === "done" && stands.outcome.kind === "held"
    ? stands.outcome.day
    : step.conference.day;
}

/** What came of it; while it is being corrected, why it came back. */
function outcomeOf(stands: StepState): unknown {
  switch (stands.status) {
    case "done":
      return stands.outcome;
    case "declined":
      return { kind: "declined", reason: stands.reason };
    case "cancelled":
      return { kind: "cancelled", reason: stands.reason };
    case "open":
      return stands.returned ? { kind: "returned", ...stands.returned } : null;
    case "waiting":
    case "submitted":
    case "approved":
      return null;
    default:
      return stands satisfies never;
  }
}
