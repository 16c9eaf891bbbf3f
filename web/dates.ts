import type { Language } from "#domain/text.ts";
import { type Day, dayOf, type Instant, timeOf, weekday } from "#domain/time.ts";

const WEEKDAYS = {
  vi: ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"],
  en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
} as const;

/** `20/05/2020`, in both languages: the people and papers of the campaign write it so. */
export function dayWords(day: Day): string {
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** `20/05`: for narrow places where the year is plain from around it. */
export function shortDay(instant: Instant): string {
  return dayWords(dayOf(instant)).slice(0, 5);
}

/** `Thứ Tư 20/05/2020`. */
export function longDay(day: Day, language: Language): string {
  return `${WEEKDAYS[language][weekday(day) - 1] ?? ""} ${dayWords(day)}`;
}

/** `Thứ Tư 20/05/2020, 17:00`, as the clock on the wall in Vietnam shows it. */
export function instantWords(instant: Instant, language: Language): string {
  return `${longDay(dayOf(instant), language)}, ${timeOf(instant)}`;
}

/** `20/05/2020 17:00`: for lists. */
export function stamp(instant: Instant): string {
  return `${dayWords(dayOf(instant))} ${timeOf(instant)}`;
}
