import { expect, test } from "vitest";
import { documentNumber, firstNumber, numberPattern, seriesAt, seriesId } from "#domain/series.ts";
import { addMilliseconds, instantOf } from "#domain/time.ts";
import { aCampaign } from "./campaign-builder.ts";

const [party, state] = aCampaign().committees;

test("a Party paper is numbered on through the term, whatever the year", () => {
  expect(seriesId(party!, "CV", 2020)).toBe("chau-thanh/party/CV/2015-2020");
  expect(documentNumber(numberPattern(party!, "CV"), 775)).toBe("775-CV/HU");
});

test("a state paper begins anew each year", () => {
  expect(seriesId(state!, "QĐ", 2021)).toBe("chau-thanh/state/QĐ/2021");
  expect(documentNumber(numberPattern(state!, "QĐ"), 15)).toBe("15/QĐ-UBND");
});

test("a steering committee writes its papers as the Party does", () => {
  const steering = { ...party!, kind: "steering" as const, symbol: "BCĐ" };
  expect(documentNumber(numberPattern(steering, "KH"), 5)).toBe("05-KH/BCĐ");
});

test("a register goes on where the campaign's file says, but a later year's begins with 1", () => {
  const registers = [
    { committee: party!.id, type: "CV", next: 775 },
    { committee: state!.id, type: "QĐ", next: 1204 },
  ];
  const campaign = aCampaign({ registers });
  const first = (issuer: string, type: string, period: string): number =>
    firstNumber(campaign, { series: `${issuer}/${type}/${period}`, issuer, type });
  expect(first(party!.id, "CV", "2015-2020")).toBe(775);
  expect(first(state!.id, "QĐ", "2020")).toBe(1204);
  expect(first(state!.id, "QĐ", "2021")).toBe(1);
  expect(first(state!.id, "KH", "2020")).toBe(1);
});

test("a state paper takes the number of the year in which it is issued, a Party paper that of its term", () => {
  const planned = { series: seriesId(state!, "QĐ", 2020), yearly: true };
  const newYear = instantOf("2021-01-01", "00:00");
  expect(seriesAt(planned, newYear)).toBe("chau-thanh/state/QĐ/2021");
  // A second before, in Vietnam: by the world's clock it is the 31st either way.
  expect(seriesAt(planned, addMilliseconds(newYear, -1000))).toBe("chau-thanh/state/QĐ/2020");
  const term = { series: seriesId(party!, "CV", 2020) };
  expect(seriesAt(term, newYear)).toBe("chau-thanh/party/CV/2015-2020");
});
