import { anchorDay, workedFrom } from "./anchor.ts";
import { addWorkingDays, isWorkingDay, workingDaysBetween } from "./calendar.ts";
import type { Anchor, Team, Unit } from "./campaign.ts";
import { ownDay } from "./conference-day.ts";
import { dayWords } from "./date-words.ts";
import { beginsAt, enteredStep } from "./entered.ts";
import { type PlanContext, stepPlace } from "./plan-context.ts";
import type { TemplateStep } from "./template.ts";
import { addDays, type Day, dayOf } from "./time.ts";
import { append } from "./unit-tree.ts";

/** The day of one conference and the anchor it comes from. */
export interface ConferenceDay {
  readonly day: Day;
  readonly proposed: boolean;
  readonly anchor: string;
}

/** The days of all conferences of a campaign. */
export interface Schedule {
  readonly of: (unit: string, step: string) => ConferenceDay | null;
  /** The unit's own conference, to which its other steps are dated. */
  readonly main: (unit: string) => ConferenceDay | null;
}

type ConferenceStep = Extract<TemplateStep, { kind: "conference" }>;
type Window = Extract<Anchor, { kind: "expected" }>;

interface Meeting {
  readonly unit: Unit;
  readonly step: ConferenceStep;
  readonly isMain: boolean;
}

const PILOT_ANCHOR = "pilot-conference";

/**
 * Gives every conference its day: the anchor's day, or, where several units share an expected window,
 * one after the other in tree order (the pilot first), as many a day as the team that follows them
 * can attend. What does not fit goes on after the window and is reported.
 */
export function scheduleOf(context: PlanContext): Schedule {
  const groups = meetingsByAnchor(context);
  const days = new Map<string, ConferenceDay>();
  const main = new Map<string, ConferenceDay>();
  const attended = attendance(context);
  const put = (meeting: Meeting, anchor: string, day: Day, proposed: boolean): void => {
    const placed = { day, proposed, anchor };
    days.set(keyOf(meeting.unit.id, meeting.step.id), placed);
    if (meeting.isMain) main.set(meeting.unit.id, placed);
    attended.add(meeting.unit, day);
  };
  for (const [name, meetings] of groups) {
    for (const meeting of meetings) {
      const given = givenDay(context, meeting);
      if (given !== null) put(meeting, name, given.day, given.proposed);
    }
  }
  const shared: { name: string; window: Window; meetings: readonly Meeting[] }[] = [];
  for (const [name, meetings] of groups) {
    const anchor = context.campaign.anchors[name];
    if (anchor?.kind === "expected" && meetings.length > 1) {
      const left = meetings.filter((meeting) => givenDay(context, meeting) === null);
      shared.push({ name, window: fromNow(context, anchor), meetings: left });
      continue;
    }
    const at = anchor === undefined ? null : anchorDay(context.calendar, anchor);
    for (const meeting of meetings) {
      if (givenDay(context, meeting) !== null) continue;
      if (at === null) reportMissing(context, meeting, name);
      put(meeting, name, at?.day ?? context.campaign.starts, at?.proposed ?? true);
    }
  }
  // Days that are given come first, so that the days still to choose can keep clear of them.
  for (const { name, window, meetings } of shared) {
    for (const [meeting, day] of spread(context, window, meetings, attended)) {
      put(meeting, name, day, true);
    }
    reportOverflow(
      context,
      name,
      window,
      meetings,
      ({ unit, step }) => days.get(keyOf(unit.id, step.id))?.day,
    );
  }
  return {
    of: (unit, step) => days.get(keyOf(unit, step)) ?? null,
    main: (unit) => main.get(unit) ?? null,
  };
}

/** The part of a window that lies ahead, where the campaign starts in the middle of it. */
function fromNow({ campaign }: PlanContext, window: Window): Window {
  const from = dayOf(beginsAt(campaign));
  return from > window.from && from <= window.to ? { ...window, from } : window;
}

/** The day of a conference that was held before, or was given a day of its own; null where it is counted. */
function givenDay(
  { campaign }: PlanContext,
  { unit, step }: Meeting,
): { readonly day: Day; readonly proposed: boolean } | null {
  const given = ownDay(campaign, unit.id, step.id);
  if (given !== null) return given;
  const entered = enteredStep(campaign, unit.id, step.id);
  return entered === null ? null : { day: dayOf(entered.at), proposed: false };
}

