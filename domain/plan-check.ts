import { dayWords, instantWords } from "./date-words.ts";
import { type PlanContext, stepPlace } from "./plan-context.ts";
import { metAt, type Need, type PlanGraph, type PlanNode, type Span } from "./plan-graph.ts";
import type { ProblemData, ProblemPlace } from "./plan-problem.ts";

/** Reports what the dates of a plan make impossible, and steps that wait in a circle. */
export function checkGraph(
  context: PlanContext,
  graph: PlanGraph,
  slacks: readonly number[],
): void {
  for (const [n, node] of graph.nodes.entries()) {
    const span = graph.spans[n];
    if (span == null) continue;
    if ((slacks[n] ?? 0) < 0) reportTooLate(context, node, span);
    for (const need of node.needs) checkOrder(context, graph, node, need);
  }
  for (const circle of graph.circles) reportCircle(context, graph, circle);
}

function reportTooLate(context: PlanContext, node: PlanNode, span: Span): void {
  const { place, data } = placeOf(node);
  const { step } = node;
  const isMeeting = step.kind === "conference";
  const due = isMeeting ? dayWords(step.conference.day) : instantWords(step.due.at);
  const end = instantWords(isMeeting ? span.start : span.end);
  const code = step.kind === "gate" ? "gate_never_opens" : "negative_slack";
  context.problems.report(code, place, { ...data, due, end });
}

function checkOrder(context: PlanContext, graph: PlanGraph, node: PlanNode, need: Need): void {
  const dueOf = (n: number): string => {
    const step = graph.nodes[n]?.step;
    return step?.entered ?? step?.due.at ?? "";
  };
  const met = metAt(need, dueOf);
  if (met === null || met <= node.step.due.at) return;
  const last = graph.nodes[need.nodes.find((n) => dueOf(n) === met) ?? -1];
  if (last === undefined) return;
  const { place, data } = placeOf(node);
  const wait = {
    vi: `${last.step.title.vi}» của «${last.unit.name}`,
    en: `${last.step.title.en}” of “${last.unit.name}`,
  };
  const dates = { due: instantWords(node.step.due.at), waitDue: instantWords(met) };
  context.problems.report("due_before_predecessor", place, { ...data, ...dates, wait });
}

/** The same circle in every unit of a level is one mistake in the template. */
function reportCircle(context: PlanContext, graph: PlanGraph, circle: readonly number[]): void {
  const members = circle.flatMap((n) => graph.nodes[n] ?? []);
  const first = members[0];
  if (first === undefined) return;
  const { place } = placeOf(first);
  const names = members.map(({ unit, step }) => `${unit.level}/${step.id}`);
  const once = [...names].sort().join(" ");
  const steps = [...names, names[0]].join(" → ");
  context.problems.report("cycle_among_steps", { ...place, once }, { steps });
}

function placeOf({ unit, step }: PlanNode): { place: ProblemPlace; data: ProblemData } {
  return stepPlace(unit, step, "due");
}
