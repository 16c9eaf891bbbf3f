import { calendarOf, calendarWarnings } from "./calendar.ts";
import type { Campaign } from "./campaign.ts";
import { checkAnchors } from "./check-anchor.ts";
import { checkEntered } from "./check-entered.ts";
import { type CheckProblem, finding } from "./check-words.ts";
import { type CampaignPlan, plan } from "./plan.ts";
import type { PlanProblem, PlanProblemCode } from "./plan-problem.ts";
import { OUTSIDE, postOf } from "./post.ts";
import { dayOf } from "./time.ts";

/** What the check says better itself, with a suggestion and the place in the file. */
const OWN: ReadonlySet<PlanProblemCode> = new Set([
  "no_root",
  "unit_unreachable",
  "level_unknown",
  "pilot_unknown",
  "anchor_missing",
]);

/** Findings about dates; meaningless when an anchor is missing, or what is entered as done is wrong. */
const DATES: ReadonlySet<PlanProblemCode> = new Set([
  "due_before_predecessor",
  "negative_slack",
  "gate_never_opens",
  "window_too_short",
  "not_working_day",
]);

/** What comes out when the campaign is planned: impossible dates, vacancies, clashes, years without a list. */
export function checkPlan(campaign: Campaign): CheckProblem[] {
  const planned = plan(campaign);
  const anchors = checkAnchors(campaign, planned);
  const late = checkStart(campaign, planned);
  const entered = checkEntered(campaign, planned);
  const isTimeless =
    late.length + entered.length > 0 || anchors.some(({ severity }) => severity === "error");
  const isCause = causesOnly(planned);
  const held = new Set(campaign.appointments.map(({ post }) => post));
  const problems = planned.problems.filter((problem) => {
    if (OWN.has(problem.code) || (isTimeless && DATES.has(problem.code))) return false;
    // A leader who is no post at all is told where the team names them.
    const post = problem.code === "nobody_holds" ? problem.path[1] : undefined;
    return isCause(problem) && (post === undefined || postOf(campaign, post) !== null);
  });
  return [
    ...late,
    ...anchors,
    ...grouped(problems.map((problem) => fromPlan(held, problem))),
    ...checkRecipients(campaign, planned, held),
    ...entered,
    ...planned.clashes.map(({ words }) => warning("clash", words, ["teams"])),
    ...calendarWarnings(
      calendarOf(campaign.calendar),
      Number(campaign.starts.slice(0, 4)),
      Number(dayOf(planned.ends).slice(0, 4)),
    ).map((words) => warning("no_official_list", words, ["calendar", "officialYears"])),
  ];
}

/** A start after the first due date makes everything late: one cause, told once. */
function checkStart({ starts }: Campaign, { cycles }: CampaignPlan): CheckProblem[] {
  const left = cycles.flatMap(({ steps }) => steps).filter(({ entered }) => entered === undefined);
  const dues = left.filter(({ due }) => !due.proposed);
  const first = dues.sort((one, other) => (one.due.at < other.due.at ? -1 : 1))[0];
  if (first === undefined || dayOf(first.due.at) >= starts) return [];
  const data = { starts, due: dayOf(first.due.at), step: first.id };
  return [finding("starts_too_late", ["starts"], data)];
}

/** Tells a step that is late by itself from one that only waits for a late one. */
function causesOnly({ cycles, problems }: CampaignPlan): (problem: PlanProblem) => boolean {
  const isLate = ({ code }: PlanProblem): boolean =>
    code === "negative_slack" || code === "gate_never_opens";
  const late = new Set(problems.filter(isLate).map(({ unit, step }) => `${unit}/${step}`));
  const steps = new Map(
    cycles.flatMap(({ unit, steps: own }) =>
      own.map((step) => [`${unit}/${step.id}`, step] as const),
    ),
  );
  return (problem) => {
    if (!isLate(problem)) return true;
    const step = steps.get(`${problem.unit}/${problem.step}`);
    const waits = [...(step?.waits ?? []), ...(step?.kind === "gate" ? step.gate.evidence : [])];
    return !waits.some((wait) =>
      wait.on === "step"
        ? late.has(`${wait.unit}/${wait.step}`)
        : wait.units.some((unit) => late.has(`${unit}/${wait.step}`)),
    );
  };
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
  held: ReadonlySet<string>,
  { code, severity, words, path, unit }: PlanProblem,
): CheckProblem {
  const inUnit = code === "unit_followed_by_no_team" || code === "no_committee";
  // A post that somebody holds at some time has a gap; a post that nobody ever holds stops the campaign.
  const post = code === "nobody_holds" ? path[1] : undefined;
  const never = post !== undefined && !held.has(post);
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

/** A paper that must be acknowledged by a post nobody ever holds is never acknowledged. */
function checkRecipients(
  campaign: Campaign,
  { cycles }: CampaignPlan,
  held: ReadonlySet<string>,
): CheckProblem[] {
  const told = new Set<string>([OUTSIDE]);
  return cycles.flatMap(({ steps }) =>
    steps.flatMap((step) => {
      if (step.kind !== "document" || step.document.acknowledgeWithin === 0) return [];
      if (step.entered !== undefined) return [];
      const vacant = step.document.recipients.filter((post) => !held.has(post) && !told.has(post));
      for (const post of vacant) told.add(post);
      return vacant
        .filter((post) => postOf(campaign, post) !== null)
        .map((post) => finding("vacant_recipient", ["posts", post], { post, step: step.id }));
    }),
  );
}
