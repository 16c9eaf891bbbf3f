import { type Definition, isPart, wordsOf } from "./definition.ts";
import { addDays, type Day, daysBetween, isDay } from "./time.ts";

/** One place of a definition that differs between two cycles. */
export interface ShiftedField {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

export interface ShiftedDefinition {
  readonly definition: Definition;
  readonly changes: readonly ShiftedField[];
}

const WEEK = 7;
const MONTH = /(\d{4})-(\d{2})(?!-?\d)/;
const MONTH_VI = /(\d{1,2})\/(\d{4})/;

/**
 * A definition for the next cycle. Days move by whole weeks, so that each keeps its weekday; months by as many
 * months as the first day moves. What had been entered as done, and numbers that went on from before, are left out;
 * so are appointments and covers, which were of their time. Official years follow.
 */
export function shiftedTo(before: Definition, id: string, starts: Day): ShiftedDefinition {
  const old = wordsOf(before, "starts");
  if (!isDay(old)) return { definition: { ...before, id }, changes: [] };
  const days = Math.round(daysBetween(old, starts) / WEEK) * WEEK;
  const months = monthOf(starts) - monthOf(old);
  const changes: ShiftedField[] = [];
  const moved = (value: unknown, path: readonly (string | number)[]): unknown => {
    if (typeof value === "string") {
      const next = movedWords(value, days, months);
      if (next !== value) changes.push({ path: path.join("."), before: value, after: next });
      return next;
    }
    if (Array.isArray(value)) return value.map((one, n) => moved(one, [...path, n]));
    if (!isPart(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, moved(one, [...path, name])]),
    );
  };
  const { entered, registers, appointments, covers, ...rest } = before;
  const left = { entered, registers, appointments, covers };
  for (const [path, list] of Object.entries(left))
    if (Array.isArray(list) && list.length > 0)
      changes.push({ path, before: String(list.length), after: "0" });
  const dated = ["anchors"].flatMap((name) =>
    rest[name] === undefined ? [] : [[name, moved(rest[name], [name])] as const],
  );
  const definition = { ...rest, ...Object.fromEntries(dated), id, starts: addDays(old, days) };
  changes.unshift({ path: "starts", before: old, after: definition.starts });
  return { definition: { ...definition, calendar: { officialYears: [] } }, changes };
}

const monthOf = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

/** An anchor as it is written, moved: days, windows, months in either language. */
function movedWords(words: string, days: number, months: number): string {
  const parts = words.split("..").map((part) => part.trim());
  if (parts.every(isDay)) return parts.map((day) => addDays(day, days)).join("..");
  const moved = (year: string, month: string): readonly [string, string] => {
    const whole = Number(year) * 12 + Number(month) - 1 + months;
    return [String(Math.floor(whole / 12)), String((whole % 12) + 1)];
  };
  const [, year = "", month = ""] = MONTH.exec(words) ?? [];
  if (year !== "") {
    const [y, m] = moved(year, month);
    return words.replace(MONTH, `${y}-${m.padStart(2, "0")}`);
  }
  const [, monthVi = "", yearVi = ""] = MONTH_VI.exec(words) ?? [];
  if (yearVi === "") return words;
  const [y, m] = moved(yearVi, monthVi);
  return words.replace(MONTH_VI, `${m}/${y}`);
}
