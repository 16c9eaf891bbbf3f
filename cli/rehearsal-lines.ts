import type { Campaign } from "#domain/campaign.ts";
import { dayWords, instantWords } from "#domain/date-words.ts";
import { OUTSIDE, postOf } from "#domain/post.ts";
import type { Rehearsal } from "#domain/rehearsal.ts";
import type { RehearsalReport } from "#domain/rehearsal-report.ts";
import type { Language } from "#domain/text.ts";
import { dayOf, timeOf, weekday } from "#domain/time.ts";
import { table, wordsIn } from "./output.ts";
import { section, weekdayWords } from "./plan-lines.ts";

interface Shown {
  readonly lang: Language;
  readonly brief?: boolean;
}

/** A rehearsal as people read it in a terminal. */
export function rehearsalLines(
  campaign: Campaign,
  rehearsal: Rehearsal,
  summary: RehearsalReport,
  { lang, brief = false }: Shown,
): string[] {
  const words = wordsIn(lang);
  const unitName = nameIn(campaign.units);
  const stepTitle = (unit: string, step: string): string =>
    rehearsal.world.planned(unit, step).title[lang];
  const late = summary.late.map(
    ({ unit, step, at, due }) =>
      `${unitName(unit)}: ${stepTitle(unit, step)}: ${instantWords(at)} (${words("hạn", "due")} ${instantWords(due)})`,
  );
  const stuck = summary.stuck.map(({ unit, title }) => `${unitName(unit)}: ${title[lang]}`);
  const gates = summary.gatesNeverOpened.map(
    ({ unit, title }) => `${unitName(unit)}: ${title[lang]}`,
  );
  return [
    `${campaign.title[lang]}`,
    "",
    ...timeline(summary, unitName, lang),
    ...section(words("Khối lượng từng người", "Load per person"), loads(summary, lang)),
    ...(brief
      ? []
      : section(
          words("Thông báo sẽ gửi", "Notices that would go out"),
          notices(campaign, rehearsal, lang),
        )),
    ...section(words("Trễ hạn", "Late"), late),
    ...section(words("Cổng không bao giờ mở", "Gates that never open"), gates),
    ...section(words("Không hoàn thành", "Never finished"), stuck),
    "",
    `${summary.done}/${summary.steps} ${words("bước xong", "steps done")}, ${summary.acts} ${words("việc", "acts")}, ${summary.notices} ${words("thông báo", "notices")}.`,
    `${words("Kết thúc", "Ends")}: ${instantWords(summary.ends)}`,
  ];
}

const nameIn =
  (all: readonly { readonly id: string; readonly name: string }[]) =>
  (id: string): string =>
    all.find((one) => one.id === id)?.name ?? id;

function timeline(
  { days }: RehearsalReport,
  unitName: (unit: string) => string,
  lang: Language,
): string[] {
  return table(
    days.flatMap(({ day, finished }) =>
      finished.map(({ at, unit, title, number }, n) => [
        n === 0 ? `${weekdayWords(weekday(day), lang)} ${dayWords(day)}` : "",
        timeOf(at),
        unitName(unit),
        title[lang] + (number === null ? "" : ` (${number})`),
      ]),
    ),
  );
}

function loads({ load }: RehearsalReport, lang: Language): string[] {
  const words = wordsIn(lang);
  return table(
    load.map(({ name, acts, notices: received, busiest }) => [
      name,
      `${acts} ${words("việc", "acts")}`,
      `${received} ${words("thông báo", "notices")}`,
      busiest === null
        ? ""
        : `${words("nhiều nhất", "most")} ${busiest.acts} (${dayWords(busiest.day)})`,
    ]),
  );
}

/** A post nobody holds goes by its title, the party above the root by its name. */
function nameOfPost(campaign: Campaign, post: string, lang: Language): string {
  if (post === OUTSIDE) return campaign.outside?.name ?? post;
  return postOf(campaign, post)?.title[lang] ?? post;
}

function notices(campaign: Campaign, { notices: all, world }: Rehearsal, lang: Language): string[] {
  const personName = nameIn(campaign.persons);
  const unitName = nameIn(campaign.units);
  return table(
    all.map(({ at, unit, step, rung, post, person }) => [
      `${dayWords(dayOf(at))} ${timeOf(at)}`,
      rung,
      person === null ? nameOfPost(campaign, post, lang) : personName(person),
      `${unitName(unit)}: ${world.planned(unit, step).title[lang]}`,
    ]),
  );
}
