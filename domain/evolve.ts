import { asksAcknowledgement } from "./acknowledgement.ts";
import type { CyclePlan, CycleState, Extension } from "./cycle.ts";
import { DomainError } from "./errors.ts";
import type { CycleEvent } from "./event.ts";
import { isSettled, roundOf } from "./status.ts";
import type { Approval, StepState } from "./step.ts";
import type { Instant } from "./time.ts";

type DateEvent = Extract<
  CycleEvent,
  { readonly type: "extension_asked" | "extension_granted" | "extension_refused" }
>;
type StepEvent = Exclude<Extract<CycleEvent, { readonly step: string }>, DateEvent>;

const isAboutDate = (event: CycleEvent): event is DateEvent => event.type.startsWith("extension_");

/** A cycle that has begun and waits for its `begin` command: every step waits, nothing is reached. */
export function begun(plan: CyclePlan, at: Instant): CycleState {
  return evolve(null, { type: "cycle_begun", at, plan });
}

/**
 * The state after an event. Total over every kind of event ever written, because old events are read
 * for ever; an event that does not fit the step's status changes nothing. The plan keeps its identity.
 */
export function evolve(state: CycleState | null, event: CycleEvent): CycleState {
  if (event.type === "cycle_begun") return fresh(event.plan, event.at);
  if (state === null) throw new DomainError("cycle_not_running", { status: "not begun" });
  if (isAboutDate(event)) return redated(state, event);
  if ("step" in event) return stepped(state, event);
  switch (event.type) {
    case "milestone_reached":
      return { ...state, reached: { ...state.reached, [event.key]: event.at } };
    case "milestone_lost": {
      const { [event.key]: _, ...reached } = state.reached;
      return { ...state, reached };
    }
    case "plan_changed":
      return replanned(state, event.plan, event.at, event.reason);
    case "cycle_suspended":
      return state.status === "running" ? { ...state, status: "suspended" } : state;
    case "cycle_resumed":
      return state.status === "suspended" ? { ...state, status: "running" } : state;
    case "cycle_cancelled":
      return cancelled(state, event.at, event.reason);
    case "cycle_closed":
      return { ...state, status: "closed" };
    case "change_undone":
      return { ...event.state, plan: event.plan };
    default:
      return event satisfies never;
  }
}

/** Later dates stand beside the steps: a step's new round or new status loses none. */
function redated(state: CycleState, event: DateEvent): CycleState {
  const { extensions = [] } = state;
  if (event.type === "extension_asked")
    return { ...state, extensions: [...extensions, event.request] };
  const granted = event.type === "extension_granted";
  const decided = { ...event.decided, granted };
  return {
    ...state,
    extensions: extensions.map((one) =>
      one.decided === null && isAbout(event, one)
        ? { ...one, from: granted ? event.from : one.from, decided }
        : one,
    ),
  };
}

const isAbout = (
  { step, act, post, round }: Exclude<DateEvent, { readonly type: "extension_asked" }>,
  request: Extension,
): boolean =>
  request.step === step && request.act === act && request.post === post && request.round === round;

function stepped(state: CycleState, event: StepEvent): CycleState {
  const before = state.steps[event.step];
  if (!before) return state;
  const after = stepAfter(before, event, state);
  if (after === before) return state;
  const status = reopensCycle(state, event) ? "running" : state.status;
  return { ...state, status, steps: { ...state.steps, [event.step]: after } };
}

/** A closed cycle runs again with a step that is reopened; a suspended or cancelled one does not. */
const reopensCycle = (state: CycleState, event: StepEvent): boolean =>
  state.status === "closed" && event.type === "step_reopened";

function fresh(plan: CyclePlan, at: Instant): CycleState {
  const steps = Object.fromEntries(
    plan.steps.map((step): [string, StepState] => [step.id, { status: "waiting" }]),
  );
  return { status: "running", plan, steps, reached: {}, begunAt: at };
}

/** Steps that the new plan no longer has are cancelled, unless they were settled: history stays. */
function replanned(state: CycleState, plan: CyclePlan, at: Instant, reason: string): CycleState {
  const kept = new Set(plan.steps.map((step) => step.id));
  const old = Object.entries(state.steps).map(([id, before]): [string, StepState] => [
    id,
    kept.has(id) || isSettled(before)
      ? before
      : { status: "cancelled", at, reason, round: roundOf(before) },
  ]);
  return { ...state, plan, steps: { ...fresh(plan, at).steps, ...Object.fromEntries(old) } };
}

function cancelled(state: CycleState, at: Instant, reason: string): CycleState {
  const steps = Object.entries(state.steps).map(([id, before]): [string, StepState] => [
    id,
    isSettled(before) ? before : { status: "cancelled", at, reason, round: roundOf(before) },
  ]);
  return { ...state, status: "cancelled", steps: Object.fromEntries(steps) };
}

function stepAfter(before: StepState, event: StepEvent, state: CycleState): StepState {
  const round = roundOf(before);
  switch (event.type) {
    case "step_opened":
      return opened(event.at, event.round);
    case "step_submitted":
      if (before.status !== "open") return before;
      return {
        status: "submitted",
        since: event.at,
        round,
        content: event.content,
        approvals: [],
        ...returnsOf(before),
      };
    case "step_endorsed":
      if (before.status !== "submitted") return before;
      return { ...before, approvals: [...before.approvals, event.approval] };
    case "step_approved":
      if (before.status !== "submitted") return before;
      return { ...before, status: "approved", since: event.at };
    case "step_returned":
      if (before.status !== "submitted" && before.status !== "approved") return before;
      return {
        ...opened(event.at, round + 1),
        returned: { by: event.by, at: event.at, reasons: event.reasons },
        returns: (before.returns ?? 0) + 1,
      };
    case "step_withdrawn":
      if (before.status !== "submitted") return before;
      return { ...opened(event.at, round + 1), ...returnsOf(before) };
    case "step_declined":
      return { status: "declined", at: event.at, reason: event.reason, round };
    case "step_done": {
      const step = state.plan.steps.find((planned) => planned.id === event.step);
      const acknowledged = !(step && asksAcknowledgement(step));
      const approvals = approvalsIn(before);
      const { at, outcome } = event;
      return { status: "done", at, round, outcome, acknowledged, ...approvals };
    }
    case "step_acknowledged":
      return before.status === "done" ? { ...before, acknowledged: true } : before;
    case "override_proposed":
      return before.status === "open" ? { ...before, override: event.override } : before;
    case "override_lapsed":
      return before.status === "open" ? { ...before, override: null } : before;
    case "gate_overdue":
      return before.status === "open" ? { ...before, overdue: event.at } : before;
    case "step_reopened":
      return opened(event.at, round + 1);
    default:
      return event satisfies never;
  }
}

type OpenState = Extract<StepState, { readonly status: "open" }>;

const opened = (since: Instant, round: number): OpenState => ({
  status: "open",
  since,
  round,
  returned: null,
  override: null,
});

/** The approvals of what is done stay readable; those of an earlier round were for another text. */
const approvalsIn = (before: StepState): { approvals?: readonly Approval[] } =>
  "approvals" in before && before.approvals.length > 0 ? { approvals: before.approvals } : {};

const returnsOf = (before: StepState): { returns?: number } =>
  "returns" in before && before.returns ? { returns: before.returns } : {};
