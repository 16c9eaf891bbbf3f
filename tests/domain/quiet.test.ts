import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarOf, isWorkingDay, NO_CALENDAR_DATA } from "#domain/calendar.ts";
import { isQuiet, nextMorning, type Sending, sendAt, USUAL_HOURS } from "#domain/quiet.ts";
import { addMilliseconds, dayOf, instantOf, timeOf } from "#domain/time.ts";

const calendar = calendarOf({
  ...NO_CALENDAR_DATA,
  closures: [{ unit: "minh-hoa", from: "2020-03-26", to: "2020-03-26", reason: "bão" }],
});
const at = (day: string, time: string): string => instantOf(`2020-03-${day}`, time);
const sending = (when: string, due: string, unit = "binh-an"): Sending => ({
  at: when,
  due,
  unit,
});
const DIGEST = { ...USUAL_HOURS, digest: true };

describe("given quiet hours from 21:00 to 07:00 and on days off", () => {
  it.each([
    ["in working time it goes at once", at("25", "08:00"), at("25", "08:00"), "rung"],
    ["at night it goes in the morning", at("25", "22:30"), at("26", "07:00"), "quiet"],
    ["before dawn it goes the same morning", at("26", "05:00"), at("26", "07:00"), "quiet"],
    ["on Saturday it goes on Monday", at("28", "08:00"), at("30", "07:00"), "quiet"],
  ])("then %s", (_, when, goes, why) => {
    expect(sendAt(sending(when, at("31", "17:00")), calendar)).toEqual({ at: goes, why });
  });

  it("then what is due before they end goes through", () => {
    const saturday = sending(at("28", "08:00"), at("28", "14:00"));
    expect(sendAt(saturday, calendar)).toEqual({ at: saturday.at, why: "rung" });
    const night = sending(at("25", "22:00"), at("26", "06:30"));
    expect(sendAt(night, calendar)).toEqual({ at: night.at, why: "rung" });
  });

  it("then what is late already waits for the morning like everything else", () => {
    const late = sending(at("25", "22:00"), at("24", "17:00"));
    expect(sendAt(late, calendar)).toEqual({ at: at("26", "07:00"), why: "quiet" });
  });

  it("then a unit's own closure counts for it alone", () => {
    const due = at("31", "17:00");
    expect(sendAt(sending(at("26", "08:00"), due, "minh-hoa"), calendar).at).toBe(
      at("27", "07:00"),
    );
    expect(sendAt(sending(at("26", "08:00"), due), calendar).at).toBe(at("26", "08:00"));
  });
});

describe("given somebody who has a digest in the morning", () => {
  it("then what may wait is carried to the next working morning", () => {
    const due = at("31", "17:00");
    expect(sendAt(sending(at("25", "09:00"), due), calendar, DIGEST)).toEqual({
      at: at("26", "07:00"),
      why: "digest",
    });
    expect(sendAt(sending(at("27", "09:00"), due), calendar, DIGEST).at).toBe(at("30", "07:00"));
  });

  it("then what is due on the digest's own day is not swallowed by it", () => {
    const monday = sending(at("27", "09:00"), at("30", "17:00"));
    expect(sendAt(monday, calendar, DIGEST)).toEqual({ at: monday.at, why: "rung" });
  });
});

const anInstant = fc
  .integer({ min: 0, max: 60 * 24 * 60 })
  .map((minutes) => addMilliseconds("2020-03-01T00:00:00.000Z", minutes * 60_000));
const aSending = fc.record({
  at: anInstant,
  due: anInstant,
  unit: fc.constantFrom("binh-an", "minh-hoa"),
});
const preferences = fc.constantFrom(USUAL_HOURS, DIGEST);

describe("whatever is sent, whenever it is due", () => {
  it("goes in quiet hours only when it is due before they end", () => {
    fc.assert(
      fc.property(aSending, preferences, (one, prefer) => {
        const { at: goes } = sendAt(one, calendar, prefer);
        if (!isQuiet(goes, one.unit, calendar)) return;
        expect(goes).toBe(one.at);
        expect(one.due <= nextMorning(goes, one.unit, calendar)).toBe(true);
      }),
    );
  });

  it("is deferred to a working morning and never dropped, never hurried", () => {
    fc.assert(
      fc.property(aSending, preferences, (one, prefer) => {
        const { at: goes, why } = sendAt(one, calendar, prefer);
        expect(goes >= one.at).toBe(true);
        if (why === "rung") {
          expect(goes).toBe(one.at);
          return;
        }
        expect(timeOf(goes)).toBe("07:00");
        expect(isWorkingDay(calendar, dayOf(goes), one.unit)).toBe(true);
        if (why === "digest") expect(dayOf(one.due) > dayOf(goes)).toBe(true);
      }),
    );
  });

  it("keeps the order of two messages about the same obligation", () => {
    fc.assert(
      fc.property(aSending, anInstant, (one, other) => {
        const [first, second] = [one.at, other].sort() as [string, string];
        const goes = (when: string): string => sendAt({ ...one, at: when }, calendar).at;
        expect(goes(first) <= goes(second)).toBe(true);
      }),
    );
  });

  it("goes at the same time when asked again at that time", () => {
    fc.assert(
      fc.property(aSending, (one) => {
        const { at: goes } = sendAt(one, calendar);
        expect(sendAt({ ...one, at: goes }, calendar).at).toBe(goes);
      }),
    );
  });
});
