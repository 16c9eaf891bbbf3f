import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarOf, NO_CALENDAR_DATA } from "#domain/calendar.ts";
import { nextNotice } from "#domain/notice.ts";
import type { Obligation } from "#domain/obligation.ts";
import type { Ladder } from "#domain/template.ts";
import { instantOf } from "#domain/time.ts";

const calendar = calendarOf(NO_CALENDAR_DATA);

const obligation: Obligation = {
  id: "binh-an/plan/draft/office/1",
  unit: "binh-an",
  step: "plan",
  act: "draft",
  post: "office",
  round: 1,
  due: instantOf("2020-04-10", "17:00"),
  ladder: "standard",
};

const ladder: Ladder = {
  rungs: [
    { id: "arise", when: "arise", to: ["owner"] },
    { id: "soon", when: { days: -2, at: "08:00" }, to: ["owner"] },
    { id: "today", when: { days: 0, at: "07:30" }, to: ["owner"] },
    { id: "late", when: { days: 1, at: "08:00" }, to: ["owner", "unit.head"] },
    { id: "very-late", when: { days: 3, at: "08:00" }, to: ["above.head"] },
  ],
};

/** Friday, 27 March 2020, 09:00. */
const arose = instantOf("2020-03-27", "09:00");
const notice = (sent: readonly string[], at = arose, now = at, on = ladder) =>
  nextNotice(obligation, on, calendar, sent, at, now);

describe("an obligation's notices", () => {
  test("begin when it arises", () => {
    expect(notice([])).toEqual({
      rung: "arise",
      at: arose,
      to: ["owner"],
      channel: "email",
    });
  });

  test("climb the ladder by working days from the due day", () => {
    expect(notice(["arise"])).toMatchObject({ rung: "soon", at: instantOf("2020-04-08", "08:00") });
    expect(notice(["arise", "soon"])).toMatchObject({
      rung: "today",
      at: instantOf("2020-04-10", "07:30"),
    });
    expect(notice(["arise", "soon", "today"])).toEqual({
      rung: "late",
      at: instantOf("2020-04-13", "08:00"),
      to: ["owner", "unit.head"],
      channel: "email",
    });
  });

  test("end with the last rung", () => {
    expect(notice(["arise", "soon", "today", "late", "very-late"])).toBeNull();
    expect(notice([], arose, arose, { rungs: [] })).toBeNull();
  });

  test("never come back to a rung that was passed over", () => {
    expect(notice(["late"])).toMatchObject({ rung: "very-late" });
  });
});

describe("the first notice", () => {
  test.each([
    ["2020-03-27", "06:10", "2020-03-27", "07:00"],
    ["2020-03-27", "21:00", "2020-03-27", "21:00"],
    ["2020-03-27", "21:40", "2020-03-30", "07:00"],
    ["2020-03-28", "10:00", "2020-03-30", "07:00"],
    ["2020-04-01", "22:00", "2020-04-03", "07:00"],
  ])("of what arises on %s at %s goes out on %s at %s", (day, time, onDay, at) => {
    expect(notice([], instantOf(day, time))?.at).toBe(instantOf(onDay, at));
  });
});

describe("what was missed", () => {
  test("in an outage is caught up with once: only the latest is sent", () => {
    const now = instantOf("2020-04-12", "15:00");
    expect(notice(["arise"], arose, now)).toMatchObject({ rung: "today" });
    expect(notice(["arise", "today"], arose, now)).toMatchObject({ rung: "late" });
  });

  test("before it arose is covered by the news of its arising", () => {
    const late = instantOf("2020-04-09", "10:00");
    expect(notice([], late)).toMatchObject({ rung: "arise", at: late });
    expect(notice(["arise"], late)).toMatchObject({ rung: "today" });
  });

  test("before it arose, where the ladder has no rung for arising, is told at once", () => {
    const quiet: Ladder = { rungs: ladder.rungs.slice(1, 3) };
    const late = instantOf("2020-04-09", "22:00");
    expect(notice([], late, late, quiet)).toMatchObject({
      rung: "soon",
      at: instantOf("2020-04-10", "07:00"),
    });
  });
});

test("law: a ladder ends, its rungs rise in time, and none is sent twice", () => {
  const times = fc.record({
    due: fc.integer({ min: 0, max: 60 }),
    arose: fc.integer({ min: 0, max: 60 }),
    late: fc.integer({ min: 0, max: 40 }),
  });
  const day = (n: number) => instantOf("2020-04-01", "09:00").replace(/^.*T/, `${dayAt(n)}T`);
  fc.assert(
    fc.property(times, ({ due, arose, late }) => {
      const sent: string[] = [];
      const one = { ...obligation, due: day(due) };
      let now = day(arose);
      for (let n = 0; n <= ladder.rungs.length; n++) {
        const next = nextNotice(one, ladder, calendar, sent, day(arose), now);
        if (!next) return;
        expect(sent).not.toContain(next.rung);
        expect(next.at >= day(arose)).toBe(true);
        sent.push(next.rung);
        now = [day(arose + late), next.at, now].sort().at(-1) ?? now;
      }
      expect.fail("the ladder did not end");
    }),
  );
});

const dayAt = (n: number): string => new Date(Date.UTC(2020, 2, 25 + n)).toISOString().slice(0, 10);
