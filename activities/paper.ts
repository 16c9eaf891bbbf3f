import { acknowledgers } from "#domain/acknowledgement.ts";
import type { Act } from "#domain/command.ts";
import type { CycleState } from "#domain/cycle.ts";
import type { CycleEvent } from "#domain/event.ts";
import { OUTSIDE } from "#domain/post.ts";
import { seriesAt } from "#domain/series.ts";
import { roundOf } from "#domain/status.ts";
import type { PlannedStep } from "#domain/step.ts";
import type { Tx } from "#prisma/client.ts";
import { openCondition } from "#prisma/sql/condition.ts";
import type { DocumentStatus, LockedCycle } from "#prisma/sql/cycle.ts";
import { answerOutside, issueDocument, sendOutside, voidNumber } from "#prisma/sql/document.ts";

/** How the papers of a cycle stand after these events; issuing is a statement of its own. */
export function documentChanges(
  events: readonly CycleEvent[],
): { step: string; status: DocumentStatus }[] {
  const last = new Map<string, DocumentStatus>();
  for (const event of events) {
    if (!("step" in event)) continue;
    const status = statusAfter(event);
    if (status !== null) last.set(event.step, status);
  }
  return [...last].map(([step, status]) => ({ step, status }));
}

function statusAfter(event: CycleEvent): DocumentStatus | null {
  if (event.type === "step_done") return event.outcome.kind === "accepted" ? "approved" : null;
  return AFTER[event.type] ?? null;
}

const AFTER: Partial<Record<CycleEvent["type"], DocumentStatus>> = {
  step_submitted: "submitted",
  step_approved: "approved",
  step_returned: "draft",
  step_withdrawn: "draft",
  step_reopened: "draft",
};

/** Writes what an event means for papers, receipts, ballots and the party above the root. */
export async function writePapers(
  tx: Tx,
  cycle: LockedCycle,
  before: CycleState,
  state: CycleState,
  event: CycleEvent,
  { person, clerk }: Act,
): Promise<void> {
  if (!("step" in event)) return;
  const step = state.plan.steps.find((planned) => planned.id === event.step);
  if (!step) return;
  // Reopened, a ballot is voted on anew, in its next round.
  if ((event.type === "step_opened" || event.type === "step_reopened") && step.kind === "ballot") {
    const need = new Set(step.ballot.voters).size;
    await openCondition(tx, {
      ...at(cycle, event.step, roundIn(state, event.step)),
      condition: "all_voted",
      need,
    });
  }
  if (event.type === "step_reopened" && step.kind === "document") {
    const { at, reason } = event;
    await voidNumber(tx, { cycle: cycle.id, step: step.id, at, reason, person, clerk });
  }
  if (event.type === "step_done" && event.outcome.kind === "issued")
    await issue(tx, cycle, step, roundIn(state, event.step), event);
  if (step.kind !== "submission" || step.submission.receiver !== OUTSIDE) return;
  if (event.type === "step_submitted") {
    const { nominees } = event.content;
    await sendOutside(tx, {
      cycle: cycle.id,
      step: step.id,
      round: event.round,
      nominees,
      at: event.at,
    });
  }
  if (event.type === "step_done" || event.type === "step_returned") {
    const answer = event.type === "step_done" ? event.outcome : { returned: event.reasons };
    await answerOutside(tx, at(cycle, step.id, roundIn(before, step.id)), answer, event.at);
  }
}

async function issue(
  tx: Tx,
  cycle: LockedCycle,
  step: PlannedStep,
  round: number,
  event: Extract<CycleEvent, { readonly type: "step_done" }>,
): Promise<void> {
  if (step.kind !== "document" || event.outcome.kind !== "issued") return;
  const { number, symbol } = event.outcome;
  const { id, campaign, realm } = cycle;
  const recipients = acknowledgers(step);
  const series = seriesAt(step.document, event.at);
  const key = { cycle: id, campaign, realm, step: step.id, round };
  if (recipients.length > 0) {
    const need = recipients.length;
    await openCondition(tx, { ...at(cycle, step.id, round), condition: "acknowledged", need });
  }
  await issueDocument(tx, { ...key, series, number, symbol, at: event.at, recipients });
}

const at = ({ id, realm }: LockedCycle, step: string, round: number) => ({
  cycle: id,
  realm,
  step,
  round,
});

const roundIn = (state: CycleState, step: string): number => {
  const stands = state.steps[step];
  return stands ? roundOf(stands) : 0;
};
