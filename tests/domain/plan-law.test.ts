import fc from "fast-check";
import { expect, test } from "vitest";
import { addWorkingDays, calendarOf } from "#domain/calendar.ts";
import type { Anchor, Campaign } from "#domain/campaign.ts";
import { plan } from "#domain/plan.ts";
import type { PlannedStep, Wait } from "#domain/step.ts";
import type { TemplateStep } from "#domain/template.ts";
import { dayOf } from "#domain/time.ts";
import { aLargeCampaign, expected, fixed } from "./campaign-builder.ts";

const law = calendarOf(aLargeCampaign(0).calendar);
const after = (day: string, n: number): string => addWorkingDays(law, day, n);
const someDay = fc.integer({ min: 1, max: 120 }).map((n) => after("2020-03-25", n));

const someAnchor: fc.Arbitrary<Anchor> = fc.oneof(
  someDay.map(fixed),
  fc
    .tuple(someDay, fc.integer({ min: 0, max: 12 }))
    .map(([from, length]) => expected(from, after(from, length))),
  fc
    .constantFrom("05", "06", "07", "08")
    .map((month) => expected(`2020-${month}-01`, `2020-${month}-30`, `2020-${month}`)),
);

/** Campaigns good and bad: dates in any order, closures anywhere, teams too small. */
const someCampaign: fc.Arbitrary<Campaign> = fc
  .record({
    communes: fc.integer({ min: 0, max: 14 }),
    hasPilot: fc.boolean(),
    capacity: fc.integer({ min: 0, max: 3 }),
    pilotDay: someAnchor,
    baseDay: someAnchor,
    districtDay: someAnchor,
    closed: fc.tuple(fc.integer({ min: 1, max: 14 }), someDay, fc.integer({ min: 0, max: 9 })),
    outside: fc.boolean(),
  })
  .map((given) => {
    const plain = aLargeCampaign(given.communes);
    const [closedUnit, from, length] = given.closed;
    return {
      ...plain,
      pilot: given.hasPilot && given.communes > 0 ? "commune-1" : null,
      outside: given.outside ? plain.outside : null,
      teams: plain.teams.map((team) => ({ ...team, capacity: given.capacity })),
      anchors: {
        "pilot-conference": given.pilotDay,
        "base-conference": given.baseDay,
        "district-conference": given.districtDay,
      },
      calendar: {
        ...plain.calendar,
        closures: [
          { unit: `commune-${closedUnit}`, from, to: after(from, length), reason: "closed" },
        ],
      },
    };
  });

interface Found {
  readonly unit: string;
  readonly step: PlannedStep;
}

const stepsOf = (campaign: Campaign): Found[] =>
  plan(campaign).cycles.flatMap(({ unit, steps }) => steps.map((step) => ({ unit, step })));

const waitsOf = (step: PlannedStep): readonly Wait[] =>
  step.kind === "gate" ? [...step.waits, ...step.gate.evidence] : step.waits;

const awaited = (wait: Wait): string[] =>
  wait.on === "below"
    ? wait.units.map((unit) => `${unit}/${wait.step}`)
    : [`${wait.unit}/${wait.step}`];

const keyOf = ({ unit, step }: Found): string => `${unit}/${step.id}`;

test("the same campaign always gives the same plan", () => {
  fc.assert(
    fc.property(someCampaign, (campaign) => {
      expect(plan(structuredClone(campaign))).toEqual(plan(campaign));
    }),
    { numRuns: 50 },
  );
});

test("every step dated from its unit's conference lies as many working days from it as its rule says", () => {
  fc.assert(
    fc.property(someCampaign, (campaign) => {
      const calendar = calendarOf(campaign.calendar);
      for (const { unit, steps } of plan(campaign).cycles) {
        const meeting = steps.find((step) => step.kind === "conference");
        if (meeting?.kind !== "conference") throw new Error("every unit here has a conference");
        for (const { due } of steps) {
          if (!("anchor" in due.rule) || due.rule.anchor !== "conference") continue;
          const day = addWorkingDays(calendar, meeting.conference.day, due.rule.days, unit);
          expect(dayOf(due.at)).toBe(day);
          expect(due.proposed).toBe(meeting.conference.proposed);
        }
      }
    }),
  );
});

test("a step due before what it waits for is always reported", () => {
  fc.assert(
    fc.property(someCampaign, (campaign) => {
      const { problems } = plan(campaign);
      const steps = stepsOf(campaign);
      const due = new Map(steps.map((found) => [keyOf(found), found.step.due.at]));
      const late = steps.filter(({ step }) =>
        waitsOf(step).some((wait) =>
          awaited(wait).some((key) => (due.get(key) ?? "") > step.due.at),
        ),
      );
      const reported = problems.filter((one) => one.code === "due_before_predecessor");
      expect(new Set(reported.map((one) => `${one.unit}/${one.step}`))).toEqual(
        new Set(late.map(keyOf)),
      );
    }),
  );
});

