import type { CycleState } from "#domain/cycle.ts";
import type { CycleEvent } from "#domain/event.ts";
import { OUTSIDE } from "#domain/post.ts";
import type { Tx } from "#prisma/client.ts";
import type { LockedCycle } from "#prisma/sql/cycle.ts";
import {
  acceptModels,
  chooseModels,
  type NominationKey,
  proposeModels,
  returnModels,
} from "#prisma/sql/nomination.ts";

/** Writes what an event means for the models on their way up: proposed, accepted, chosen, nominated, recognised. */
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
  if (step?.kind !== "submission" || !step.submission.nominees) return;
  const { receiver, receiverUnit, nominees } = step.submission;
  switch (event.type) {
    case "step_submitted": {
      const models = event.content.nominees;
      const kind = nominees.from === "models" ? "proposed" : "nominated";
      if (models.length > 0)
        await proposeModels(tx, { ...key, to: receiverUnit, models, state: kind });
      return;
    }
    case "step_done":
      if (event.outcome.kind !== "accepted") return;
      await acceptModels(tx, {
        ...key,
        accepted: event.outcome.nominees,
        outside: receiver === OUTSIDE,
      });
      return;
    case "step_returned": {
      const reason = event.reasons.map(({ text }) => text).join("; ");
      await returnModels(tx, { ...key, reason });
      return;
    }
    case "step_reopened":
      await returnModels(tx, { ...key, reason: event.reason });
      return;
    case "step_withdrawn":
      await returnModels(tx, { ...key, reason: null });
      return;
    default:
      return;
  }
}
