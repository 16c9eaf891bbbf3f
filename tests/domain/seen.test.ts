import fc from "fast-check";
import { expect, test } from "vitest";
import { calendarOf, NO_CALENDAR_DATA } from "#domain/calendar.ts";
import { nextNotice } from "#domain/notice.ts";
import type { Obligation } from "#domain/obligation.ts";
import { noticesWhenSeen } from "#domain/seen.ts";
import type { Ladder } from "#domain/template.ts";
import { addMilliseconds, instantOf } from "#domain/time.ts";

const calendar = calendarOf(NO_CALENDAR_DATA);
const DAY = 86_400_000;
const due = instantOf("2020-04-10", "17:00");
const arose = instantOf("2020-03-27", "09:00");
const obligation: Obligation = {
  id: "binh-an/plan/draft/office/1",
  unit: "binh-an",
  step: "plan",
  act: "draft",
  post: "office",
  round: 1,
  due,
  ladder: "standard",
};
const ladder: Ladder = {
  rungs: [
    { id: "arise", when: "arise", to: ["owner"], private: true },
    { id: "soon", when: { days: -2, at: "08:00" }, to: ["owner"], private: true },
    { id: "head", when: { days: -1, at: "08:00" }, to: ["owner", "unit.head"] },
    { id: "late", when: { days: 1, at: "08:00" }, to: ["owner"], copy: ["unit.head"] },
  ],
};
const seen = (now: string, until: string) =>
  noticesWhenSeen(obligation, ladder, calendar, now, until);

test("who has seen it is left alone until their day, others are told as planned, then it begins again", () => {
  expect(seen(arose, instantOf("2020-04-10", "07:00"))).toEqual([
    { rung: "head", at: instantOf("2020-04-09", "08:00"), to: ["unit.head"], channel: "email" },
    { rung: "arise", at: instantOf("2020-04-10", "07:00"), to: ["owner"], channel: "email" },
  ]);
  expect(seen(arose, instantOf("2020-04-08", "07:00"))).toMatchObject([{ rung: "arise" }]);
});

test("law: between “seen” and the chosen day nothing goes to who owes it, and each rung at most once", () => {
  const rung = fc.record({
    days: fc.integer({ min: -9, max: 6 }),
    owner: fc.boolean(),
    others: fc.boolean(),
    arise: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.array(rung, { maxLength: 6 }),
      fc.nat(9),
      fc.integer({ min: 1, max: 10 }),
      (rungs, start, length) => {
        const random: Ladder = {
          rungs: rungs.map(({ days, owner, others, arise }, n) => ({
            id: `r${n}`,
            when: arise ? "arise" : { days, at: "08:00" },
            to: [...(owner || !others ? ["owner"] : []), ...(others ? ["unit.head"] : [])],
          })),
        };
        const now = addMilliseconds(arose, start * DAY);
        const until = addMilliseconds(now, length * DAY);
        const first = noticesWhenSeen(obligation, random, calendar, now, until);
        const sent: string[] = [];
        for (const notice of first) {
          if (notice.to.includes("owner")) expect(notice.at >= until).toBe(true);
          expect(notice.at > now).toBe(true);
          expect(sent).not.toContain(notice.rung);
          sent.push(notice.rung);
        }
        for (let n = 0; n <= random.rungs.length; n += 1) {
          const next = nextNotice(obligation, random, calendar, sent, until, until);
          if (!next) return;
          expect(sent).not.toContain(next.rung);
          expect(next.at >= until).toBe(true);
          sent.push(next.rung);
        }
      },
    ),
  );
});
