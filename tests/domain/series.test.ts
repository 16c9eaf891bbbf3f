import { expect, test } from "vitest";
import { documentNumber, numberPattern, seriesId } from "#domain/series.ts";
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
