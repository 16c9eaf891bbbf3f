import { calendarOf, calendarWarnings } from "./calendar.ts";
import type { Campaign } from "./campaign.ts";
import { type CheckProblem, finding } from "./check-words.ts";
import { type CampaignPlan, plan } from "./plan.ts";
import type { PlanProblem, PlanProblemCode } from "./plan-problem.ts";
import { OUTSIDE, postOf } from "./post.ts";
import { didYouMean } from "./suggest.ts";
import { dayOf } from "./time.ts";

/** What the check says better itself, with a suggestion and the place in the file. */
const OWN: ReadonlySet<PlanProblemCode> = new Set([
  "no_root",
  "unit_unreachable",
  "level_unknown",
  "pilot_unknown",
  "anchor_missing",
]);

/** What comes out when the campaign is planned: impossible dates, vacancies, clashes, years without a list. */
export function checkPlan(campaign: Campaign): CheckProblem[] {
  const planned = plan(campaign);
  const problems = planned.problems.filter(({ code }) => !OWN.has(code));
  return [
    ...checkAnchors(campaign, planned),
    ...grouped(problems.map((problem) => fromPlan(campaign, problem))),
    ...checkRecipients(campaign, planned),
    ...planned.clashes.map(({ words }) => warning("clash", words, ["teams"])),
    ...calendarWarnings(
      calendarOf(campaign.calendar),
      Number(campaign.starts.slice(0, 4)),
      Number(dayOf(planned.ends).slice(0, 4)),
    ).map((words) => warning("no_official_list", words, ["calendar", "officialYears"])),
  ];
}

const warning = (
  code: string,
  message: CheckProblem["message"],
  path: CheckProblem["path"],
): CheckProblem => ({
  code,
  severity: "warning",
  message,
  path,
  suggestion: null,
});

function fromPlan(
  campaign: Campaign,
  { code, severity, words, path, unit }: PlanProblem,
): CheckProblem {
  const inUnit = code === "unit_followed_by_no_team" || code === "no_committee";
  // A post that somebody holds at some time has a gap; a post that nobody ever holds stops the campaign.
  const post = code === "nobody_holds" ? path[1] : undefined;
  const never = post !== undefined && !campaign.appointments.some((one) => one.post === post);
  return {
    code,
    severity: never ? "error" : severity,
    message: words,
    path: inUnit && unit !== null ? ["units", unit] : path,
    suggestion: null,
  };
}

/** The same mistake in many units is told once, with their number. */
function grouped(problems: readonly CheckProblem[]): CheckProblem[] {
  const groups = new Map<string, { first: CheckProblem; others: number }>();
  for (const problem of problems) {
    const key = `${problem.code} ${problem.path.join(" ")}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: problem, others: 0 });
    else group.others += 1;
  }
  return [...groups.values()].map(({ first, others }) =>
    others === 0
      ? first
      : {
          ...first,
          message: {
            vi: `${first.message.vi} (và ${others} chỗ tương tự)`,
            en: `${first.message.en} (and ${others} more like it)`,
          },
        },
  );
}

/** Anchors that every campaign has by itself. */
const BUILT_IN = ["start", "conference", "above-conference", "root-conference", "pilot-conference"];

function checkAnchors(campaign: Campaign, { cycles }: CampaignPlan): CheckProblem[] {
  const written = Object.keys(campaign.anchors);
  const needed = new Map<string, { step: string; unit: string }>();
  for (const { steps, unit } of cycles) {
    for (const step of steps) {
      const names = "anchor" in step.due.rule ? [step.due.rule.anchor] : [];
      if (step.kind === "conference") names.push(step.conference.anchor);
      for (const name of names) if (!needed.has(name)) needed.set(name, { step: step.id, unit });
    }
  }
  const unused = written.filter((name) => !needed.has(name) && !BUILT_IN.includes(name));
  const missing = [...needed].filter(
    ([name]) => !written.includes(name) && !BUILT_IN.includes(name),
  );
  const names = missing.map(([name]) => name);
  return [
    ...missing.map(([id, data]) =>
      finding("anchor_missing", ["anchors"], { id, ...data }, didYouMean(id, unused)),
    ),
    ...unused.map((id): CheckProblem => {
      const found = finding("anchor_unused", ["anchors", id], { id }, didYouMean(id, names));
      return { ...found, severity: "warning" };
    }),
  ];
}

/** A paper that must be acknowledged by a post nobody ever holds is never acknowledged. */
function checkRecipients(campaign: Campaign, { cycles }: CampaignPlan): CheckProblem[] {
  const held = new Set(campaign.appointments.map(({ post }) => post));
  const told = new Set<string>([OUTSIDE]);
  return cycles.flatMap(({ steps }) =>
    steps.flatMap((step) => {
      if (step.kind !== "document" || step.document.acknowledgeWithin === 0) return [];
      const vacant = step.document.recipients.filter((post) => !held.has(post) && !told.has(post));
      for (const post of vacant) told.add(post);
      return vacant
        .filter((post) => postOf(campaign, post) !== null)
        .map((post) => finding("vacant_recipient", ["posts", post], { post, step: step.id }));
    }),
  );
}
