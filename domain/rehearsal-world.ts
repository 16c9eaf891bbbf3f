import { acknowledgers } from "./acknowledgement.ts";
import type { WorkingCalendar } from "./calendar.ts";
import type { Campaign } from "./campaign.ts";
import { type Act, type Command, type Facts, NO_FACTS } from "./command.ts";
import { actsOfCommand } from "./cover.ts";
import type { CycleState } from "./cycle.ts";
import { advance } from "./decide.ts";
import { enterEarlier } from "./enter.ts";
import { begun } from "./evolve.ts";
import { extensionKey } from "./extension-key.ts";
import { postsHeldBy } from "./holding.ts";
import { milestonesOf } from "./milestone.ts";
import { type Obligation, obligationsOf } from "./obligation.ts";
import type { CampaignPlan } from "./plan.ts";
import { firstNumber, seriesAt } from "./series.ts";
import type { PlannedStep } from "./step.ts";
import { dayOf, type Instant } from "./time.ts";
import { wakeAt } from "./wake.ts";

/**
 * The campaign's world of a dry rehearsal, in memory: what Postgres holds in a live one. It advances cycles by
 * the rules, carries milestones between them, keeps number series, votes and receipts.
 */
export interface World {
  begin(): void;
  state(unit: string): CycleState;
  planned(unit: string, step: string): PlannedStep;
  owes(obligation: string): boolean;
  nominees(unit: string, step: string): readonly string[];
  command(unit: string, command: Command, person: string, now: Instant): void;
  /** The cycle's own wake: what passes by itself at that instant. */
  wake(unit: string, target: Instant, now: Instant): void;
  vote(obligation: Obligation, choices: readonly string[], now: Instant): void;
  acknowledge(obligation: Obligation, now: Instant): void;
  unitName(unit: string): string;
  digest(text: string): string;
  /** Numbers given, series by series, in the order they were given. */
  numbers(): readonly {
    readonly series: string;
    readonly number: number;
    readonly unit: string;
    readonly step: string;
  }[];
  states(): readonly CycleState[];
  unfinished(): readonly { readonly unit: string; readonly step: string }[];
}

type DocumentOf = Extract<PlannedStep, { readonly kind: "document" }>["document"];

/** What the agenda is told: an obligation has arisen; a cycle will change by itself. */
interface Told {
  readonly arises: (obligation: Obligation, at: Instant) => void;
  readonly wakes: (unit: string, at: Instant) => void;
}

