import { expect, test } from "vitest";
import { dayWords, instantWords, shortDay, stamp } from "#web/dates.ts";
import { numberWords } from "#web/paper-number.ts";

test("a day reads as in Vietnam", () => {
  expect(dayWords("2020-05-20")).toBe("20/05/2020");
});

test("an instant falls on the day and time of the clock in Vietnam", () => {
  const late = "2020-05-19T17:30:00.000Z"; // 00:30 on the 20th in Ho Chi Minh City
  expect(instantWords(late, "vi")).toBe("Thứ Tư 20/05/2020, 00:30");
  expect(instantWords(late, "en")).toBe("Wednesday 20/05/2020, 00:30");
  expect(shortDay(late)).toBe("20/05");
  expect(stamp(late)).toBe("20/05/2020 00:30");
});

test("Sunday is Chủ Nhật", () => {
  expect(instantWords("2020-05-24T03:00:00.000Z", "vi")).toBe("Chủ Nhật 24/05/2020, 10:00");
});

test("a paper's number below ten has a zero, and joins its symbol once", () => {
  expect(numberWords(8, "-KH/BCĐ")).toBe("08-KH/BCĐ");
  expect(numberWords(775, "-CV/HU")).toBe("775-CV/HU");
  expect(numberWords(8, "08-KH/BCĐ")).toBe("08-KH/BCĐ");
  expect(numberWords(8, null)).toBe("08");
  expect(numberWords(null, "-KH/BCĐ")).toBeNull();
});
