import {
  addWorkingDays,
  isWorkingDay,
  type WorkingCalendar,
  workingDaysBetween,
} from "./calendar.ts";
import { chance } from "./chance.ts";
import type { Obligation } from "./obligation.ts";
import type { PlannedStep } from "./step.ts";
import {
  addMilliseconds,
  type Day,
  dayOf,
  daysBetween,
  type Instant,
  instantOf,
  type TimeOfDay,
} from "./time.ts";

/** How the people of a rehearsal behave. The same seed gives the same rehearsal. */
export interface Script {
  readonly manner: Manner;
  readonly seed: number;
}

/**
 * `on-time`: everybody acts before the due instant. `some-late`: one act in six comes one to four working days late.
 * `some-silent`: one post in twelve needs the ladder: it acts only six working days after the due day.
 * `returns`: one paper in three is sent back once.
 */
export const MANNERS = ["on-time", "some-late", "some-silent", "returns"] as const;
export type Manner = (typeof MANNERS)[number];

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Half a day: from the opening to the closing address. */
const CONFERENCE_MS = 3.5 * 3_600_000;

/** When the owner of an obligation acts on it, by the script: an instant in working hours, not before it arose. */
export function actsAt(
  obligation: Obligation,
  step: PlannedStep,
  arose: Instant,
  calendar: WorkingCalendar,
  script: Script,
): Instant {
  const latest = lateness(obligation, script);
  if (obligation.act === "hold" && step.kind === "conference")
    return later(arose, heldAt(step.conference.day, step.conference.at));
  const { unit } = obligation;
  const first = workingDay(calendar, dayOf(arose), unit);
  const due = dayOf(obligation.due);
  const room = due > first ? workingDaysBetween(calendar, first, due, unit) : 0;
  // Nobody waits for the last day on purpose: within the first half of the time, at most four days in.
  const days = Math.min(
    Math.floor(room / 2),
    Math.floor(chance(script.seed, obligation.id, "day") * 5),
  );
  const day =
    latest > 0
      ? addWorkingDays(calendar, due > first ? due : first, latest, unit)
      : addWorkingDays(calendar, first, days, unit);
  const minutes = Math.floor(chance(script.seed, obligation.id, "minute") * 480);
  const wished = addMilliseconds(instantOf(day, "08:00"), minutes * MINUTE_MS);
  if (latest > 0) return later(wished, arose);
  const onTime = wished <= obligation.due ? wished : obligation.due;
  return onTime > arose ? onTime : addMilliseconds(arose, MINUTE_MS);
}

/** Whether an approver or receiver sends this round back once, with a reason. */
export function returnsIt(obligation: Obligation, script: Script): boolean {
  if (script.manner !== "returns" || obligation.round > 1) return false;
  if (obligation.act !== "approve" && obligation.act !== "accept") return false;
  return chance(script.seed, obligation.id, "return") < 1 / 3;
}

/** What a voter votes for: every nominee but, now and then, one. */
export function votesFor(
  obligation: Obligation,
  nominees: readonly string[],
  script: Script,
): readonly string[] {
  return nominees.filter((nominee) => chance(script.seed, obligation.id, nominee) >= 0.15);
}

/** A refused act is tried again on the next working day at the same time. */
export function triesAgainAt(refused: Instant, calendar: WorkingCalendar, unit: string): Instant {
  const day = addWorkingDays(calendar, dayOf(refused), 1, unit);
  return addMilliseconds(refused, daysBetween(dayOf(refused), day) * DAY_MS);
}

/** Working days after the due day; 0 = on time. */
function lateness(obligation: Obligation, script: Script): number {
  if (obligation.act === "hold") return 0;
  if (script.manner === "some-late" && chance(script.seed, obligation.id, "late") < 1 / 6)
    return 1 + Math.floor(chance(script.seed, obligation.id, "how late") * 4);
  if (script.manner === "some-silent" && chance(script.seed, obligation.post, "silent") < 1 / 12)
    return 6;
  return 0;
}

const heldAt = (day: Day, at: TimeOfDay): Instant =>
  addMilliseconds(instantOf(day, at), CONFERENCE_MS);

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);

/** The day itself when it is worked, else the next working day. */
const workingDay = (calendar: WorkingCalendar, day: Day, unit: string): Day =>
  isWorkingDay(calendar, day, unit) ? day : addWorkingDays(calendar, day, 1, unit);
