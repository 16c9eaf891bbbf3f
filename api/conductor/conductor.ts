import type { RehearsalClock } from "#api/contract-rehearsal.ts";
import { agendaOf } from "#domain/agenda.ts";
import { actsAt, type Script, triesAgainAt } from "#domain/behaviour.ts";
import { calendarOf } from "#domain/calendar.ts";
import type { Campaign } from "#domain/campaign.ts";
import type { Obligation } from "#domain/obligation.ts";
import type { CampaignPlan } from "#domain/plan.ts";
import type { Instant } from "#domain/time.ts";
import { type ActedAt, act } from "./actor.ts";
import { type Api, apiWith, HttpProblem } from "./http.ts";
import { watch } from "./watch.ts";

export interface Conducted {
  readonly acts: readonly ActedAt[];
  readonly ends: Instant;
}

export interface Stage {
  readonly base: string;
  /** The operator's API: watches and moves the clock, never acts. */
  readonly operator: Api;
  readonly campaign: string;
  /** Person → token. */
  readonly actors: ReadonlyMap<string, string>;
}

interface Planned {
  readonly at: Instant;
  readonly key: string;
  readonly obligation: Obligation;
  readonly tries: number;
}

const MOST_TRIES = 15;

/**
 * Conducts a live rehearsal: reads what is owed, lets each actor act at the scripted instant, and between acts
 * moves the clock to whatever comes first, an act or something of the engine's. Holds nothing that the stack
 * does not: after a kill it reads what is owed and goes on.
 */
export async function conduct(
  stage: Stage,
  definition: Campaign,
  plan: CampaignPlan,
  script: Script,
  shown: (clock: RehearsalClock, acts: number, owed: number) => void,
): Promise<Conducted> {
  const calendar = calendarOf(definition.calendar);
  const steps = new Map(
    plan.cycles.flatMap((cycle) => cycle.steps.map((step) => [`${cycle.unit}/${step.id}`, step])),
  );
  const agenda = agendaOf<Planned>((a, b) => (a.at !== b.at ? a.at < b.at : a.key < b.key));
  const known = new Set<string>();
  const acts: ActedAt[] = [];
  for (;;) {
    let clock = await quiet(stage);
    const owed = await watch(stage.operator, stage.campaign);
    const holders = new Map(owed.map((one) => [one.obligation.id, one.person]));
    for (const { obligation, arose } of owed) {
      const step = steps.get(`${obligation.unit}/${obligation.step}`);
      if (known.has(obligation.id) || !step) continue;
      known.add(obligation.id);
      const at = actsAt(obligation, step, arose, calendar, script);
      agenda.push({ at, key: obligation.id, obligation, tries: 0 });
    }
    shown(clock, acts.length, owed.length);
    while (agenda.peek() && !holders.has(agenda.peek()?.key ?? "")) agenda.pop();
    const next = agenda.peek();
    const target = earliest(next?.at ?? null, clock.nextEngineDue);
    if (target === null) return { acts, ends: clock.instant };
    if (target > clock.instant) {
      clock = await move(stage, target);
      continue;
    }
    agenda.pop();
    if (!next) continue;
    const token = stage.actors.get(holders.get(next.key) ?? "");
    const result = token
      ? await act(apiWith(stage.base, token), stage.campaign, next.obligation, script)
      : "nobody_holds_the_post";
    acts.push({ at: clock.instant, obligation: next.key, result });
    if (result !== "done" && next.tries < MOST_TRIES) {
      const at = triesAgainAt(clock.instant, calendar, next.obligation.unit);
      agenda.push({ ...next, at, tries: next.tries + 1 });
    }
  }
}

const clockPath = (stage: Stage): string =>
  `/api/rehearsals/${encodeURIComponent(stage.campaign)}/clock`;

/** The clock, once nothing that is due is unhandled. */
async function quiet(stage: Stage): Promise<RehearsalClock> {
  for (let pause = 10; ; pause = Math.min(pause * 2, 500)) {
    const clock = await stage.operator.get<RehearsalClock>(clockPath(stage));
    if (clock.quiet) return clock;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Moves the clock towards an instant; it is held while anything is due, and by its speed. */
async function move(stage: Stage, to: Instant): Promise<RehearsalClock> {
  for (;;) {
    try {
      return await stage.operator.send<RehearsalClock>("POST", clockPath(stage), { to });
    } catch (error) {
      if (!(error instanceof HttpProblem) || error.code !== "clock_held") throw error;
    }
  }
}

const earliest = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null ? b : b === null ? a : a < b ? a : b;
