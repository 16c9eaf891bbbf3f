import type { Campaign } from "#domain/campaign.ts";
import { dayWords } from "#domain/date-words.ts";
import type { CampaignPlan } from "#domain/plan.ts";
import type { PlannedStep } from "#domain/step.ts";
import type { Language } from "#domain/text.ts";
import { dayOf, timeOf, weekday } from "#domain/time.ts";
import { table, wordsIn } from "./output.ts";

/** A plan as people read it in a terminal: a timeline by day, then what is in its way, then its end. */
export function planLines(campaign: Campaign, plan: CampaignPlan, language: Language): string[] {
  const words = wordsIn(language);
  const names = new Map(campaign.units.map((unit) => [unit.id, unit.name]));
  const nameOf = (unit: string): string => names.get(unit) ?? unit;
  const steps = plan.cycles
    .flatMap(({ unit, steps: own }) => own.map((step) => ({ unit, step })))
    .sort((a, b) => (a.step.due.at < b.step.due.at ? -1 : a.step.due.at > b.step.due.at ? 1 : 0));
  let day = "";
  const timeline = table(
    steps.map(({ unit, step }) => {
      const due = dayOf(step.due.at);
      const shown = due === day ? "" : `${weekdayWords(weekday(due), language)} ${dayWords(due)}`;
      day = due;
      return [
        shown,
        timeOf(step.due.at),
        mark(step),
        nameOf(unit),
        step.title[language],
        why(step, language),
      ];
    }),
  );
  const units = `${plan.cycles.length} ${words("đơn vị", "units")}`;
  const count = `${steps.length} ${words("bước", "steps")}`;
  return [
    `${campaign.title[language]}: ${units}, ${count}`,
    "",
    ...timeline,
    ...section(
      words("Trùng lịch", "Clashes"),
      plan.clashes.map(({ words: text }) => text[language]),
    ),
    ...section(
      words("Vấn đề", "Problems"),
      plan.problems.map(({ severity, words: text }) => {
        const kind = severity === "error" ? words("Lỗi", "Error") : words("Lưu ý", "Warning");
        return `${kind}: ${text[language]}`;
      }),
    ),
    "",
    `${words("Hạn cuối", "Ends")}: ${timeOf(plan.ends)} ${dayWords(dayOf(plan.ends))}`,
  ];
}

/** A titled list; nothing when there is nothing to list. */
export function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0
    ? []
    : ["", `${title} (${lines.length}):`, ...lines.map((line) => `  ${line}`)];
}

function mark(step: PlannedStep): string {
  if (step.entered !== undefined) return "✓";
  return step.slack < 0 ? "!" : step.due.proposed ? "~" : " ";
}

function why(step: PlannedStep, language: Language): string {
  if (step.entered !== undefined) {
    const day = dayWords(dayOf(step.entered));
    return { vi: `(đã làm ${day})`, en: `(done on ${day})` }[language];
  }
  const slack = { vi: `dư ${step.slack} ngày`, en: `slack ${step.slack}` }[language];
  return `(${step.due.words[language]}; ${slack})`;
}

/** Monday is “T2” in Vietnam: the second day. */
export function weekdayWords(number: number, language: Language): string {
  const vi = number === 7 ? "CN" : `T${number + 1}`;
  const en = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][number - 1] ?? "";
  return { vi, en }[language];
}
