import {
  addWorkingDays,
  calendarOf,
  type WorkingCalendar,
  workingDaysBetween,
} from "./calendar.ts";
import type { Anchor, Campaign, ConferenceOverride } from "./campaign.ts";
import type { Change } from "./change.ts";
import type { CycleState } from "./cycle.ts";
import { DomainError } from "./errors.ts";
import { isSettled } from "./status.ts";
import { addDays, type Day } from "./time.ts";
import { treeOf } from "./unit-tree.ts";

/** The cycles of a campaign as they stand, by unit. */
export type Standing = ReadonlyMap<string, CycleState>;

/**
 * The campaign as the change makes it, on the campaign's civil day `today`.
 * @throws DomainError change_unknown (unit, step, anchor), change_nothing, date_in_past
 */
export function edited(
  campaign: Campaign,
  standing: Standing,
  change: Change,
  today: Day,
): Campaign {
  switch (change.kind) {
    case "move_anchor":
      return withAnchors(campaign, { [change.anchor]: change.to }, today);
    case "move_conference":
      return withConference(campaign, standing, change, today);
    case "suspend":
      return suspended(campaign, standing, change.units, today);
    case "resume":
      return resumed(campaign, standing, change, today);
    case "replace_pilot":
      return withPilot(campaign, standing, change.pilot);
    case "drop_unit":
      return withoutUnit(campaign, change.unit);
    default:
      return change satisfies never;
  }
}

/** The units named and all below them, in tree order; null names every unit. */
export function unitsUnder(campaign: Campaign, units: readonly string[] | null): readonly string[] {
  const { order } = treeOf(campaign);
  if (units === null) return order.map(({ id }) => id);
  const inside = new Set(units);
  for (const unit of units) if (!treeOf(campaign).unit(unit)) unknown(unit);
  for (const { id, parent } of order) if (parent !== null && inside.has(parent)) inside.add(id);
  return order.flatMap(({ id }) => (inside.has(id) ? [id] : []));
}

function withAnchors(
  campaign: Campaign,
  anchors: Readonly<Record<string, Anchor>>,
  today: Day,
): Campaign {
  for (const [name, anchor] of Object.entries(anchors)) {
    if (campaign.anchors[name] === undefined) unknown(name);
    const last = anchor.kind === "fixed" ? anchor.day : anchor.to;
    if (last < today) throw new DomainError("date_in_past", { day: last });
  }
  // Days given to single conferences stay: who gave them meant those days.
  return { ...campaign, anchors: { ...campaign.anchors, ...anchors } };
}

function withConference(
  campaign: Campaign,
  standing: Standing,
  { unit, step, day }: Extract<Change, { readonly kind: "move_conference" }>,
  today: Day,
): Campaign {
  const state = standing.get(unit);
  const planned = state?.plan.steps.find(({ id }) => id === step);
  if (planned?.kind !== "conference") return unknown(`${unit}/${step}`);
  const stands = state?.steps[step];
  if (stands !== undefined && isSettled(stands)) throw new DomainError("change_settled", { step });
  if (day < today) throw new DomainError("date_in_past", { day });
  return { ...campaign, days: withDays(campaign, [{ unit, step, day, proposed: false }]) };
}

const withDays = (
  { days = [] }: Campaign,
  given: readonly ConferenceOverride[],
): readonly ConferenceOverride[] => {
  const named = new Set(given.map(({ unit, step }) => `${unit}/${step}`));
  return [...days.filter(({ unit, step }) => !named.has(`${unit}/${step}`)), ...given];
};

function suspended(
  campaign: Campaign,
  standing: Standing,
  units: readonly string[] | null,
  today: Day,
): Campaign {
  const stopping = unitsUnder(campaign, units).filter(
    (unit) => standing.get(unit)?.status === "running",
  );
  if (stopping.length === 0) throw new DomainError("change_nothing", {});
  const pauses = stopping.map((unit) => ({ unit, from: today, to: null }));
  return { ...campaign, pauses: [...(campaign.pauses ?? []), ...pauses] };
}

type Resume = Extract<Change, { readonly kind: "resume" }>;

function resumed(campaign: Campaign, standing: Standing, change: Resume, today: Day): Campaign {
  const { pauses = [] } = campaign;
  const among = new Set(unitsUnder(campaign, change.units));
  const ending = pauses.filter((one) => one.to === null && among.has(one.unit));
  if (ending.length === 0) throw new DomainError("change_nothing", {});
  const ended = {
    ...campaign,
    // A pause that lasted no day never was.
    pauses: pauses.flatMap((one) => {
      if (!ending.includes(one)) return [one];
      return one.from < today ? [{ ...one, to: addDays(today, -1) }] : [];
    }),
  };
  const moved = change.how === "shift" ? shifted(ended, standing, ending, today) : ended;
  return withAnchors(moved, change.anchors, today);
}