function meetingsByAnchor(context: PlanContext): Map<string, Meeting[]> {
  const groups = new Map<string, Meeting[]>();
  const hasPilotDay = context.campaign.anchors[PILOT_ANCHOR] !== undefined;
  const pilot = context.pilot;
  const order = pilot === null ? context.tree.order : [pilot, ...context.tree.order];
  for (const [place, unit] of order.entries()) {
    if (unit === pilot && place > 0) continue;
    const steps = context.steps(unit).all.filter((step) => step.kind === "conference");
    const main = steps.find((step) => step.id === "conference") ?? steps[0];
    for (const step of steps) {
      const isMain = step === main;
      const anchor =
        unit === pilot && isMain && hasPilotDay ? PILOT_ANCHOR : step.conference.anchor;
      append(groups, anchor, { unit, step, isMain });
    }
  }
  return groups;
}

interface Attendance {
  readonly add: (unit: Unit, day: Day) => void;
  readonly isFull: (team: Team, day: Day) => boolean;
}

/** Conferences a team, and a leader of several teams, attends a day. */
function attendance(context: PlanContext): Attendance {
  const count = new Map<string, number>();
  const leaders = new Map<string, number>();
  for (const { leader, capacity } of context.campaign.teams) {
    leaders.set(leader, Math.max(capacity, leaders.get(leader) ?? 1));
  }
  const at = (kind: string, id: string, day: Day): string => `${kind} ${id} ${day}`;
  const of = (key: string): number => count.get(key) ?? 0;
  return {
    add: (unit, day) => {
      const team = context.tree.team(unit.id);
      if (team === null) return;
      for (const key of [at("team", team.id, day), at("leader", team.leader, day)]) {
        count.set(key, of(key) + 1);
      }
    },
    isFull: (team, day) =>
      of(at("team", team.id, day)) >= capacityOf(team) ||
      of(at("leader", team.leader, day)) >= (leaders.get(team.leader) ?? 1),
  };
}

/** A capacity below one would never let a unit meet. */
const capacityOf = (team: Team): number => Math.max(1, team.capacity);

/** Yields a day for each meeting; the caller books it before asking for the next. */
function* spread(
  context: PlanContext,
  window: Window,
  meetings: readonly Meeting[],
  attended: Attendance,
): Generator<readonly [Meeting, Day]> {
  const { calendar, tree } = context;
  const first = workedFrom(calendar, window.from);
  const worked = workingDaysBetween(calendar, addDays(window.from, -1), window.to);
  const alone = meetings.filter((meeting) => tree.team(meeting.unit.id) === null).length;
  const firstFree = new Map<string, Day>();
  let placed = 0;
  for (const meeting of meetings) {
    const unit = meeting.unit.id;
    const team = tree.team(unit);
    if (team === null) {
      // Without a team nothing limits a day: spread evenly.
      const nth = Math.floor((placed++ * Math.max(1, worked)) / alone);
      yield [meeting, workedFrom(calendar, addWorkingDays(calendar, first, nth), unit)];
      continue;
    }
    let free = firstFree.get(team.id) ?? first;
    while (attended.isFull(team, free)) free = addWorkingDays(calendar, free, 1);
    firstFree.set(team.id, free);
    let day = free;
    while (attended.isFull(team, day) || !isWorkingDay(calendar, day, unit)) {
      day = addWorkingDays(calendar, day, 1, unit);
    }
    yield [meeting, day];
  }
}

function reportOverflow(
  context: PlanContext,
  name: string,
  window: Window,
  meetings: readonly Meeting[],
  dayOf: (meeting: Meeting) => Day | undefined,
): void {
  const late = new Map<Team | null, Day>();
  for (const meeting of meetings) {
    const day = dayOf(meeting);
    if (day === undefined || day <= window.to) continue;
    const team = context.tree.team(meeting.unit.id);
    const latest = late.get(team);
    if (latest === undefined || day > latest) late.set(team, day);
  }
  for (const [team, day] of late) {
    const units = meetings.filter((meeting) => context.tree.team(meeting.unit.id) === team).length;
    const before = addDays(window.from, -1);
    context.problems.report(
      "window_too_short",
      { unit: null, step: null, path: ["anchors", name] },
      {
        window: `${dayWords(window.from)}–${dayWords(window.to)}`,
        days: workingDaysBetween(context.calendar, before, window.to),
        who: team?.name ?? { vi: "đơn vị không có tổ theo dõi", en: "units without a team" },
        capacity: team === null ? units : capacityOf(team),
        units,
        needed: dayWords(day),
      },
    );
  }
}

function reportMissing(context: PlanContext, { unit, step }: Meeting, anchor: string): void {
  const { place, data } = stepPlace(unit, step, "conference");
  const once = anchor;
  context.problems.report("anchor_missing", { ...place, once }, { ...data, anchor });
}

const keyOf = (unit: string, step: string): string => `${unit}/${step}`;
