import { calendarOf, workingDaysBetween } from "./calendar.ts";
import type { Campaign } from "./campaign.ts";
import { type CheckProblem, finding } from "./check-words.ts";
import type { CyclePlan } from "./cycle.ts";
import type { CampaignPlan } from "./plan.ts";
import { didYouMean } from "./suggest.ts";
import { addDays } from "./time.ts";

/** Anchors that a cycle has by itself: the unit's own conference, and those of its relations. */
function ownAnchors(cycle: CyclePlan, hasPilot: boolean): string[] {
  const own = ["start", "conference", "root-conference"];
  if (cycle.parent !== null) own.push("above-conference");
  if (hasPilot) own.push("pilot-conference");
  return own;
}

/** Anchors that steps ask for and the campaign lacks, anchors nothing asks for, windows without a working day. */
export function checkAnchors(campaign: Campaign, { cycles }: CampaignPlan): CheckProblem[] {
  const written = Object.keys(campaign.anchors);
  const needed = new Map<string, { step: string; unit: string }>();
  for (const cycle of cycles) {
    const { unit } = cycle;
    const own = ownAnchors(cycle, campaign.pilot !== null);
    for (const step of cycle.steps) {
      const names = "anchor" in step.due.rule ? [step.due.rule.anchor] : [];
      if (step.kind === "conference") names.push(step.conference.anchor);
      for (const name of names) {
        if (!own.includes(name) && !needed.has(name)) needed.set(name, { step: step.id, unit });
      }
    }
  }
  const unused = written.filter((name) => !needed.has(name) && name !== "pilot-conference");
  const missing = [...needed].filter(([name]) => !written.includes(name));
  const names = missing.map(([name]) => name);
  return [
    ...checkWindows(campaign),
    ...missing.map(([id, data]) =>
      finding("anchor_missing", ["anchors"], { id, ...data }, didYouMean(id, unused)),
    ),
    ...unused.map((id): CheckProblem => {
      const found = finding("anchor_unused", ["anchors", id], { id }, didYouMean(id, names));
      return { ...found, severity: "warning" };
    }),
  ];
}

/** A window that lies on days off alone. */
function checkWindows({ anchors, calendar }: Campaign): CheckProblem[] {
  const working = calendarOf(calendar);
  return Object.entries(anchors).flatMap(([id, anchor]) => {
    if (anchor.kind === "fixed") return [];
    const { from, to } = anchor;
    if (workingDaysBetween(working, addDays(from, -1), to) > 0) return [];
    return [finding("window_empty", ["anchors", id], { id, from, to })];
  });
}
