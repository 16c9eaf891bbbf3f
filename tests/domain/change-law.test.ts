import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarOf } from "#domain/calendar.ts";
import type { Campaign } from "#domain/campaign.ts";
import type { Change } from "#domain/change.ts";
import type { Standing } from "#domain/change-edit.ts";
import { previewOf } from "#domain/change-preview.ts";
import { DomainError } from "#domain/errors.ts";
import { obligationsOf } from "#domain/obligation.ts";
import { replan } from "#domain/replan.ts";
import { isSettled } from "#domain/status.ts";
import { addDays } from "#domain/time.ts";
import { aCampaign, fixed } from "./campaign-builder.ts";
import { at, beginning, committed, WHY, withDone } from "./underway.ts";

const campaign = aCampaign();
const UNITS = ["chau-thanh", "binh-an", "minh-hoa", "thanh-loc"];
const day = (n: number): string => addDays("2020-03-26", n);

/** A campaign under way: of each unit the first so many steps are done. */
const someStanding = fc
  .array(fc.integer({ min: 0, max: 4 }), { minLength: 4, maxLength: 4 })
  .map((counts) =>
    counts.reduce<Standing>((standing, count, n) => {
      const unit = UNITS[n] ?? "";
      const steps =
        standing
          .get(unit)
          ?.plan.steps.slice(0, count)
          .map(({ id }) => id) ?? [];
      return withDone(standing, unit, steps, "2020-03-26");
    }, beginning(campaign)),
  );

const someUnits = fc.option(fc.uniqueArray(fc.constantFrom(...UNITS), { minLength: 1 }), {
  nil: null,
});
const soon = fc.integer({ min: 30, max: 120 }).map(day);
const someChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant("move_anchor" as const),
    anchor: fc.constantFrom(...Object.keys(campaign.anchors)),
    to: soon.map(fixed),
  }),
  fc.record({
    kind: fc.constant("move_conference" as const),
    unit: fc.constantFrom(...UNITS),
    step: fc.constant("conference"),
    day: soon,
  }),
  fc.record({ kind: fc.constant("suspend" as const), units: someUnits }),
  fc.record({
    kind: fc.constant("resume" as const),
    units: someUnits,
    how: fc.constantFrom("shift" as const, "replan" as const),
    anchors: fc.constant({}),
  }),
  fc.record({
    kind: fc.constant("replace_pilot" as const),
    pilot: fc.constantFrom(...UNITS.slice(1)),
  }),
  fc.record({ kind: fc.constant("drop_unit" as const), unit: fc.constantFrom(...UNITS.slice(1)) }),
);

/** Changes at rising days; those that the rules refuse leave everything as it was. */
const someStory = fc.array(fc.tuple(someChange, fc.integer({ min: 0, max: 6 })), { maxLength: 8 });

interface Telling {
  readonly before: { readonly campaign: Campaign; readonly standing: Standing };
  readonly after: { readonly campaign: Campaign; readonly standing: Standing };
  readonly change: Change;
  readonly on: string;
}

