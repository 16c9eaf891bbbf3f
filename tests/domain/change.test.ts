import { describe, expect, test } from "vitest";
import type { Change } from "#domain/change.ts";
import type { Standing } from "#domain/change-edit.ts";
import { outcomeOf } from "#domain/change-outcome.ts";
import { previewOf } from "#domain/change-preview.ts";
import { dayOf } from "#domain/time.ts";
import { aCampaign, fixed } from "./campaign-builder.ts";
import { at, beginning, committed, WHY, withDone } from "./underway.ts";

const dayOfConference = (standing: Standing, unit: string): string | undefined => {
  const step = standing.get(unit)?.plan.steps.find(({ id }) => id === "conference");
  return step?.kind === "conference" ? step.conference.day : undefined;
};
const dueOf = (standing: Standing, unit: string, step: string): string =>
  dayOf(standing.get(unit)?.plan.steps.find(({ id }) => id === step)?.due.at ?? "");

const campaign = aCampaign();
const standing = beginning(campaign);

describe("given a commune's conference on a proposed day", () => {
  const change: Change = {
    kind: "move_conference",
    unit: "minh-hoa",
    step: "conference",
    day: "2020-06-03",
  };

  test("when it is moved, then what is counted from it follows, and nothing of other communes", () => {
    const after = committed(campaign, standing, change, "2020-03-26");
    expect(dayOfConference(after.standing, "minh-hoa")).toBe("2020-06-03");
    expect(dueOf(after.standing, "minh-hoa", "invite")).toBe("2020-05-29");
    expect(after.standing.get("thanh-loc")?.plan).toBe(standing.get("thanh-loc")?.plan);
    const planned = after.standing
      .get("minh-hoa")
      ?.plan.steps.find(({ id }) => id === "conference");
    expect(planned).toMatchObject({ conference: { proposed: false } });
  });

  test("when it is previewed, then every date is there with its formula, old and new", () => {
    const { dates, tell } = previewOf(campaign, standing, change, at("2020-03-26"), WHY);
    const invite = dates.find(({ step }) => step === "invite");
    expect(invite).toMatchObject({ unit: "minh-hoa" });
    expect(dayOf(invite?.to ?? "")).toBe("2020-05-29");
    expect(invite?.words.en).toContain("3 working days before");
    expect(tell.map(({ post }) => post)).toContain("minh-hoa/head");
  });

  test("when the day has passed, is unknown or the conference was held, then it is refused in words", () => {
    const refused =
      (other: Partial<Extract<Change, { kind: "move_conference" }>>, on = standing) =>
      () =>
        outcomeOf(campaign, on, { ...change, ...other } as Change, at("2020-06-05"), WHY);
    const code = (one: string) => expect.objectContaining({ code: one }) as Error;
    expect(refused({})).toThrow(code("date_in_past"));
    expect(refused({ step: "nothing" })).toThrow(code("change_unknown"));
    const held = withDone(standing, "minh-hoa", ["conference"], "2020-06-02");
    expect(refused({ day: "2020-06-20" }, held)).toThrow(code("change_settled"));
  });
});

