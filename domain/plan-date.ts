import { type AnchorDay, anchorDay } from "./anchor.ts";
import { addWorkingDays, isWorkingDay } from "./calendar.ts";
import type { Unit } from "./campaign.ts";
import { dayWords, dueWords } from "./date-words.ts";
import { type PlanContext, stepPlace } from "./plan-context.ts";
import type { Schedule } from "./schedule.ts";
import type { PlannedDate } from "./step.ts";
import type { DueRule, TemplateStep } from "./template.ts";
import type { Text } from "./text.ts";

/** Works out when steps are due; what it has once computed for a rule or an anchor it keeps. */
export interface Dating {
  readonly due: (unit: Unit, step: TemplateStep) => PlannedDate;
}

/** Dates by one campaign's anchors and conference days, each in its unit's working days. */
export function datingOf(context: PlanContext, schedule: Schedule): Dating {
  const words = new Map<DueRule, Text>();
  const anchors = new Map<string, AnchorDay>();
  for (const [name, anchor] of Object.entries(context.campaign.anchors)) {
    anchors.set(name, anchorDay(context.calendar, anchor));
  }
  const wordsOf = (rule: DueRule): Text => {
    const made = words.get(rule) ?? dueWords(rule, context.campaign.template.anchors);
    words.set(rule, made);
    return made;
  };
  return {
    due: (unit, step) => {
      const rule = step.due;
      const { day, proposed } = dueDay(context, schedule, anchors, unit, step);
      warnOfRest(context, unit, step, day);
      return { at: context.instant(day, rule.at), rule, words: wordsOf(rule), proposed };
    },
  };
}

function dueDay(
  context: PlanContext,
  schedule: Schedule,
  anchors: ReadonlyMap<string, AnchorDay>,
  unit: Unit,
  step: TemplateStep,
): AnchorDay {
  const rule = step.due;
  if ("day" in rule) return { day: rule.day, proposed: false };
  const from = ownAnchor(context, schedule, unit, step, rule.anchor) ?? anchors.get(rule.anchor);
  if (from === undefined) {
    const { place, data } = stepPlace(unit, step, "due");
    const once = `${unit.level}/${step.id}/${rule.anchor}`;
    context.problems.report("anchor_missing", { ...place, once }, { ...data, anchor: rule.anchor });
    return { day: context.campaign.starts, proposed: true };
  }
  const day = addWorkingDays(context.calendar, from.day, rule.days, unit.id);
  return { day, proposed: from.proposed };
}

/** Anchors that every campaign has by itself; `conference` is that of a second conference for its own step. */
function ownAnchor(
  context: PlanContext,
  schedule: Schedule,
  unit: Unit,
  step: TemplateStep,
  anchor: string,
): AnchorDay | null {
  const { campaign, tree, pilot } = context;
  switch (anchor) {
    case "start":
      return { day: campaign.starts, proposed: false };
    case "conference":
      return schedule.of(unit.id, step.id) ?? schedule.main(unit.id);
    case "above-conference":
      return unit.parent === null ? null : schedule.main(unit.parent);
    case "root-conference":
      return tree.root === null ? null : schedule.main(tree.root.id);
    case "pilot-conference":
      return pilot === null ? null : schedule.main(pilot.id);
    default:
      return null;
  }
}

function warnOfRest(context: PlanContext, unit: Unit, step: TemplateStep, day: string): void {
  if (isWorkingDay(context.calendar, day, unit.id)) return;
  const { place, data } = stepPlace(unit, step, "due");
  // A day nobody works is one mistake for all units of the level; a unit's closure concerns it alone.
  const whose = isWorkingDay(context.calendar, day) ? unit.id : unit.level;
  const once = `${whose}/${step.id}/${day}`;
  context.problems.report("not_working_day", { ...place, once }, { ...data, day: dayWords(day) });
}
