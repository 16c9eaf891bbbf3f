import type { DueRule, Template } from "./template.ts";
import type { Text } from "./text.ts";
import { type Day, dayOf, type Instant, timeOf } from "./time.ts";

/** `20/05/2020`, in both languages. */
export const dayWords = (day: Day): string =>
  `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;

/** `17:00 20/05/2020`, Vietnamese time. */
export const instantWords = (at: Instant): string => `${timeOf(at)} ${dayWords(dayOf(at))}`;

/** Anchors every campaign has, without writing them. */
const ANCHOR_WORDS: Readonly<Record<string, Text>> = {
  start: { vi: "ngày bắt đầu chiến dịch", en: "the campaign's start" },
  conference: { vi: "hội nghị của đơn vị", en: "this unit's conference" },
  "above-conference": { vi: "hội nghị của cấp trên", en: "the conference of the unit above" },
  "root-conference": { vi: "hội nghị tổng kết toàn chiến dịch", en: "the root's conference" },
  "pilot-conference": { vi: "hội nghị điểm", en: "the pilot conference" },
};

/** A due rule in words: “7 working days before this unit's conference”. `titles` name the template's anchors. */
export function dueWords(rule: DueRule, titles: Template["anchors"] = {}): Text {
  if ("day" in rule) return { vi: `ngày ${dayWords(rule.day)}`, en: `on ${dayWords(rule.day)}` };
  const anchor = anchorWords(rule.anchor, titles);
  const n = Math.abs(rule.days);
  if (n === 0)
    return { vi: `đúng ngày ${withoutDay(anchor.vi)}`, en: `on the day of ${anchor.en}` };
  const side = rule.days < 0 ? { vi: "trước", en: "before" } : { vi: "sau", en: "after" };
  return {
    vi: `${n} ngày làm việc ${side.vi} ${anchor.vi}`,
    en: `${n} working ${n === 1 ? "day" : "days"} ${side.en} ${anchor.en}`,
  };
}

/** An anchor in words; its id where nobody has named it. */
const anchorWords = (anchor: string, titles: NonNullable<Template["anchors"]>): Text =>
  titles[anchor] ?? ANCHOR_WORDS[anchor] ?? { vi: `mốc «${anchor}»`, en: `the anchor “${anchor}”` };

const withoutDay = (words: string): string => words.replace(/^ngày /, "");
