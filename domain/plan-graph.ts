import { addWorkingDays, workingDaysBetween } from "./calendar.ts";
import type { Unit } from "./campaign.ts";
import { beginsAt } from "./entered.ts";
import type { PlanContext } from "./plan-context.ts";
import type { UndatedStep } from "./plan-step.ts";
import type { PlannedStep, Wait } from "./step.ts";
import { type Instant, timeOf } from "./time.ts";

/** One step of one unit among all of them, with what it waits for. */
export interface PlanNode {
  readonly unit: Unit;
  readonly step: UndatedStep;
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
  readonly informs: ReadonlyMap<number, ReadonlySet<string>>;
}

export interface Span {
  readonly start: Instant;
  readonly end: Instant;
}

/** Links the steps and runs forward through them once, each after all it waits for. */
export function graphOf(
  context: PlanContext,
  planned: readonly { readonly unit: Unit; readonly step: UndatedStep }[],
): PlanGraph {
  const nodeOf = numbering(context);
  const nodes = planned.map(({ unit, step }) => ({ unit, step, needs: needsOf(step, nodeOf) }));
  const followers: number[][] = nodes.map(() => []);
  const informs = new Map<number, Set<string>>();
  for (const [n, node] of nodes.entries()) {
    for (const need of node.needs) {
      for (const before of need.nodes) {
        followers[before]?.push(n);
        if (nodes[before]?.unit === node.unit) continue;
        const informed = informs.get(before) ?? new Set();
        informs.set(before, informed.add(node.unit.id));
      }
    }
  }
  const spans = forwardPass(context, nodes, followers);
  return { nodes, spans, informs, circles: circlesAmong(nodes, spans) };
}

/** A step's number is its unit's first number and its place in the unit: no name is put together. */
function numbering({ tree, steps }: PlanContext): NodeOf {
  const first = new Map<string, number>();
  let next = 0;
  for (const unit of tree.order) {
    first.set(unit.id, next);
    next += steps(unit).all.length;
  }
  return (id, step) => {
    const unit = tree.unit(id);
    const place = unit === null ? undefined : steps(unit).place(step);
    const from = first.get(id);
    return place === undefined || from === undefined ? undefined : from + place;
  };
}

type NodeOf = (unit: string, step: string) => number | undefined;

function needsOf(step: PlannedStep, nodeOf: NodeOf): Need[] {
  const needs: Need[] = [];
  for (const wait of step.waits) needs.push(needOf(wait, nodeOf));
  if (step.kind === "gate") for (const wait of step.gate.evidence) needs.push(needOf(wait, nodeOf));
  return needs;
}

function needOf(wait: Wait, nodeOf: NodeOf): Need {
  const nodes: number[] = [];
  for (const unit of wait.on === "below" ? wait.units : [wait.unit]) {
    const node = nodeOf(unit, wait.step);
    if (node !== undefined) nodes.push(node);
  }
  return { nodes, count: wait.on === "below" ? wait.need : nodes.length };
}

function forwardPass(
  context: PlanContext,
  nodes: readonly PlanNode[],
  followers: readonly (readonly number[])[],
): (Span | null)[] {
  const floor = beginsAt(context.campaign);
  const spans: (Span | null)[] = nodes.map(() => null);
  const endOf = (n: number): Instant => spans[n]?.end ?? floor;
  const open = nodes.map(({ needs }) => needs.reduce((sum, need) => sum + need.nodes.length, 0));
  const ready = [...open.keys()].filter((n) => open[n] === 0);
  for (let n = ready.pop(); n !== undefined; n = ready.pop()) {
    const node = nodes[n];
    if (node === undefined) continue;
    let start = floor;
    for (const need of node.needs) {
      const met = metAt(need, endOf);
      if (met !== null && met > start) start = met;
    }
    const done = node.step.entered;
    spans[n] =
      done === undefined
        ? { start, end: earliestEnd(context, node, start) }
        : { start: done, end: done };
    for (const follower of followers[n] ?? []) {
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
function earliestEnd(context: PlanContext, { unit, step }: PlanNode, start: Instant): Instant {
  if (step.kind === "conference") {
    const held = context.instant(step.conference.day, step.conference.at);
    return held > start ? held : start;
  }
  if (step.kind !== "document") return start;
  const next = addWorkingDays(context.calendar, context.day(start), 1, unit.id);
  return context.instant(next, timeOf(start));
}

/**
 * Working days a step may lose. A conference's are counted to its beginning, because it cannot end
 * before its day; every other step's from its earliest end to its due instant. Negative = impossible.
 */
export function slackOf(context: PlanContext, { unit, step }: PlanNode, span: Span): number {
  if (step.entered !== undefined) return 0;
  const isMeeting = step.kind === "conference";
  const end = isMeeting ? span.start : span.end;
  const due = isMeeting ? context.instant(step.conference.day, step.conference.at) : step.due.at;
  const days = workingDaysBetween(context.calendar, context.day(end), context.day(due), unit.id);
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
