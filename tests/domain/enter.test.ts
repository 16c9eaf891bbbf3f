import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Campaign, EnteredStep } from "#domain/campaign.ts";
import type { CycleState } from "#domain/cycle.ts";
import { enterEarlier } from "#domain/enter.ts";
import { beginsAt } from "#domain/entered.ts";
import { begun, evolve } from "#domain/evolve.ts";
import { plan } from "#domain/plan.ts";
import { type Rehearsal, rehearse } from "#domain/rehearsal.ts";
import { instantOf } from "#domain/time.ts";
import { aCampaign } from "./campaign-builder.ts";

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

const earlier = (unit: string, step: string, day: string, more: Partial<EnteredStep> = {}) => ({
  unit,
  step,
  at: instantOf(day, "10:00"),
  number: null,
  attendance: null,
  models: [],
  evidence: null,
  ...more,
});

/** Everything up to the pilot's conference is behind: its lessons are still to be drawn. */
const EARLIER: readonly EnteredStep[] = [
  earlier("chau-thanh", "dispatch", "2020-03-27", { number: 775, evidence: "775-CV/HU" }),
  ...["binh-an", "minh-hoa", "thanh-loc"].map((unit) =>
    earlier(unit, "plan", "2020-04-08", { number: 12 }),
  ),
  earlier("binh-an", "comment", "2020-05-08"),
  earlier("binh-an", "invite", "2020-05-14", { number: 31 }),
  earlier("binh-an", "conference", "2020-05-19", { attendance: 64 }),
];

const entering = (entered: readonly EnteredStep[], changes: Partial<Campaign> = {}) => {
  const campaign = aCampaign({ entered, ...changes });
  const planned = plan(campaign);
  const start = beginsAt(campaign);
  const before = new Map(planned.cycles.map((one) => [one.unit, begun(one, start)] as const));
  return { campaign, planned, before, ...enterEarlier(planned, campaign, before, digest) };
};

const rehearsed = (entered: readonly EnteredStep[]): Rehearsal => {
  const { campaign, planned } = entering(entered);
  return rehearse(campaign, planned, { manner: "on-time", seed: 1 }, digest);
};

describe("a campaign that starts in its middle", () => {
  test("begins at the last instant that is behind it, never before its first day", () => {
    expect(beginsAt(aCampaign())).toBe(instantOf("2020-03-25", "07:00"));
    expect(beginsAt(aCampaign({ entered: EARLIER }))).toBe(instantOf("2020-05-19", "10:00"));
  });

  test("has its earlier steps done, each with the outcome of its kind, and acknowledged", () => {
    const { states } = entering(EARLIER);
    expect(states.get("chau-thanh")?.steps["dispatch"]).toEqual({
      status: "done",
      at: instantOf("2020-03-27", "10:00"),
      round: 1,
      acknowledged: true,
      outcome: {
        kind: "issued",
        number: 775,
        symbol: "775-CV/HU",
        hash: digest("dispatch · chau-thanh\n775-CV/HU"),
      },
    });
    expect(states.get("binh-an")?.steps["conference"]).toMatchObject({
      outcome: { kind: "held", day: "2020-05-19", attendance: 64 },
    });
    expect(states.get("minh-hoa")?.steps["comment"]).toEqual({ status: "waiting" });
  });

  test("tells the cycles that wait for them", () => {
    const { states } = entering(EARLIER);
    expect(states.get("minh-hoa")?.reached).toEqual({
      "chau-thanh/dispatch": instantOf("2020-03-27", "10:00"),
      "chau-thanh/dispatch/acknowledged": instantOf("2020-03-27", "10:00"),
    });
  });

  test("is what its events make of it", () => {
    const { states, events, before } = entering(EARLIER);
    for (const [unit, state] of before)
      expect((events.get(unit) ?? []).reduce<CycleState>(evolve, state)).toEqual(states.get(unit));
    expect(events.get("binh-an")?.map(({ type }) => type)).toEqual([
      "milestone_reached",
      "milestone_reached",
      ...Array.from({ length: 4 }, () => ["step_opened", "step_done"]).flat(),
    ]);
  });

  test("carries models up as accepted and chosen", () => {
    const models = ["m1", "m2"];
    const { states } = entering([
      earlier("binh-an", "dossier", "2020-06-10", { models }),
      earlier("chau-thanh", "ballot", "2020-06-20", { models: ["m2"], attendance: 3 }),
    ]);
    expect(states.get("binh-an")?.steps["dossier"]).toMatchObject({
      outcome: { kind: "accepted", nominees: models },
    });
    expect(states.get("chau-thanh")?.steps["ballot"]).toMatchObject({
      outcome: { kind: "tallied", cast: 3, chosen: ["m2"], ties: [] },
    });
  });

  test("goes on in a rehearsal: nobody owes what is done, and it ends", () => {
    const { acts, notices, stuck, world } = rehearsed(EARLIER);
    expect(stuck).toEqual([]);
    const done = EARLIER.map(({ unit, step }) => `${unit}/${step}`);
    const owed = acts.map(({ obligation }) => `${obligation.unit}/${obligation.step}`);
    const told = notices.map(({ unit, step }) => `${unit}/${step}`);
    expect([...owed, ...told].filter((one) => done.includes(one))).toEqual([]);
    expect(owed).toContain("binh-an/lessons");
    expect(world.states().every(({ status }) => status === "closed")).toBe(true);
  });

  test("spends the entered numbers: the register goes on after them", () => {
    const { world } = rehearsed([
      earlier("chau-thanh", "dispatch", "2020-03-27", { number: 780 }),
      earlier("binh-an", "plan", "2020-03-27", { number: 12 }),
    ]);
    const given = (unit: string) =>
      world
        .numbers()
        .filter((one) => one.unit === unit)
        .map(({ step, number }) => [step, number]);
    expect(given("chau-thanh")[0]).toEqual(["dispatch", 780]);
    expect(given("binh-an")[0]).toEqual(["plan", 12]);
    expect(given("minh-hoa")[0]).toEqual(["plan", 1]);
  });

  test("whose every step is entered closes as it begins", () => {
    const planned = plan(aCampaign());
    const all = planned.cycles.flatMap(({ unit, steps }) =>
      steps.map((step) => earlier(unit, step.id, "2020-06-01", { number: 1 })),
    );
    const { acts, notices, world, ends } = rehearsed(all);
    expect([acts, notices]).toEqual([[], []]);
    expect(world.states().every(({ status }) => status === "closed")).toBe(true);
    expect(ends).toBe(instantOf("2020-06-01", "10:00"));
  });
});
