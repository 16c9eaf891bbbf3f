import type { Campaign } from "./campaign.ts";
import type { Rehearsal } from "./rehearsal.ts";
import type { StepKind } from "./template.ts";
import type { Text } from "./text.ts";
import { type Day, dayOf, type Instant } from "./time.ts";

/** A rehearsal as people read it: who is loaded how much, what was late, what never came. */
export interface RehearsalReport {
  readonly starts: Instant;
  readonly ends: Instant;
  readonly units: number;
  readonly steps: number;
  readonly done: number;
  readonly acts: number;
  readonly refused: readonly {
    readonly at: Instant;
    readonly unit: string;
    readonly step: string;
    readonly code: string;
  }[];
  readonly late: readonly {
    readonly unit: string;
    readonly step: string;
    readonly due: Instant;
    readonly at: Instant;
  }[];
  readonly load: readonly PersonLoad[];
  readonly notices: number;
  readonly stuck: readonly { readonly unit: string; readonly step: string; readonly title: Text }[];
  readonly gatesNeverOpened: readonly {
    readonly unit: string;
    readonly step: string;
    readonly title: Text;
  }[];
  readonly days: readonly RehearsedDay[];
}

export interface PersonLoad {
  readonly person: string;
  readonly name: string;
  readonly acts: number;
  readonly notices: number;
  readonly busiest: { readonly day: Day; readonly acts: number } | null;
}

/** One day of the timeline: the steps that were finished on it. */
export interface RehearsedDay {
  readonly day: Day;
  readonly finished: readonly {
    readonly at: Instant;
    readonly unit: string;
    readonly step: string;
    readonly title: Text;
    readonly kind: StepKind;
    readonly number: string | null;
  }[];
}

export function reportOf(campaign: Campaign, rehearsal: Rehearsal): RehearsalReport {
  const { world } = rehearsal;
  const states = world.states();
  const all = states.flatMap((state) =>
    state.plan.steps.map((step) => ({
      unit: state.plan.unit,
      step,
      standing: state.steps[step.id],
    })),
  );
  const done = all.flatMap(({ unit, step, standing }) =>
    standing?.status === "done" ? [{ unit, step, standing }] : [],
  );
  const titled = ({ unit, step }: { unit: string; step: string }) => ({
    unit,
    step,
    title: world.planned(unit, step).title,
  });
  return {
    starts: rehearsal.acts[0]?.at ?? rehearsal.ends,
    ends: rehearsal.ends,
    units: states.length,
    steps: all.length,
    done: done.length,
    acts: rehearsal.acts.filter((act) => act.result === "done").length,
    refused: rehearsal.acts
      .filter((act) => act.result !== "done")
      .map(({ at, obligation, result }) => ({
        at,
        unit: obligation.unit,
        step: obligation.step,
        code: result,
      })),
    late: rehearsal.acts
      .filter((act) => act.result === "done" && act.at > act.obligation.due)
      .map(({ at, obligation }) => ({
        at,
        unit: obligation.unit,
        step: obligation.step,
        due: obligation.due,
      })),
    load: loadOf(campaign, rehearsal),
    notices: rehearsal.notices.length,
    stuck: rehearsal.stuck.map(titled),
    gatesNeverOpened: rehearsal.stuck
      .filter(({ unit, step }) => world.planned(unit, step).kind === "gate")
      .map(titled),
    days: daysOf(
      done.map(({ unit, step, standing }) => ({
        at: standing.at,
        unit,
        step: step.id,
        title: step.title,
        kind: step.kind,
        number: standing.outcome.kind === "issued" ? standing.outcome.symbol : null,
      })),
    ),
  };
}

function loadOf(campaign: Campaign, { acts, notices }: Rehearsal): PersonLoad[] {
  const names = new Map(campaign.persons.map((person) => [person.id, person.name]));
  const byPerson = new Map<string, { acts: number; notices: number; days: Map<Day, number> }>();
  const of = (person: string) => {
    const kept = byPerson.get(person) ?? { acts: 0, notices: 0, days: new Map<Day, number>() };
    byPerson.set(person, kept);
    return kept;
  };
  for (const act of acts) {
    if (act.person === null || act.result !== "done") continue;
    const load = of(act.person);
    load.acts += 1;
    load.days.set(dayOf(act.at), (load.days.get(dayOf(act.at)) ?? 0) + 1);
  }
  for (const notice of notices) if (notice.person !== null) of(notice.person).notices += 1;
  return [...byPerson]
    .map(([person, load]) => {
      const [busiest] = [...load.days].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      return {
        person,
        name: names.get(person) ?? person,
        acts: load.acts,
        notices: load.notices,
        busiest: busiest ? { day: busiest[0], acts: busiest[1] } : null,
      };
    })
    .sort((a, b) => b.acts - a.acts || (a.person < b.person ? -1 : 1));
}

function daysOf(finished: RehearsedDay["finished"][number][]): RehearsedDay[] {
  const days = new Map<Day, RehearsedDay["finished"][number][]>();
  for (const step of [...finished].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
    const day = dayOf(step.at);
    days.set(day, [...(days.get(day) ?? []), step]);
  }
  return [...days].map(([day, steps]) => ({ day, finished: steps }));
}
