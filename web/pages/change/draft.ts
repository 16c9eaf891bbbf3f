import type { Change } from "#domain/change.ts";
import type { Day } from "#domain/time.ts";

/** What somebody wants to change, as the form names it: a window that becomes a day is a day given to it. */
export const ASKS = [
  "move_conference",
  "confirm_day",
  "move_anchor",
  "suspend",
  "resume",
  "replace_pilot",
  "drop_unit",
] as const;
export type Ask = (typeof ASKS)[number];

/** Which units are meant: all of them, one level with what lies below it, or chosen ones with what lies below. */
export type Reach =
  | { readonly kind: "all" }
  | { readonly kind: "level"; readonly level: string }
  | { readonly kind: "units"; readonly units: readonly string[] };

/** A change as far as it is written. */
export interface Draft {
  readonly ask: Ask;
  readonly unit: string | null;
  /** The conference's step. */
  readonly step: string | null;
  readonly day: Day | null;
  readonly anchor: string | null;
  readonly reach: Reach;
  readonly how: "shift" | "replan";
  /** New days of anchors, where work is planned backwards from them. */
  readonly anchors: Readonly<Record<string, Day>>;
}

export const NO_DRAFT: Draft = {
  ask: "move_conference",
  unit: null,
  step: null,
  day: null,
  anchor: null,
  reach: { kind: "all" },
  how: "shift",
  anchors: {},
};

interface Leveled {
  readonly unit: string;
  readonly level: string;
}

/** The change that the form describes; null = something is still missing. */
export function changeOf(draft: Draft, rows: readonly Leveled[]): Change | null {
  const { ask, unit, step, day, anchor } = draft;
  switch (ask) {
    case "move_conference":
    case "confirm_day":
      if (unit === null || step === null || day === null) return null;
      return { kind: "move_conference", unit, step, day };
    case "move_anchor":
      if (anchor === null || day === null) return null;
      return { kind: "move_anchor", anchor, to: { kind: "fixed", day } };
    case "suspend": {
      const units = unitsOf(draft.reach, rows);
      return units === "none" ? null : { kind: "suspend", units };
    }
    case "resume": {
      const units = unitsOf(draft.reach, rows);
      if (units === "none") return null;
      const given = draft.how === "replan" ? Object.entries(draft.anchors) : [];
      const anchors = Object.fromEntries(
        given.map(([name, to]) => [name, { kind: "fixed", day: to } as const]),
      );
      return { kind: "resume", units, how: draft.how, anchors };
    }
    case "replace_pilot":
      return unit === null ? null : { kind: "replace_pilot", pilot: unit };
    case "drop_unit":
      return unit === null ? null : { kind: "drop_unit", unit };
    default:
      return ask satisfies never;
  }
}

function unitsOf(reach: Reach, rows: readonly Leveled[]): readonly string[] | null | "none" {
  switch (reach.kind) {
    case "all":
      return null;
    case "level": {
      const units = rows.filter(({ level }) => level === reach.level).map(({ unit }) => unit);
      return units.length === 0 ? "none" : units;
    }
    case "units":
      return reach.units.length === 0 ? "none" : reach.units;
    default:
      return reach satisfies never;
  }
}

/** The form that a change came from, so that a day proposed instead can be put in its place. */
export function draftOf(change: Change): Draft {
  switch (change.kind) {
    case "move_conference":
      return { ...NO_DRAFT, ask: "move_conference", ...picked(change) };
    case "move_anchor":
      return {
        ...NO_DRAFT,
        ask: "move_anchor",
        anchor: change.anchor,
        day: change.to.kind === "fixed" ? change.to.day : change.to.to,
      };
    case "suspend":
      return { ...NO_DRAFT, ask: "suspend", reach: reachOf(change.units) };
    case "resume":
      return {
        ...NO_DRAFT,
        ask: "resume",
        reach: reachOf(change.units),
        how: change.how,
        anchors: Object.fromEntries(
          Object.entries(change.anchors).map(([name, anchor]) => [
            name,
            anchor.kind === "fixed" ? anchor.day : anchor.to,
          ]),
        ),
      };
    case "replace_pilot":
      return { ...NO_DRAFT, ask: "replace_pilot", unit: change.pilot };
    case "drop_unit":
      return { ...NO_DRAFT, ask: "drop_unit", unit: change.unit };
    default:
      return change satisfies never;
  }
}

const picked = ({ unit, step, day }: Extract<Change, { kind: "move_conference" }>) => ({
  unit,
  step,
  day,
});

const reachOf = (units: readonly string[] | null): Reach =>
  units === null ? { kind: "all" } : { kind: "units", units };

/** A form begun by a link: `?ask=move_conference&unit=…&step=…&day=…`; null = the address asks for nothing. */
export function draftIn(query: URLSearchParams): Draft | null {
  const ask = ASKS.find((one) => one === query.get("ask"));
  if (ask === undefined) return null;
  const unit = query.get("unit");
  const day = query.get("day");
  const whole = ask === "suspend" || ask === "resume";
  return {
    ...NO_DRAFT,
    ask,
    unit,
    step: query.get("step"),
    day: day !== null && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null,
    reach: whole && unit !== null ? { kind: "units", units: [unit] } : NO_DRAFT.reach,
  };
}

interface InTree extends Leveled {
  readonly parent: string | null;
}

/** The units meant and all below them, in tree order. */
export function reached(reach: Reach, rows: readonly InTree[]): readonly string[] {
  const units = unitsOf(reach, rows);
  if (units === "none") return [];
  if (units === null) return rows.map(({ unit }) => unit);
  const inside = new Set(units);
  for (const { unit, parent } of rows) if (parent !== null && inside.has(parent)) inside.add(unit);
  return rows.flatMap(({ unit }) => (inside.has(unit) ? [unit] : []));
}

/** Units chosen one by one: a unit chosen covers what lies below it, which then need not be named. */
export function toggled(
  chosen: readonly string[],
  unit: string,
  rows: readonly InTree[],
): readonly string[] {
  if (chosen.includes(unit)) return chosen.filter((one) => one !== unit);
  const below = new Set(reached({ kind: "units", units: [unit] }, rows));
  return [...chosen.filter((one) => !below.has(one)), unit];
}
