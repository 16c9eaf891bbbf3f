import type { StepState } from "#domain/step.ts";
import type { StepKind } from "#domain/template.ts";
import type { WordKey } from "./words.ts";

/** The ten ways a state looks, the same on every screen: one shape, one word, one colour each. */
export const LOOKS = [
  "not_begun",
  "waiting",
  "mine",
  "approval",
  "returned",
  "done",
  "overdue",
  "excused",
  "gate",
  "cancelled",
] as const;
export type Look = (typeof LOOKS)[number];

/** What the look of a step depends on. */
export interface Standing {
  readonly kind: StepKind;
  readonly status: StepState["status"];
  /** Somebody owes an act on it whose instant has passed. */
  readonly overdue: boolean;
  /** Handed back for correction, and not handed in again yet. */
  readonly returned: boolean;
  /** The reader holds the post that acts next. */
  readonly mine: boolean;
  /** The unit's whole part stands still. */
  readonly suspended: boolean;
}

/**
 * How a step looks. What is late says so before anything else, because that is what the reader came to
 * see: also a finished paper, while one of its recipients is late. A step whose turn has not come is not
 * overdue: somebody before it is.
 */
export function lookOf(step: Standing): Look {
  switch (step.status) {
    case "done":
      return step.overdue && !step.suspended ? "overdue" : "done";
    case "declined":
    case "cancelled":
      return "cancelled";
    case "waiting":
      if (step.suspended) return "excused";
      return step.kind === "gate" ? "gate" : "not_begun";
    case "open":
    case "submitted":
    case "approved":
      if (step.suspended) return "excused";
      if (step.overdue) return "overdue";
      if (step.kind === "gate") return "gate";
      if (step.status !== "open") return "approval";
      if (step.returned) return "returned";
      return step.mine ? "mine" : "waiting";
    default:
      return step.status satisfies never;
  }
}

/** The word beside the shape. */
export const lookWord = (look: Look): WordKey => `look_${look}`;
