import { type Facts, NO_FACTS } from "#domain/command.ts";
import type { CycleState } from "#domain/cycle.ts";
import { seriesAt } from "#domain/series.ts";
import type { PlannedStep } from "#domain/step.ts";
import type { Instant } from "#domain/time.ts";
import type { Tx } from "#prisma/client.ts";
import { lockCondition } from "#prisma/sql/condition.ts";
import type { LockedCycle } from "#prisma/sql/cycle.ts";
import type { NextRow } from "#prisma/sql/inbox.ts";
import { readCandidates, readModels } from "#prisma/sql/nomination.ts";
import { readDues } from "#prisma/sql/obligation.ts";
import { lockSeries } from "#prisma/sql/series.ts";
import { readVotes } from "#prisma/sql/vote.ts";

/** The facts the rule of this command needs; most need none. Locks what it counts or spends. */
export async function factsFor(
  tx: Tx,
  cycle: LockedCycle,
  state: CycleState,
  { command, act, campaignAt }: Pick<NextRow, "command" | "act" | "campaignAt">,
): Promise<Facts> {
  if (!("step" in command)) return NO_FACTS;
  const step = state.plan.steps.find((planned) => planned.id === command.step);
  if (!step) return NO_FACTS;
  const { type } = command;
  if (type === "issue") {
    // An act that cannot have happened then is refused; it must not begin a year's series.
    const { begunAt = act.occurredAt } = state;
    const possible = act.occurredAt <= campaignAt && act.occurredAt >= begunAt;
    const number = possible ? await nextNumber(tx, cycle, step, act.occurredAt) : null;
    return { ...NO_FACTS, nextNumber: number };
  }
  if (type === "ask_extension" || type === "grant_extension")
    return { ...NO_FACTS, owed: await readDues(tx, cycle.id, step.id) };
  if (type === "submit")
    return { ...NO_FACTS, nominees: await nomineesFor(tx, cycle, state, step) };
  if (type === "close_ballot" || (type === "condition" && command.condition === "all_voted"))
    return await ballotFacts(tx, cycle, state, step, command.round);
  return NO_FACTS;
}

async function nextNumber(
  tx: Tx,
  { realm }: LockedCycle,
  step: PlannedStep,
  at: Instant,
): Promise<number | null> {
  if (step.kind !== "document") return null;
  const { issuer, type } = step.document;
  return await lockSeries(tx, { realm, id: seriesAt(step.document, at), committee: issuer, type });
}

/** The unit's own models, or the ones its council chose: whatever the step may put forward. */
async function nomineesFor(
  tx: Tx,
  cycle: LockedCycle,
  state: CycleState,
  step: PlannedStep,
): Promise<readonly string[]> {
  if (step.kind !== "submission" || !step.submission.nominees) return [];
  const { from } = step.submission.nominees;
  if (from === "models") return await readModels(tx, cycle.campaign, cycle.unit);
  const ballot = state.steps[from.ballot];
  return ballot?.status === "done" && ballot.outcome.kind === "tallied"
    ? [...ballot.outcome.chosen].sort()
    : [];
}

async function ballotFacts(
  tx: Tx,
  cycle: LockedCycle,
  state: CycleState,
  step: PlannedStep,
  round: number,
): Promise<Facts> {
  if (step.kind !== "ballot") return NO_FACTS;
  const key = { cycle: cycle.id, step: step.id, round, condition: "all_voted" } as const;
  await lockCondition(tx, key);
  return {
    nextNumber: null,
    votes: await readVotes(tx, cycle.id, step.id, round),
    nominees: await readCandidates(tx, cycle.campaign, state.plan.unit),
  };
}
