import type { Change } from "./change.ts";
import type { ChangeOutcome, CycleChange } from "./change-outcome.ts";
import { isSettled } from "./status.ts";
import type { PlannedStep } from "./step.ts";

/** One post that is told of a change, and of what. */
export interface Telling {
  readonly post: string;
  readonly items: readonly {
    readonly unit: string;
    /** null: of the unit as a whole (it stops, goes on, takes no further part). */
    readonly step: string | null;
    readonly what: "moved" | "cancelled" | "suspended" | "resumed" | "dropped";
  }[];
}

type Item = Telling["items"][number];

/**
 * Whom a change concerns: who owes a step that moves or goes, who was to come to a conference that moves, and who
 * owes anything at all where a unit stops, goes on or drops out. Each post once, with everything that concerns it.
 */
export function peopleToTell({ cycles }: ChangeOutcome, { kind }: Change): readonly Telling[] {
  const told = new Map<string, Item[]>();
  const add = (posts: readonly string[], item: Item): void => {
    for (const post of new Set(posts)) {
      const items = told.get(post);
      if (items === undefined) told.set(post, [item]);
      else items.push(item);
    }
  };
  for (const one of cycles) {
    const whole = wholeOf(one, kind);
    if (whole !== null) add(openOwners(one), { unit: one.unit, step: null, what: whole });
    for (const [step, what] of stepsOf(one))
      add(concerned(step), { unit: one.unit, step: step.id, what });
  }
  return [...told].map(([post, items]) => ({ post, items }));
}

function wholeOf({ before, after }: CycleChange, kind: Change["kind"]): Item["what"] | null {
  if (before.status === after.status) return null;
  if (kind === "drop_unit") return "dropped";
  return after.status === "suspended" ? "suspended" : "resumed";
}

/** Who owes what is still to do. */
const openOwners = ({ before }: CycleChange): readonly string[] =>
  before.plan.steps.flatMap(({ id, owner }) => {
    const stands = before.steps[id];
    return stands === undefined || isSettled(stands) ? [] : [owner];
  });

function stepsOf({
  before,
  after,
}: CycleChange): readonly (readonly [PlannedStep, Item["what"]])[] {
  if (after.status === "cancelled") return [];
  const old = new Map(before.plan.steps.map((step) => [step.id, step]));
  const moved = after.plan.steps.flatMap((step) => {
    const stands = after.steps[step.id];
    const settled = stands !== undefined && isSettled(stands);
    return !settled && old.get(step.id)?.due.at !== step.due.at ? [[step, "moved"] as const] : [];
  });
  const gone = before.plan.steps.flatMap((step) =>
    after.steps[step.id]?.status === "cancelled" && before.steps[step.id]?.status !== "cancelled"
      ? [[step, "cancelled"] as const]
      : [],
  );
  return [...moved, ...gone];
}

const concerned = (step: PlannedStep): readonly string[] =>
  step.kind === "conference" ? [step.owner, ...step.conference.attendees] : [step.owner];
