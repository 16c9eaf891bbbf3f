import { addWorkingDays, workingDaysBetween } from "./calendar.ts";
import type { Unit } from "./campaign.ts";
import { DAY_BEGINS } from "./campaign.ts";
import type { PlanContext } from "./plan-context.ts";
import type { PlannedStep, Wait } from "./step.ts";
import { dayOf, type Instant, instantOf, timeOf } from "./time.ts";
import { append } from "./unit-tree.ts";

/** One step of one unit among all of them, with what it waits for. */
export interface PlanNode {
  readonly unit: Unit;
  readonly step: PlannedStep;
  readonly needs: readonly Need[];
}

/** A wait as nodes: `count` of them must be there. */
export interface Need {
  readonly nodes: readonly number[];
  readonly count: number;
}

/** All steps of a campaign and how they wait for each other. */
export interface PlanGraph {
  readonly nodes: readonly PlanNode[];
  /** By node: when it can begin and end at the earliest; null for steps that wait in a circle. */
  readonly spans: readonly (Span | null)[];
  /** Nodes that wait for each other, each circle once. */
  readonly circles: readonly (readonly number[])[];
  /** By node: other units whose steps wait for it. */
  readonly informs: readonly ReadonlySet<string>[];
}

export interface Span {
  readonly start: Instant;
  readonly end: Instant;
}

/** Links the steps and runs forward through them once, each after all it waits for. */
export function graphOf(
  context: PlanContext,
  planned: readonly { readonly unit: Unit; readonly step: PlannedStep }[],
): PlanGraph {
  const index = new Map(planned.map(({ unit, step }, n) => [`${unit.id}/${step.id}`, n]));
  const nodes = planned.map(({ unit, step }) => ({ unit, step, needs: needsOf(step, index) }));
  const followers = new Map<number, number[]>();
  const informs = nodes.map(() => new Set<string>());
  for (const [n, node] of nodes.entries()) {
    for (const before of node.needs.flatMap((need) => need.nodes)) {
      append(followers, before, n);
      if (nodes[before]?.unit !== node.unit) informs[before]?.add(node.unit.id);
    }
  }
  const spans = forwardPass(context, nodes, followers);
  return { nodes, spans, informs, circles: circlesAmong(nodes, spans) };
}

function needsOf(step: PlannedStep, index: ReadonlyMap<string, number>): Need[] {
  const waits = step.kind === "gate" ? [...step.waits, ...step.gate.evidence] : step.waits;
  return waits.map((wait) => {
    const nodes = awaited(wait).flatMap((key) => index.get(key) ?? []);
    return { nodes, count: wait.on === "below" ? wait.need : nodes.length };
  });
}

const awaited = (wait: Wait): string[] =>
  wait.on === "below"
    ? wait.units.map((unit) => `${unit}/${wait.step}`)
    : [`${wait.unit}/${wait.step}`];

function forwardPass(
  context: PlanContext,
  nodes: readonly PlanNode[],
  followers: ReadonlyMap<number, readonly number[]>,
): (Span | null)[] {
  const floor = instantOf(context.campaign.starts, DAY_BEGINS);
  const spans: (Span | null)[] = nodes.map(() => null);
  const open = nodes.map(({ needs }) => needs.reduce((sum, need) => sum + need.nodes.length, 0));
  const ready = [...open.keys()].filter((n) => open[n] === 0);
  for (let n = ready.pop(); n !== undefined; n = ready.pop()) {
    const node = nodes[n];
    if (node === undefined) continue;
    const start = node.needs.reduce((latest, need) => {
      const met = metAt(need, (each) => spans[each]?.end ?? floor);
      return met !== null && met > latest ? met : latest;
    }, floor);
    spans[n] = { start, end: earliestEnd(context, node, start) };
    for (const follower of followers.get(n) ?? []) {
      const left = (open[follower] ?? 0) - 1;
      open[follower] = left;
      if (left === 0) ready.push(follower);
    }
  }
  return spans;
}

/** When a need is met, of instants by node: its `count`-th earliest. null when it needs nothing. */
export function metAt(need: Need, at: (node: number) => Instant): Instant | null {
  if (need.nodes.length === 1 && need.nodes[0] !== undefined) return at(need.nodes[0]);
  const instants = need.nodes.map(at).sort();
  return instants[need.count - 1] ?? null;
}

/** A paper takes a working day from draft to number; a conference ends on its day; the rest can follow at once. */
function earliestEnd({ calendar }: PlanContext, { unit, step }: PlanNode, start: Instant): Instant {
  if (step.kind === "conference") {
    const held = instantOf(step.conference.day, step.conference.at);
    return held > start ? held : start;
  }
  if (step.kind !== "document") return start;
  return instantOf(addWorkingDays(calendar, dayOf(start), 1, unit.id), timeOf(start));
}

/**
 * Working days a step may lose. A conference's are counted to its beginning, because it cannot end
 * before its day; every other step's from its earliest end to its due instant. Negative = impossible.
 */
export function slackOf({ calendar }: PlanContext, { unit, step }: PlanNode, span: Span): number {
  const isMeeting = step.kind === "conference";
  const end = isMeeting ? span.start : span.end;
  const due = isMeeting ? instantOf(step.conference.day, step.conference.at) : step.due.at;
  const days = workingDaysBetween(calendar, dayOf(end), dayOf(due), unit.id);
  return end > due ? Math.min(days, -1) : days;
}

/** Every step left without a span waits in a circle or behind one: walking back always ends in it. */
function circlesAmong(nodes: readonly PlanNode[], spans: readonly (Span | null)[]): number[][] {
  const seen = new Set<number>();
  const circles: number[][] = [];
  for (const start of nodes.keys()) {
    if (spans[start] !== null || seen.has(start)) continue;
    const walked = new Map<number, number>();
    let at: number | undefined = start;
    while (at !== undefined && !seen.has(at)) {
      seen.add(at);
      walked.set(at, walked.size);
      at = nodes[at]?.needs.flatMap((need) => need.nodes).find((n) => spans[n] === null);
    }
    const entry = at === undefined ? undefined : walked.get(at);
    if (entry !== undefined) circles.push([...walked.keys()].slice(entry).reverse());
  }
  return circles;
}
