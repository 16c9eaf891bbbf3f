import { asksAcknowledgement } from "./acknowledgement.ts";
import type { Campaign, EnteredStep } from "./campaign.ts";
import { NO_FACTS } from "./command.ts";
import type { CyclePlan, CycleState } from "./cycle.ts";
import { noted } from "./engine-command.ts";
import { enteredStep } from "./entered.ts";
import type { CycleEvent } from "./event.ts";
import { evolve } from "./evolve.ts";
import { milestonesOf } from "./milestone.ts";
import type { CampaignPlan } from "./plan.ts";
import { documentNumber } from "./series.ts";
import type { Outcome, PlannedStep } from "./step.ts";
import { dayOf } from "./time.ts";

/** Cycles with their earlier steps done, and the events that made them so. */
export interface Entered {
  readonly states: ReadonlyMap<string, CycleState>;
  /** By unit, in the order in which they happened; units without any are missing. */
  readonly events: ReadonlyMap<string, readonly CycleEvent[]>;
  readonly steps: readonly EnteredIn[];
}

/** A step entered as done: where, as what, with the paper that stands for it. */
export interface EnteredIn {
  readonly entry: EnteredStep;
  readonly step: PlannedStep;
  readonly outcome: Outcome;
  readonly paper: EnteredPaper;
}

/** What is kept of a paper that was written before: what it is, and in its place the evidence. */
export interface EnteredPaper {
  readonly title: string;
  readonly content: string;
  readonly hash: string;
}

/**
 * Enters a campaign's earlier steps as done in cycles that have begun: each is done with its outcome,
 * acknowledged, and told to the cycles that wait for it. The same for a campaign that runs and a rehearsal.
 * @param digest SHA-256 in hex, an argument because the domain has no packages.
 */
export function enterEarlier(
  plan: CampaignPlan,
  campaign: Campaign,
  begun: ReadonlyMap<string, CycleState>,
  digest: (text: string) => string,
): Entered {
  const states = new Map(begun);
  const events = new Map<string, CycleEvent[]>();
  const record = (unit: string, happened: readonly CycleEvent[]): void => {
    const state = states.get(unit);
    if (!state || happened.length === 0) return;
    states.set(unit, happened.reduce<CycleState>(evolve, state));
    events.set(unit, [...(events.get(unit) ?? []), ...happened]);
  };
  const steps = plan.cycles
    .flatMap((cycle) => earlierIn(campaign, cycle, digest))
    .sort((a, b) => (a.entry.at < b.entry.at ? -1 : a.entry.at > b.entry.at ? 1 : 0));
  for (const entered of steps) {
    const { unit, at } = entered.entry;
    const happened = eventsOf(entered);
    record(unit, happened);
    const state = states.get(unit);
    if (!state) continue;
    for (const { unit: told, command } of milestonesOf(state, happened)) {
      const waiting = states.get(told);
      if (waiting) record(told, noted(waiting, command, NO_FACTS, at));
    }
  }
  return { states, events, steps };
}

function earlierIn(
  campaign: Campaign,
  { unit, steps }: CyclePlan,
  digest: (text: string) => string,
): EnteredIn[] {
  const name = campaign.units.find(({ id }) => id === unit)?.name ?? unit;
  return steps.flatMap((step) => {
    const entry = enteredStep(campaign, unit, step.id);
    if (entry === null) return [];
    const title = `${step.title.vi} · ${name}`.normalize("NFC");
    const content = (entry.evidence ?? "").normalize("NFC");
    const paper = { title, content, hash: digest(`${title}\n${content}`) };
    return [{ entry, step, paper, outcome: outcomeOf(entry, step, paper.hash) }];
  });
}

function eventsOf({ entry, step, outcome }: EnteredIn): CycleEvent[] {
  const { at, evidence } = entry;
  const told = evidence === null ? {} : { evidence };
  return [
    { type: "step_opened", at, step: step.id, round: 1 },
    { type: "step_done", at, step: step.id, outcome, ...told },
    ...(asksAcknowledgement(step)
      ? [{ type: "step_acknowledged", at, step: step.id } as const]
      : []),
  ];
}

/** The outcome that the step's kind has, as far as it is known; otherwise only that it was entered. */
function outcomeOf(entry: EnteredStep, step: PlannedStep, hash: string): Outcome {
  const { at, number, attendance, models } = entry;
  switch (step.kind) {
    case "task":
      return { kind: "completed" };
    case "document":
      if (number === null) return { kind: "entered" };
      return {
        kind: "issued",
        number,
        symbol: documentNumber(step.document.symbol, number),
        hash,
      };
    case "submission":
      return { kind: "accepted", hash, nominees: models };
    case "conference":
      return { kind: "held", day: dayOf(at), attendance };
    case "ballot":
      if (attendance === null) return { kind: "entered" };
      return { kind: "tallied", cast: attendance, chosen: models, ties: [] };
    case "gate":
      return { kind: "opened", override: null };
    default:
      return step satisfies never;
  }
}