function told(
  standing: Standing,
  story: readonly (readonly [Change, number])[],
  each: (one: Telling) => void,
): void {
  let before = { campaign, standing };
  let n = 0;
  for (const [change, days] of story) {
    n += days;
    try {
      const after = committed(before.campaign, before.standing, change, day(n));
      each({ before, after, change, on: day(n) });
      before = after;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
}

const law = (each: (one: Telling) => void): void =>
  fc.assert(
    fc.property(someStanding, someStory, (standing, story) => told(standing, story, each)),
    { numRuns: 60 },
  );

describe("laws of changes, over any campaign under way and any sequence of them", () => {
  test("nothing done is undone, and it keeps its date, number and name", () => {
    law(({ before, after }) => {
      for (const [unit, state] of before.standing) {
        for (const step of state.plan.steps) {
          const stands = state.steps[step.id];
          if (stands === undefined || !isSettled(stands)) continue;
          const later = after.standing.get(unit);
          expect(later?.steps[step.id]).toEqual(stands);
          const { informs: _, ...kept } = later?.plan.steps.find(({ id }) => id === step.id) ?? {
            informs: [],
          };
          const { informs: __, ...was } = step;
          expect(kept).toEqual(was);
        }
      }
    });
  });

  test("every date follows its formula: planning again changes nothing", () => {
    law(({ after, on }) => {
      const again = replan(after.campaign, after.standing, at(on));
      for (const [unit, state] of after.standing) {
        if (state.status === "cancelled") continue;
        expect(again.plans.get(unit)).toBe(state.plan);
      }
    });
  });

  test("no date of what is still to do falls before the campaign began, and no unit is lost", () => {
    law(({ before, after }) => {
      expect([...after.standing.keys()]).toEqual([...before.standing.keys()]);
      for (const state of after.standing.values())
        for (const { due } of state.plan.steps) expect(due.at >= at("2020-01-01")).toBe(true);
    });
  });

  test("what is owed is owed afterwards, unless its step or its unit went", () => {
    law(({ before, after }) => {
      const calendar = calendarOf(after.campaign.calendar);
      for (const [unit, state] of before.standing) {
        const later = after.standing.get(unit);
        if (later === undefined || later.status !== "running" || state.status !== "running")
          continue;
        const owed = new Set(
          obligationsOf(later, calendar).map(({ step, act }) => `${step}/${act}`),
        );
        for (const one of obligationsOf(state, calendarOf(before.campaign.calendar))) {
          if (later.steps[one.step]?.status === "cancelled") continue;
          expect([...owed]).toContain(`${one.step}/${one.act}`);
        }
      }
    });
  });

  test("the preview is what the commit does", () => {
    law(({ before, after, change, on }) => {
      const preview = previewOf(before.campaign, before.standing, change, at(on), WHY);
      expect(preview.outcome.campaign).toEqual(after.campaign);
      for (const one of preview.outcome.cycles)
        expect(after.standing.get(one.unit)).toEqual(one.after);
      for (const { unit, step, to } of preview.dates)
        expect(after.standing.get(unit)?.plan.steps.find(({ id }) => id === step)?.due.at).toBe(to);
    });
  });

  test("to suspend and to resume at once changes nothing", () => {
    fc.assert(
      fc.property(
        someStanding,
        someUnits,
        fc.constantFrom("shift", "replan"),
        (standing, units, how) => {
          const stop = committed(campaign, standing, { kind: "suspend", units }, day(3));
          const go: Change = { kind: "resume", units, how: how as "shift", anchors: {} };
          const on = committed(stop.campaign, stop.standing, go, day(3));
          for (const [unit, state] of standing) {
            expect(on.standing.get(unit)?.plan).toBe(state.plan);
            expect(on.standing.get(unit)?.status).toBe(state.status);
          }
          expect(on.campaign).toEqual({ ...campaign, pauses: [] });
        },
      ),
      { numRuns: 60 },
    );
  });

  test("the order of independent changes does not matter", () => {
    const move = (unit: string, n: number): Change => ({
      kind: "move_conference",
      unit,
      step: "conference",
      day: day(n),
    });
    fc.assert(
      fc.property(
        someStanding,
        fc.integer({ min: 30, max: 90 }),
        fc.integer({ min: 30, max: 90 }),
        (standing, a, b) => {
          const isHeld = (unit: string): boolean =>
            standing.get(unit)?.steps["conference"]?.status === "done";
          fc.pre(!isHeld("minh-hoa") && !isHeld("thanh-loc"));
          const [one, other] = [move("minh-hoa", a), move("thanh-loc", b)];
          const both = [
            [one, other],
            [other, one],
          ].map((order) => {
            const last = { campaign, standing };
            return order.reduce(
              (so, change) => committed(so.campaign, so.standing, change, day(2)),
              last,
            );
          });
          for (const unit of UNITS) {
            const plans = both.map((end) =>
              end.standing.get(unit)?.plan.steps.map(({ due }) => due.at),
            );
            expect(plans[0]).toEqual(plans[1]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