describe("given that meetings are stopped on 28 March and allowed again on 23 April", () => {
  const stop: Change = { kind: "suspend", units: null };
  const go = (how: "shift" | "replan", anchors = {}): Change => ({
    kind: "resume",
    units: null,
    how,
    anchors,
  });
  const stopped = committed(campaign, standing, stop, "2020-03-28");

  test("then every unit is suspended, and no date moves by that", () => {
    for (const [unit, state] of stopped.standing) {
      expect(state.status).toBe("suspended");
      expect(state.plan).toBe(standing.get(unit)?.plan);
    }
  });

  test("when work shifts, then every conference keeps the working days that remained to it", () => {
    const on = committed(stopped.campaign, stopped.standing, go("shift"), "2020-04-23");
    // 30 March to 22 April: 17 working days, without Hùng Vương's (2 April).
    expect(dayOfConference(standing, "binh-an")).toBe("2020-05-20");
    expect(dayOfConference(on.standing, "binh-an")).toBe("2020-06-12");
    expect(dueOf(on.standing, "binh-an", "invite")).toBe("2020-06-09");
    for (const state of on.standing.values()) expect(state.status).toBe("running");
  });

  test("when it is planned backwards from new days, then those days hold, and nobody's old ones", () => {
    const anchors = { "district-conference": fixed("2020-06-30") };
    const on = committed(stopped.campaign, stopped.standing, go("replan", anchors), "2020-04-23");
    expect(dayOfConference(on.standing, "chau-thanh")).toBe("2020-06-30");
    expect(dayOfConference(on.standing, "binh-an")).toBe("2020-05-20");
  });

  test("when only some communes stop, then the others go on", () => {
    const some = committed(
      campaign,
      standing,
      { kind: "suspend", units: ["minh-hoa"] },
      "2020-03-28",
    );
    expect(
      [...some.standing].flatMap(([unit, { status }]) => (status === "suspended" ? unit : [])),
    ).toEqual(["minh-hoa"]);
    const on = committed(
      some.campaign,
      some.standing,
      { ...go("shift"), units: ["minh-hoa"] } as Change,
      "2020-04-23",
    );
    expect(dayOfConference(on.standing, "thanh-loc")).toBe(dayOfConference(standing, "thanh-loc"));
    expect(dayOfConference(on.standing, "minh-hoa") ?? "").toBe("2020-06-22");
  });

  test("when what runs is resumed, then it is refused", () => {
    expect(() => outcomeOf(campaign, standing, go("shift"), at("2020-04-23"), WHY)).toThrow(
      expect.objectContaining({ code: "change_nothing" }) as Error,
    );
  });
});

describe("given a pilot that fails", () => {
  const done = withDone(standing, "binh-an", ["plan"], "2020-04-10");
  const change: Change = { kind: "replace_pilot", pilot: "thanh-loc" };

  test("when another takes its place, then what was done stays, and the gate waits for the new one", () => {
    const after = committed(campaign, done, change, "2020-04-20");
    expect(after.standing.get("binh-an")?.steps["plan"]).toMatchObject({ status: "done" });
    expect(after.standing.get("thanh-loc")?.plan.pilot).toBe(true);
    const gates = [...after.standing.values()].flatMap(({ plan: { steps } }) =>
      steps.flatMap((step) => (step.kind === "gate" ? [step.gate.evidence] : [])),
    );
    const waits = JSON.stringify(gates);
    expect(waits).toContain("thanh-loc");
    expect(waits).not.toContain("binh-an");
    expect(() => outcomeOf(after.campaign, after.standing, change, at("2020-04-21"), WHY)).toThrow(
      expect.objectContaining({ code: "change_nothing" }) as Error,
    );
  });
});

describe("given a commune that drops out", () => {
  const change: Change = { kind: "drop_unit", unit: "thanh-loc" };

  test("then its open steps are cancelled with the reason, nobody waits for it, and its people are told", () => {
    const preview = previewOf(campaign, standing, change, at("2020-04-20"), WHY);
    const after = committed(campaign, standing, change, "2020-04-20");
    const state = after.standing.get("thanh-loc");
    expect(after.campaign.gone).toEqual(campaign.units.filter(({ id }) => id === "thanh-loc"));
    expect(state?.status).toBe("cancelled");
    expect(Object.values(state?.steps ?? {}).every(({ status }) => status === "cancelled")).toBe(
      true,
    );
    const others = JSON.stringify([
      after.standing.get("chau-thanh"),
      after.standing.get("minh-hoa"),
    ]);
    expect(others).not.toContain("thanh-loc");
    expect(preview.tell.map(({ post }) => post)).toContain("thanh-loc/head");
  });

  test.each([
    ["the root", "chau-thanh", "change_root"],
    ["the pilot", "binh-an", "change_pilot"],
    ["nobody known", "x", "change_unknown"],
  ])("when it is %s, then it is refused", (_, unit, code) => {
    expect(() =>
      outcomeOf(campaign, standing, { kind: "drop_unit", unit }, at("2020-04-20"), WHY),
    ).toThrow(expect.objectContaining({ code }) as Error);
  });
});
