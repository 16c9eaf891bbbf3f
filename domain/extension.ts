import type { CycleState, Extension } from "./cycle.ts";
import type { ObligationAct } from "./obligation-act.ts";
import { OUTSIDE } from "./post.ts";
import { roundOf } from "./status.ts";
import type { PlannedStep } from "./step.ts";
import type { Instant } from "./time.ts";
import { type Owed, workOn } from "./work.ts";

/**
 * What a new date may be asked for. Receipts and votes are answered, not put off; a conference's day moves
 * with the plan, and everything dated from it.
 */
const EXTENDABLE: ReadonlySet<ObligationAct> = new Set<ObligationAct>([
  "draft",
  "correct",
  "submit",
  "do",
  "approve",
  "accept",
  "issue",
  "open_gate",
]);

export const isExtendable = (act: ObligationAct): boolean => EXTENDABLE.has(act);

/** What its owner does on a step: one date stands for all of it, through corrections and rounds. */
const OWN_WORK: ReadonlySet<ObligationAct> = new Set<ObligationAct>([
  "draft",
  "correct",
  "submit",
  "do",
]);

/** Every request about a step, the oldest first. */
export const extensionsOn = (state: CycleState, step: string): readonly Extension[] =>
  (state.extensions ?? []).filter((one) => one.step === step);

/** The date that was granted for an obligation; null where none was. */
export function grantedUntil(
  state: CycleState,
  step: string,
  { act, post }: Owed,
  round: number,
): Instant | null {
  if (state.extensions === undefined) return null;
  const granted = extensionsOn(state, step).filter((one) => {
    if (one.decided?.granted !== true) return false;
    if (OWN_WORK.has(act)) return OWN_WORK.has(one.act);
    return one.act === act && one.post === post && one.round === round;
  });
  return granted.reduce<Instant | null>(
    (latest, { until }) => (latest === null || until > latest ? until : latest),
    null,
  );
}

/** When the owner's work on a step is due: as planned, or the later date that was granted. */
export function ownDue(state: CycleState, step: PlannedStep): Instant {
  const granted = grantedUntil(state, step.id, { act: "do", post: step.owner }, 0);
  return granted !== null && granted > step.due.at ? granted : step.due.at;
}

/**
 * Who decides on a new date: the approver of a paper, the receiver of a submission, otherwise the head of the
 * unit above (at the root its own head); never the post that asks. null when there is nobody.
 */
export function superiorOf(
  { plan }: CycleState,
  step: PlannedStep,
  { act, post }: Owed,
): string | null {
  const [superior] = [...decidersOf(step, act), ...(plan.superiors ?? [])].filter(
    (one) => one !== post && one !== OUTSIDE,
  );
  return superior ?? null;
}

function decidersOf(step: PlannedStep, act: ObligationAct): readonly string[] {
  if (!OWN_WORK.has(act)) return [];
  if (step.kind === "document") return step.decision.approvers;
  return step.kind === "submission" ? [step.submission.receiver] : [];
}

/** Requests that wait for their decision while what they are about is still owed. */
export function openExtensions(state: CycleState, step: PlannedStep): readonly Extension[] {
  const stands = state.steps[step.id];
  if (!stands || state.extensions === undefined) return [];
  const owed = workOn(state, step);
  return extensionsOn(state, step.id).filter(
    (one) =>
      one.decided === null &&
      one.round === roundOf(stands) &&
      owed.some(({ act, post }) => act === one.act && post === one.post),
  );
}

/** Who may decide on a request: the superior it went to, or one above them; never who asked. */
export const decidersOn = ({ plan }: CycleState, { superior, post }: Extension): string[] => [
  ...new Set([superior, ...(plan.superiors ?? [])].filter((one) => one !== post)),
];
