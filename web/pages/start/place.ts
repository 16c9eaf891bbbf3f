import type { Fault } from "./judged.ts";

/** The five steps, in the order in which one goes through them. */
export const STEPS = ["template", "units", "people", "days", "check"] as const;
export type Step = (typeof STEPS)[number];

export type Path = Fault["path"];

/** The id of the form field that edits a place of the definition. */
export const fieldId = (path: Path): string => ["field", ...path].join("-").replaceAll(".", "_");

const PEOPLE = new Set([
  "nobody_holds",
  "vacant_recipient",
  "nobody_owes",
  "nobody_named",
  "approvers_too_few",
  "unknown_role",
  "unit_followed_by_no_team",
  "followed_twice",
  "duplicate_person",
]);

const OF_TOP: Readonly<Record<string, Step>> = {
  plenum: "template",
  id: "template",
  title: "template",
  period: "template",
  term: "template",
  template: "template",
  outside: "template",
  pilot: "units",
  units: "units",
  teams: "people",
  persons: "people",
  appointments: "people",
  covers: "people",
  starts: "days",
  anchors: "days",
  calendar: "days",
};

/** The step that edits what is wrong; null where only the file does. */
export function stepOf({ code, path }: Pick<Fault, "code" | "path">): Step | null {
  const [top, , third] = path;
  if (top === "units" && (third === "posts" || PEOPLE.has(code))) return "people";
  if (top === "units" && third === "committees") return null;
  if (top === undefined) return PEOPLE.has(code) ? "people" : "days";
  return OF_TOP[String(top)] ?? null;
}

/** Places whose forms show every field; a missing name at the top belongs to its own field. */
export const placeOf = ({ path }: Pick<Fault, "path">): string => path.join(".");