/**
 * The days of a pause are worked by nobody it concerned, so that every count of working days passes over them; days
 * that were given, not counted, move so that as many working days remain to them as did when work stopped.
 */
function shifted(
  campaign: Campaign,
  standing: Standing,
  ending: readonly { readonly unit: string; readonly from: Day }[],
  today: Day,
): Campaign {
  const before = calendarOf(campaign.calendar);
  const lost = ending.filter(({ from }) => from < today);
  if (lost.length === 0) return campaign;
  const whole =
    lost.length === campaign.units.length && new Set(lost.map((p) => p.from)).size === 1;
  const closures = (whole ? lost.slice(0, 1).map((one) => ({ ...one, unit: "*" })) : lost).map(
    ({ unit, from }) => ({ unit, from, to: addDays(today, -1), reason: "suspended" }),
  );
  const data = { ...campaign.calendar, closures: [...campaign.calendar.closures, ...closures] };
  const later = laterBy(before, calendarOf(data), today);
  const days = lost.flatMap(({ unit, from }) => conferencesAhead(standing, unit, from, later));
  const root = campaign.units.find(({ parent }) => parent === null)?.id;
  const rootPause = lost.find(({ unit }) => unit === root);
  return {
    ...campaign,
    calendar: data,
    days: withDays(campaign, days),
    anchors:
      rootPause === undefined ? campaign.anchors : movedAnchors(campaign, rootPause.from, later),
  };
}

type Later = (day: Day, from: Day, unit?: string) => Day;

/** Where a day moves to when work that stopped on `from` goes on `today`: the same working days remain to it. */
const laterBy =
  (before: WorkingCalendar, after: WorkingCalendar, today: Day): Later =>
  (day, from, unit) => {
    if (day < from) return day;
    const remaining = workingDaysBetween(before, addDays(from, -1), day, unit);
    return remaining === 0 ? today : addWorkingDays(after, addDays(today, -1), remaining, unit);
  };

function conferencesAhead(
  standing: Standing,
  unit: string,
  from: Day,
  later: Later,
): ConferenceOverride[] {
  const state = standing.get(unit);
  return (state?.plan.steps ?? []).flatMap((step) => {
    const stands = state?.steps[step.id];
    if (step.kind !== "conference" || (stands !== undefined && isSettled(stands))) return [];
    const { day, proposed } = step.conference;
    return day < from ? [] : [{ unit, step: step.id, day: later(day, from, unit), proposed }];
  });
}

function movedAnchors(
  { anchors }: Campaign,
  from: Day,
  later: Later,
): Readonly<Record<string, Anchor>> {
  const moved = Object.entries(anchors).map(([name, anchor]): [string, Anchor] => {
    if (anchor.kind === "fixed") return [name, { ...anchor, day: later(anchor.day, from) }];
    const to = later(anchor.to, from);
    if (to === anchor.to) return [name, anchor];
    const window = { from: later(anchor.from, from), to };
    return [name, { kind: "expected", ...window, words: `${window.from}..${window.to}` }];
  });
  return Object.fromEntries(moved);
}

function withPilot(campaign: Campaign, standing: Standing, pilot: string): Campaign {
  if (!treeOf(campaign).unit(pilot)) unknown(pilot);
  if (campaign.pilot === pilot) throw new DomainError("change_nothing", {});
  const status = standing.get(pilot)?.status;
  if (status !== "running" && status !== "suspended") {
    throw new DomainError("change_settled", { step: pilot });
  }
  return { ...campaign, pilot };
}

function withoutUnit(campaign: Campaign, unit: string): Campaign {
  const tree = treeOf(campaign);
  if (!tree.unit(unit)) unknown(unit);
  if (tree.root?.id === unit) throw new DomainError("change_root", {});
  if (campaign.pilot !== null && unitsUnder(campaign, [unit]).includes(campaign.pilot)) {
    throw new DomainError("change_pilot", {});
  }
  const gone = new Set(unitsUnder(campaign, [unit]));
  return {
    ...campaign,
    units: campaign.units.filter(({ id }) => !gone.has(id)),
    gone: [...(campaign.gone ?? []), ...campaign.units.filter(({ id }) => gone.has(id))],
    teams: campaign.teams.map((team) => ({
      ...team,
      follows: team.follows.filter((one) => !gone.has(one)),
    })),
  };
}

function unknown(what: string): never {
  throw new DomainError("change_unknown", { what });
}
