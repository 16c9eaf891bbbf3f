import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calendarOf, isWorkingDay, NO_CALENDAR_DATA } from "#domain/calendar.ts";
import { CHANNELS, channelOrder, MESSAGE_KINDS } from "#domain/preference.ts";
import { isQuiet } from "#domain/quiet.ts";
import { addMilliseconds, dayOf, instantOf, millisecondsBetween } from "#domain/time.ts";
import { readBy } from "#domain/unread.ts";

const calendar = calendarOf({
  ...NO_CALENDAR_DATA,
  closures: [{ unit: "minh-hoa", from: "2020-03-26", to: "2020-03-26", reason: "bão" }],
});
const at = (day: string, time: string): string => instantOf(`2020-03-${day}`, time);

describe("given a rung whose message must be read within four hours", () => {
  it.each([
    ["sent in the morning, by noon", at("25", "08:00"), at("25", "12:00")],
    ["sent in the evening, by the next morning", at("25", "19:30"), at("26", "09:30")],
    ["sent at night, four hours after seven", at("25", "23:00"), at("26", "11:00")],
    ["sent on Friday evening, by Monday morning", at("27", "20:00"), at("30", "10:00")],
    ["sent on a Saturday, by Monday", at("28", "10:00"), at("30", "11:00")],
  ])("then %s", (_, sent, by) => {
    expect(readBy(sent, 4, "binh-an", calendar)).toBe(by);
  });

  it("then its reader's own days off do not count", () => {
    expect(readBy(at("25", "20:00"), 4, "minh-hoa", calendar)).toBe(at("27", "10:00"));
  });
});

const anInstant = fc
  .integer({ min: 0, max: 60 * 24 * 60 })
  .map((minutes) => addMilliseconds("2020-03-01T00:00:00.000Z", minutes * 60_000));
const hours = fc.integer({ min: 1, max: 100 });
const unit = fc.constantFrom("binh-an", "minh-hoa");

describe("for any instant and number of hours", () => {
  it("then nobody is disturbed when they are over, and exactly so many hours have passed in which one may be", () => {
    fc.assert(
      fc.property(anInstant, hours, unit, (sent, n, whose) => {
        const by = readBy(sent, n, whose, calendar);
        expect(isQuiet(by, whose, calendar)).toBe(false);
        let passed = 0;
        for (
          let day = dayOf(sent);
          day <= dayOf(by);
          day = dayOf(addMilliseconds(instantOf(day, "12:00"), 86_400_000))
        ) {
          if (!isWorkingDay(calendar, day, whose)) continue;
          const from = [instantOf(day, "07:00"), sent].sort().at(-1) ?? sent;
          const to = [instantOf(day, "21:00"), by].sort()[0] ?? by;
          passed += Math.max(0, millisecondsBetween(from, to));
        }
        expect(passed).toBe(n * 3_600_000);
      }),
    );
  });

  it("then a later message is never to be read earlier", () => {
    fc.assert(
      fc.property(anInstant, anInstant, hours, (a, b, n) => {
        const [first = a, second = b] = [a, b].sort();
        expect(
          readBy(first, n, "binh-an", calendar) <= readBy(second, n, "binh-an", calendar),
        ).toBe(true);
      }),
    );
  });
});

describe("for any preferences", () => {
  it("then the order has every channel outside the app once, what is wanted first, and the call list last", () => {
    const channels = fc.dictionary(
      fc.constantFrom(...MESSAGE_KINDS),
      fc.uniqueArray(fc.constantFrom(...CHANNELS)),
    );
    fc.assert(
      fc.property(channels, fc.constantFrom(...MESSAGE_KINDS, null), (wanted, kind) => {
        const order = channelOrder({ channels: wanted, digest: false }, kind);
        expect([...order].sort()).toEqual(
          [...CHANNELS.filter((one) => one !== "inapp"), "call"].sort(),
        );
        expect(order.at(-1)).toBe("call");
        const first = kind === null ? [] : (wanted[kind] ?? []).filter((one) => one !== "inapp");
        expect(order.slice(0, first.length)).toEqual(first);
      }),
    );
  });
});
