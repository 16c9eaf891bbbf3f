import type { CycleEventType } from "#domain/event.ts";
import type { Speech } from "./language.tsx";
import type { WordKey } from "./words.ts";

const EVENT_WORDS = {
  cycle_begun: "event_cycle_begun",
  milestone_reached: "event_milestone_reached",
  milestone_lost: "event_milestone_lost",
  step_opened: "event_step_opened",
  step_submitted: "event_step_submitted",
  step_endorsed: "event_step_endorsed",
  step_approved: "event_step_approved",
  step_returned: "event_step_returned",
  step_withdrawn: "event_step_withdrawn",
  step_declined: "event_step_declined",
  step_done: "event_step_done",
  step_acknowledged: "event_step_acknowledged",
  override_proposed: "event_override_proposed",
  override_lapsed: "event_override_lapsed",
  gate_overdue: "event_gate_overdue",
  step_reopened: "event_step_reopened",
  extension_asked: "event_extension_asked",
  extension_granted: "event_extension_granted",
  extension_refused: "event_extension_refused",
  plan_changed: "event_plan_changed",
  cycle_closed: "event_cycle_closed",
  cycle_suspended: "event_cycle_suspended",
  cycle_resumed: "event_cycle_resumed",
  change_undone: "event_change_undone",
  cycle_cancelled: "event_cycle_cancelled",
} as const satisfies Record<CycleEventType, WordKey>;

const known = (type: string): type is CycleEventType => Object.hasOwn(EVENT_WORDS, type);

/** An event in words; one of a newer server than this page shows its name rather than nothing. */
export function eventWord(type: string, t: Speech["t"]): string {
  return known(type) ? t(EVENT_WORDS[type]) : type.replaceAll("_", " ");
}
