import type { Unit } from "./campaign.ts";
import { type PlanContext, stepPlace } from "./plan-context.ts";
import { CHANNELS } from "./preference.ts";
import type { Ladder, TemplateStep } from "./template.ts";

const RUNG_CHANNELS: ReadonlySet<string> = new Set([...CHANNELS, "call"]);

/** Ladders that a step names for its acts and the template does not have. */
export function checkStepLadders(context: PlanContext, unit: Unit, step: TemplateStep): void {
  const { ladders } = context.campaign.template;
  for (const ladder of [step.ladder, ...Object.values(step.ladders ?? {})]) {
    if (ladders[ladder] !== undefined) continue;
    const { place, data } = stepPlace(unit, step, "ladder");
    const once = `${unit.level}/${step.id}/${ladder}`;
    context.problems.report("ladder_unknown", { ...place, once }, { ...data, ladder });
  }
}

/** What is wrong with the template's ladders themselves. */
export function checkLadders(context: PlanContext): void {
  const { ladders, usualLadders = {} } = context.campaign.template;
  for (const [act, ladder] of Object.entries(usualLadders)) {
    if (ladders[ladder] !== undefined) continue;
    const path = ["changes", "usualLadders", act];
    context.problems.report(
      "usual_ladder_unknown",
      { unit: null, step: null, path },
      { act, ladder },
    );
  }
  for (const [id, ladder] of Object.entries(ladders)) checkRungs(context, id, ladder);
}

function checkRungs(context: PlanContext, ladder: string, { rungs }: Ladder): void {
  const { texts = {} } = context.campaign.template;
  const place = { unit: null, step: null, path: ["changes", "ladders", ladder] };
  const seen = new Set<string>();
  for (const { id: rung, to, copy = [], text, channel, ...more } of rungs) {
    if (channel !== undefined && !RUNG_CHANNELS.has(channel))
      context.problems.report("rung_channel_unknown", place, { ladder, rung, channel });
    if (seen.has(rung)) context.problems.report("rung_repeated", place, { ladder, rung });
    seen.add(rung);
    if (more.private && [...to, ...copy].some((post) => post !== "owner"))
      context.problems.report("rung_not_private", place, { ladder, rung });
    if (text !== undefined && texts[text] === undefined)
      context.problems.report("rung_text_unknown", place, { ladder, rung, text });
  }
}
