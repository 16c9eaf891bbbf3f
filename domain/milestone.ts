import type { Command } from "./command.ts";
import type { CycleState } from "./cycle.ts";
import type { CycleEvent } from "./event.ts";

/** News for another unit's cycle. */
export interface Milestone {
  /** The unit whose cycle is told. */
  readonly unit: string;
  readonly command: Extract<Command, { readonly type: "milestone" }>;
}

/**
 * What other units' cycles are told after these events (`state` is the one after them). A step that is done
 * and needs no acknowledgement, or is declined, is told once, as `acknowledged`, which implies done.
 */
export function milestonesOf(state: CycleState, events: readonly CycleEvent[]): Milestone[] {
  return events.flatMap((event) => {
    const news = newsOf(state, event);
    if (!news) return [];
    const { unit } = state.plan;
    const informs = state.plan.steps.find((step) => step.id === news.step)?.informs ?? [];
    return informs
      .filter((other) => other !== unit)
      .map((other): Milestone => ({ unit: other, command: { type: "milestone", unit, ...news } }));
  });
}

type News = Pick<Milestone["command"], "step" | "until" | "back">;

function newsOf(state: CycleState, event: CycleEvent): News | null {
  switch (event.type) {
    case "step_done": {
      const stands = state.steps[event.step];
      const all = stands?.status === "done" && stands.acknowledged;
      return { step: event.step, until: all ? "acknowledged" : "done", back: false };
    }
    case "step_declined":
    case "step_acknowledged":
      return { step: event.step, until: "acknowledged", back: false };
    case "step_reopened":
      return { step: event.step, until: "done", back: true };
    case "cycle_begun":
    case "change_undone":
    case "cycle_closed":
    case "cycle_suspended":
    case "cycle_resumed":
    case "cycle_cancelled":
    case "milestone_reached":
    case "milestone_lost":
    case "plan_changed":
    case "step_opened":
    case "step_submitted":
    case "step_endorsed":
    case "step_approved":
    case "step_returned":
    case "step_withdrawn":
    case "override_proposed":
    case "override_lapsed":
    case "gate_overdue":
    case "extension_asked":
    case "extension_granted":
    case "extension_refused":
      return null;
    default:
      return event satisfies never;
  }
}
