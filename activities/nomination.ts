import type { CycleState } from "#domain/cycle.ts";
import type { CycleEvent } from "#domain/event.ts";
import { OUTSIDE } from "#domain/post.ts";
import type { Tx } from "#prisma/client.ts";
import type { LockedCycle } from "#prisma/sql/cycle.ts";
import {
  acceptModels,
  chooseModels,
  commendModels,
  type NominationKey,
  proposeModels,
  returnModels,
} from "#prisma/sql/nomination.ts";

/** Writes what an event means for the models on their way up: proposed, accepted, chosen, commended, nominated, recognised. */
export async function writeNominations(
  tx: Tx,
  cycle: LockedCycle,
  state: CycleState,
  event: CycleEvent,
): Promise<void> {
  if (!("step" in event)) return;
  const step = state.plan.steps.find((planned) => planned.id === event.step);
  const { realm, campaign, unit } = cycle;
  const key: NominationKey = { realm, campaign, unit, step: event.step, at: event.at };
  if (step?.kind === "ballot" && event.type === "step_done" && event.outcome.kind === "tallied")
    await chooseModels(tx, { ...key, chosen: event.outcome.chosen });
  if (step?.kind === "document" && step.document.commends !== undefined) {
    if (event.type === "step_done" && event.outcome.kind === "issued")
      await commendModels(tx, { ...key, commended: true });
    if (event.type === "step_reopened") await commendModels(tx, { ...key, commended: false });
  }
  if (step?.kind !== "submission" || !step.submission.nominees) return;
  const { receiver, receiverUnit, nominees } = step.submission;
  if (event.type === "step_submitted" && event.content.nominees.length > 0) {
    const models = event.content.nominees;
    const kind = nominees.from === "models" ? "proposed" : "nominated";
    await proposeModels(tx, { ...key, to: receiverUnit, models, state: kind });
  }
  if (event.type === "step_done" && event.outcome.kind === "accepted") {
    const outside = receiver === OUTSIDE;
    await acceptModels(tx, { ...key, accepted: event.outcome.nominees, outside });
  }
  const why = whyBack(event);
  if (why) await returnModels(tx, { ...key, ...why });
}

/** Why what was put forward comes back; null when it does not. */
function whyBack(event: CycleEvent): { readonly reason: string | null } | null {
  if (event.type === "step_returned")
    return { reason: event.reasons.map(({ text }) => text).join("; ") };
  if (event.type === "step_reopened") return { reason: event.reason };
  return event.type === "step_withdrawn" ? { reason: null } : null;
}
