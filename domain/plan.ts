import { type Campaign, DAY_BEGINS, type Unit } from "./campaign.ts";
import { checkLadders } from "./check-ladder.ts";
import { type Clash, clashesOf } from "./clash.ts";
import type { CyclePlan } from "./cycle.ts";
import { beginsAt } from "./entered.ts";
import type { LaddersByAct } from "./obligation-act.ts";
import { checkGraph } from "./plan-check.ts";
import { type PlanContext, planContext } from "./plan-context.ts";
import { datingOf } from "./plan-date.ts";
import { graphOf, type PlanGraph, slackOf } from "./plan-graph.ts";
import type { PlanProblem } from "./plan-problem.ts";
import { planStep } from "./plan-step.ts";
import { resolvePosts } from "./post.ts";
import { scheduleOf } from "./schedule.ts";
import type { PlannedStep } from "./step.ts";
import type { Template } from "./template.ts";
import { type Instant, instantOf } from "./time.ts";
import { append } from "./unit-tree.ts";

/** A campaign planned: every step of every unit with its dates and posts, and what is wrong with it. */
export interface CampaignPlan {
  /** In tree order, the root first. */
  readonly cycles: readonly CyclePlan[];
  readonly problems: readonly PlanProblem[];
  readonly clashes: readonly Clash[];
  /** The last instant at which anything is due. */
  readonly ends: Instant;
}

/**
 * Plans a campaign: conference days first, then every step's posts, waits and due date backwards from
 * them, then one pass forwards for what is possible at the earliest. The same campaign always gives
 * the same plan. Never throws: what is wrong is among the problems, and a date that cannot be
 * computed falls on the campaign's start.
 */
export function plan(campaign: Campaign): CampaignPlan {
  const context = planContext(campaign);
  reportTree(context);
  checkLadders(context);
  const schedule = scheduleOf(context);
  const dating = datingOf(context, schedule);
  const planned = context.tree.order.flatMap((unit) =>
    context.steps(unit).all.map((step) => ({
      unit,
      step: planStep(context, schedule, dating, unit, step),
    })),
  );
  const graph = graphOf(context, planned);
  const steps = datedSteps(context, graph);
  const cycles = context.tree.order.map((unit) => cycleOf(context, unit, steps.get(unit) ?? []));
  return {
    cycles,
    problems: context.problems.found,
    clashes: clashesOf(campaign, cycles),
    ends: planned.reduce(
      (latest, { step }) => (step.due.at > latest ? step.due.at : latest),
      instantOf(campaign.starts, DAY_BEGINS),
    ),
  };
}

function datedSteps(context: PlanContext, graph: PlanGraph): Map<Unit, PlannedStep[]> {
  const slacks = graph.nodes.map((node, n) => {
    const span = graph.spans[n];
    return span == null ? 0 : slackOf(context, node, span);
  });
  checkGraph(context, graph, slacks);
  const begins = beginsAt(context.campaign);
  const steps = new Map<Unit, PlannedStep[]>();
  for (const [n, { unit, step }] of graph.nodes.entries()) {
    step.earliest = graph.spans[n]?.start ?? begins;
    step.slack = slacks[n] ?? 0;
    const informed = graph.informs.get(n);
    if (informed !== undefined) step.informs = [...informed];
    append(steps, unit, step);
  }
  return steps;
}

function cycleOf(context: PlanContext, unit: Unit, steps: readonly PlannedStep[]): CyclePlan {
  return {
    version: 1,
    campaign: context.campaign.id,
    unit: unit.id,
    level: unit.level,
    parent: unit === context.tree.root ? null : unit.parent,
    pilot: unit === context.pilot,
    ...usualLadders(context.campaign.template),
    superiors: superiorsOf(context, unit),
    steps,
  };
}

/** Who decides on later dates: the heads above; the root's own head, then its standing deputy. */
function superiorsOf({ campaign, tree }: PlanContext, unit: Unit): string[] {
  const expressions =
    unit === tree.root ? ["unit.head", "unit.standing-deputy"] : ["above.head", "root.head"];
  const posts = expressions.flatMap((one) => resolvePosts(campaign, unit.id, one));
  return [...new Set(posts)];
}

const usualLadders = ({ usualLadders }: Template): { readonly ladders?: LaddersByAct } =>
  usualLadders === undefined ? {} : { ladders: usualLadders };

/** What is wrong with the tree itself: planning goes on with what can be reached. */
function reportTree({ campaign, tree, level, pilot, problems }: PlanContext): void {
  const at = (path: readonly string[], unit: string | null = null) => ({ unit, step: null, path });
  if (tree.root === null) problems.report("no_root", at(["units"]), {});
  const reached = new Set(tree.order);
  for (const unit of campaign.units) {
    const data = { unit: unit.name, level: unit.level };
    const place = at(["units", unit.id], unit.id);
    if (!reached.has(unit)) problems.report("unit_unreachable", place, data);
    else if (level(unit) === null) problems.report("level_unknown", place, data);
  }
  if (campaign.pilot !== null && pilot === null) {
    problems.report("pilot_unknown", at(["pilot"]), { unit: campaign.pilot });
  }
}