test("negative slack is reported, and nothing else is as impossible", () => {
  fc.assert(
    fc.property(someCampaign, (campaign) => {
      const impossible = stepsOf(campaign).filter(({ step }) => step.slack < 0);
      const reported = plan(campaign).problems.filter(
        ({ code }) => code === "negative_slack" || code === "gate_never_opens",
      );
      expect(reported.map((one) => `${one.unit}/${one.step}`)).toEqual(impossible.map(keyOf));
    }),
  );
});

test("a step informs exactly the other units that wait for it", () => {
  fc.assert(
    fc.property(someCampaign, (campaign) => {
      const steps = stepsOf(campaign);
      const waiting = new Map<string, Set<string>>();
      for (const { unit, step } of steps) {
        for (const key of waitsOf(step).flatMap(awaited)) {
          if (key.startsWith(`${unit}/`)) continue;
          waiting.set(key, (waiting.get(key) ?? new Set()).add(unit));
        }
      }
      for (const found of steps) {
        expect(new Set(found.step.informs)).toEqual(waiting.get(keyOf(found)) ?? new Set());
      }
    }),
  );
});

test("no step begins before the campaign or before what it waits for could begin", () => {
  fc.assert(
    fc.property(someCampaign, (campaign) => {
      const steps = stepsOf(campaign);
      const earliest = new Map(steps.map((found) => [keyOf(found), found.step.earliest]));
      for (const { step } of steps) {
        expect(step.earliest >= "2020-03-25T00:00:00.000Z").toBe(true);
        for (const key of waitsOf(step).flatMap(awaited)) {
          expect(step.earliest >= (earliest.get(key) ?? "")).toBe(true);
        }
      }
    }),
  );
});

test("no team is given more conferences a day than it can attend in a window of its own", () => {
  fc.assert(
    fc.property(someCampaign, fc.integer({ min: 1, max: 3 }), (given, capacity) => {
      const teams = given.teams.map((team) => ({ ...team, capacity }));
      // Later than any day that the other conferences are given: two of those may well fall together.
      const window = expected("2020-10-05", "2020-10-16");
      const anchors = { ...given.anchors, "base-conference": window };
      const { clashes } = plan({ ...given, teams, anchors });
      const ofTeams = clashes.filter(({ kind, day }) => kind === "team" && day >= "2020-10-05");
      expect(ofTeams).toEqual([]);
    }),
  );
});

test("moving the district's conference by n working days moves what depends on it, and nothing else", () => {
  fc.assert(
    fc.property(someCampaign, someDay, fc.integer({ min: -30, max: 30 }), (given, day, n) => {
      const at = (where: string): Campaign => ({
        ...given,
        anchors: { ...given.anchors, "district-conference": fixed(where) },
      });
      const before = stepsOf(at(day));
      const moved = stepsOf(at(after(day, n)));
      for (const [place, { unit, step }] of before.entries()) {
        const own = "anchor" in step.due.rule && step.due.rule.anchor === "conference";
        const depends = unit === "chau-thanh" && own;
        const expectedDay = depends ? after(dayOf(step.due.at), n) : dayOf(step.due.at);
        expect(dayOf(moved[place]?.step.due.at ?? "")).toBe(expectedDay);
      }
    }),
  );
});

test("a plan never throws, whatever its steps wait for", () => {
  const someWait = fc.constantFrom(
    { step: "plan" },
    { step: "conference" },
    { step: "dossier" },
    { above: "conference" },
    { above: "appraise", until: "acknowledged" as const },
    { gate: "gate" },
    { pilot: "lessons" },
    { below: "dossier", need: 2 },
    { below: "plan", need: "all" as const },
    { step: "nowhere" },
  );
  const waits = fc.array(fc.array(someWait, { maxLength: 3 }), { minLength: 13, maxLength: 13 });
  fc.assert(
    fc.property(someCampaign, waits, (campaign, given) => {
      let next = 0;
      const levels = campaign.template.levels.map((level) => ({
        ...level,
        steps: level.steps.map(
          (step): TemplateStep => ({ ...step, waits: given[next++ % given.length] ?? [] }),
        ),
      }));
      const planned = plan({ ...campaign, template: { ...campaign.template, levels } });
      expect(planned.cycles).toHaveLength(campaign.units.length);
    }),
  );
});
