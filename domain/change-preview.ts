import type { Campaign } from "./campaign.ts";
import type { Change } from "./change.ts";
import type { Standing } from "./change-edit.ts";
import { type ChangeOutcome, type CycleChange, type Grounds, outcomeOf } from "./change-outcome.ts";
import { peopleToTell, type Telling } from "./change-telling.ts";
import type { Clash } from "./clash.ts";
import type { CycleState } from "./cycle.ts";
import type { PlanProblem } from "./plan-problem.ts";
import { replan } from "./replan.ts";
import { isSettled } from "./status.ts";
import type { PlannedStep } from "./step.ts";
import type { Text } from "./text.ts";
import type { Instant } from "./time.ts";

/** One step's date, old and new. */
export interface MovedDate {
  readonly unit: string;
  readonly step: string;
  readonly title: Text;
  readonly from: Instant;
  readonly to: Instant;
  /** The formula that the new date comes from. */
  readonly words: Text;
  /** Working days to spare, before and after; negative = cannot be kept. */
  readonly slack: { readonly from: number; readonly to: number };
}

/** What a level loses: its tightest step, before and after. */
export interface LevelSlack {
  readonly level: string;
  readonly moved: number;
  readonly from: number;
  readonly to: number;
}

/** A paper or a decision that rests on what moves. */
export interface Touched {
  readonly unit: string;
  readonly step: string;
  readonly title: Text;
  /** `deciding`: under decision now; `issued`: it went out and names the old day. */
  readonly how: "deciding" | "issued";
}

/** Everything a change would do, worked out by the rules that will do it. */
export interface ChangePreview {
  readonly outcome: ChangeOutcome;
  readonly dates: readonly MovedDate[];
  readonly levels: readonly LevelSlack[];
  /** Steps that cannot be kept after it and could before. */
  readonly impossible: readonly MovedDate[];
  readonly cancelled: readonly {
    readonly unit: string;
    readonly step: string;
    readonly title: Text;
  }[];
  readonly touched: readonly Touched[];
  /** Only what was not so before. */
  readonly clashes: readonly Clash[];
  readonly problems: readonly PlanProblem[];
  readonly tell: readonly Telling[];
}

/**
 * Previews a change.
 * @throws DomainError as `edited` does
 */
export function previewOf(
  campaign: Campaign,
  standing: Standing,
  change: Change,
  now: Instant,
  grounds: Grounds,
): ChangePreview {
  const outcome = outcomeOf(campaign, standing, change, now, grounds);
  // Slack falls with every day that passes: what this change costs is measured against today, not against the start.
  const today = replan(campaign, standing, now);
  const index = indexed(today.whole.cycles);
  const dates = outcome.cycles.flatMap((one) => movedDates(one, index));
  const impossible = dates.filter(({ slack }) => slack.to < 0 && slack.from >= 0);
  return {
    outcome,
    dates,
    levels: levelsOf(outcome, dates),
    impossible,
    cancelled: outcome.cycles.flatMap(cancelledBy),
    touched: outcome.cycles.flatMap(touchedBy),
    clashes: fresh(
      outcome.clashes,
      today.whole.clashes,
      ({ kind, who, day }) => `${kind} ${who} ${day}`,
    ),
    problems: fresh(outcome.problems, today.whole.problems, (one) =>
      JSON.stringify([one.code, one.words]),
    ),
    tell: peopleToTell(outcome, change),
  };
}

type Slacks = ReadonlyMap<string, number>;

const indexed = (
  cycles: readonly { readonly unit: string; readonly steps: readonly PlannedStep[] }[],
): Slacks =>
  new Map(
    cycles.flatMap(({ unit, steps }) => steps.map((step) => [`${unit}/${step.id}`, step.slack])),
  );

function movedDates({ unit, before, after }: CycleChange, slacks: Slacks): readonly MovedDate[] {
  if (after.plan === before.plan) return [];
  const old = new Map(before.plan.steps.map((step) => [step.id, step]));
  return after.plan.steps.flatMap((step): MovedDate[] => {
    const was = old.get(step.id);
    if (was === undefined || isDone(after, step.id) || was.due.at === step.due.at) return [];
    return [
      {
        unit,
        step: step.id,
        title: step.title,
        from: was.due.at,
        to: step.due.at,
        words: step.due.words,
        slack: { from: slacks.get(`${unit}/${step.id}`) ?? was.slack, to: step.slack },
      },
    ];
  });
}

const isDone = (state: CycleState, step: string): boolean => {
  const stands = state.steps[step];
  return stands !== undefined && isSettled(stands);
};

function levelsOf({ cycles }: ChangeOutcome, dates: readonly MovedDate[]): LevelSlack[] {
  const levelOf = new Map(cycles.map(({ unit, after }) => [unit, after.plan.level]));
  const levels = new Map<string, LevelSlack>();
  for (const { unit, slack } of dates) {
    const level = levelOf.get(unit) ?? "";
    const so = levels.get(level);
    levels.set(level, {
      level,
      moved: (so?.moved ?? 0) + 1,
      from: Math.min(so?.from ?? slack.from, slack.from),
      to: Math.min(so?.to ?? slack.to, slack.to),
    });
  }
  return [...levels.values()];
}

function cancelledBy({ unit, before, after }: CycleChange) {
  return before.plan.steps.flatMap(({ id, title }) =>
    after.steps[id]?.status === "cancelled" && before.steps[id]?.status !== "cancelled"
      ? [{ unit, step: id, title }]
      : [],
  );
}

/** What is being decided on a step that moves, and issued papers that a moved conference rests on. */
function touchedBy({ unit, before, after }: CycleChange): readonly Touched[] {
  const old = new Map(before.plan.steps.map((step) => [step.id, step]));
  const moved = after.plan.steps.filter((step) => {
    const was = old.get(step.id);
    return was !== undefined && was.due.at !== step.due.at && !isDone(after, step.id);
  });
  const deciding = moved.flatMap(({ id, title }): Touched[] => {
    const status = before.steps[id]?.status;
    return status === "submitted" || status === "approved"
      ? [{ unit, step: id, title, how: "deciding" }]
      : [];
  });
  const under = new Set(
    moved.flatMap((step) =>
      step.kind === "conference"
        ? step.waits.flatMap((wait) => (wait.on === "step" && wait.unit === unit ? wait.step : []))
        : [],
    ),
  );
  const issued = after.plan.steps.flatMap((step): Touched[] =>
    step.kind === "document" && under.has(step.id) && before.steps[step.id]?.status === "done"
      ? [{ unit, step: step.id, title: step.title, how: "issued" }]
      : [],
  );
  return [...deciding, ...issued];
}

function fresh<T>(now: readonly T[], before: readonly T[], key: (one: T) => string): readonly T[] {
  const known = new Set(before.map(key));
  return now.filter((one) => !known.has(key(one)));
}