export function beginWorld(
  campaign: Campaign,
  plan: CampaignPlan,
  calendar: WorkingCalendar,
  digest: (text: string) => string,
  starts: Instant,
  { arises, wakes }: Told,
): World {
  const earlier = enterEarlier(
    plan,
    campaign,
    new Map(plan.cycles.map((cycle) => [cycle.unit, begun(cycle, starts)])),
    digest,
  );
  const states = new Map<string, CycleState>(earlier.states);
  const names = new Map(campaign.units.map((unit) => [unit.id, unit.name]));
  const steps = new Map(
    plan.cycles.flatMap((cycle) => cycle.steps.map((step) => [`${cycle.unit}/${step.id}`, step])),
  );
  const series = new Map<string, number>();
  const given: { series: string; number: number; unit: string; step: string }[] = [];
  const issued = (unit: string, step: PlannedStep, number: number, at: Instant): void => {
    if (step.kind !== "document") return;
    const id = seriesAt(step.document, at);
    series.set(id, Math.max(number + 1, nextNumber(step.document, at)));
    given.push({ series: id, number, unit, step: step.id });
  };
  const owed = new Map<string, Obligation>();
  const facts = new Map<string, Map<string, readonly string[]>>();

  const state = (unit: string): CycleState => {
    const found = states.get(unit);
    if (!found) throw new Error(`no cycle for unit ${unit}`);
    return found;
  };
  const planned = (unit: string, step: string): PlannedStep => {
    const found = steps.get(`${unit}/${step}`);
    if (!found) throw new Error(`no step ${unit}/${step}`);
    return found;
  };
  const factsOn = (unit: string, step: string, round: number): Map<string, readonly string[]> => {
    const key = `${unit}/${step}/${round}`;
    const kept = facts.get(key) ?? new Map<string, readonly string[]>();
    facts.set(key, kept);
    return kept;
  };

  /** Models accepted from the units below, chosen by a ballot, or the unit's own: whatever the step considers. */
  const nominees = (unit: string, stepId: string): readonly string[] => {
    const step = planned(unit, stepId);
    if (step.kind === "ballot") {
      const accepted = [...states.values()].flatMap((below) =>
        below.plan.steps.flatMap((candidate) => {
          if (candidate.kind !== "submission" || candidate.submission.receiverUnit !== unit)
            return [];
          const standing = below.steps[candidate.id];
          return standing?.status === "done" && standing.outcome.kind === "accepted"
            ? standing.outcome.nominees
            : [];
        }),
      );
      return [...new Set(accepted)].sort();
    }
    if (step.kind !== "submission" || !step.submission.nominees) return [];
    const { from } = step.submission.nominees;
    if (from === "models")
      return campaign.models
        .filter((model) => model.unit === unit)
        .map((model) => model.id)
        .sort();
    const ballot = state(unit).steps[from.ballot];
    return ballot?.status === "done" && ballot.outcome.kind === "tallied"
      ? [...ballot.outcome.chosen].sort()
      : [];
  };

  const factsFor = (unit: string, command: Command, at: Instant): Facts => {
    if (!("step" in command) || command.type === "milestone") return NO_FACTS;
    const step = planned(unit, command.step);
    const standing = state(unit).steps[command.step];
    const round = standing && "round" in standing ? standing.round : 1;
    return {
      nextNumber: step.kind === "document" ? nextNumber(step.document, at) : null,
      votes: Object.fromEntries(factsOn(unit, command.step, round)),
      nominees: nominees(unit, command.step),
      owed: duesOn(unit, command.step),
    };
  };
  const duesOn = (unit: string, step: string): Record<string, Instant> =>
    Object.fromEntries(
      [...owed.values()]
        .filter((one) => one.unit === unit && one.step === step)
        .map((one) => [extensionKey(one.step, one.act, one.post, one.round), one.due]),
    );
  const nextNumber = (document: DocumentOf, at: Instant): number => {
    const id = seriesAt(document, at);
    return series.get(id) ?? firstNumber(campaign, { ...document, series: id });
  };

  const settle = (
    unit: string,
    before: CycleState | null,
    after: CycleState,
    now: Instant,
  ): void => {
    const old = new Set(before ? obligationsOf(before, calendar).map((one) => one.id) : []);
    const current = obligationsOf(after, calendar);
    const kept = new Set(current.map((one) => one.id));
    for (const id of old) if (!kept.has(id)) owed.delete(id);
    for (const obligation of current) {
      if (old.has(obligation.id)) continue;
      owed.set(obligation.id, obligation);
      arises(obligation, now);
    }
  };

  const give = (unit: string, command: Command, act: Act, now: Instant): void => {
    const before = state(unit);
    const facts = factsFor(unit, command, act.occurredAt);
    const { events, state: after } = advance(before, command, act, facts, now);
    for (const event of events) {
      if (event.type !== "step_done" || event.outcome.kind !== "issued") continue;
      issued(unit, planned(unit, event.step), event.outcome.number, event.at);
    }
    states.set(unit, after);
    const wake = wakeAt(after);
    if (wake !== null && wake !== wakeAt(before)) wakes(unit, wake);
    settle(unit, before, after, now);
    for (const milestone of milestonesOf(after, events))
      give(milestone.unit, milestone.command, engineAct(now), now);
  };

  for (const { entry, step, outcome } of earlier.steps)
    if (outcome.kind === "issued") issued(entry.unit, step, outcome.number, entry.at);

  return {
    begin() {
      for (const cycle of plan.cycles)
        give(cycle.unit, { type: "begin" }, engineAct(starts), starts);
    },
    state,
    planned,
    owes: (obligation) => owed.has(obligation),
    nominees,
    command(unit, command, person, now) {
      const posts = postsHeldBy(campaign, person, dayOf(now), actsOfCommand(command));
      give(unit, command, { person, posts, clerk: null, evidence: null, occurredAt: now }, now);
    },
    wake(unit, target, now) {
      give(unit, { type: "wake", target }, engineAct(now), now);
    },
    vote({ unit, step: stepId, post, round, id }, choices, now) {
      const step = planned(unit, stepId);
      const votes = factsOn(unit, stepId, round).set(post, choices);
      owed.delete(id);
      if (step.kind === "ballot" && step.ballot.voters.every((voter) => votes.has(voter)))
        give(
          unit,
          { type: "condition", step: stepId, round, condition: "all_voted" },
          engineAct(now),
          now,
        );
    },
    acknowledge({ unit, step: stepId, post, round, id }, now) {
      const step = planned(unit, stepId);
      const receipts = factsOn(unit, stepId, round).set(post, []);
      owed.delete(id);
      if (step.kind === "document" && acknowledgers(step).every((one) => receipts.has(one)))
        give(
          unit,
          { type: "condition", step: stepId, round, condition: "acknowledged" },
          engineAct(now),
          now,
        );
    },
    unitName: (unit) => names.get(unit) ?? unit,
    digest,
    numbers: () => given,
    states: () => [...states.values()],
    unfinished: () =>
      [...states.values()].flatMap((cycle) =>
        Object.entries(cycle.steps)
          .filter(([, step]) => ["waiting", "open", "submitted", "approved"].includes(step.status))
          .map(([step]) => ({ unit: cycle.plan.unit, step })),
      ),
  };
}

const engineAct = (now: Instant): Act => ({
  person: null,
  posts: [],
  clerk: null,
  evidence: null,
  occurredAt: now,
});
