import { describe, expect, it } from "vitest";
import { anchorOf } from "#api/file/anchor.ts";
import { dueOf, rungTimeOf } from "#api/file/due.ts";
import { nearest } from "#domain/suggest.ts";

describe("an anchor as written", () => {
  it.each([
    ["2020-05", "2020-05-01", "2020-05-31", "2020-05"],
    ["tháng 5/2020", "2020-05-01", "2020-05-31", "2020-05"],
    ["end of 2020-02", "2020-02-21", "2020-02-29", "end of 2020-02"],
    ["cuối tháng 6/2020", "2020-06-21", "2020-06-30", "end of 2020-06"],
    ["Đầu tháng 12/2020", "2020-12-01", "2020-12-10", "beginning of 2020-12"],
    ["middle of 2020-07", "2020-07-11", "2020-07-20", "middle of 2020-07"],
    ["2020-05-25..2020-06-09", "2020-05-25", "2020-06-09", "2020-05-25..2020-06-09"],
  ])("%s is an expected window", (written, from, to, words) => {
    expect(anchorOf(written)).toEqual({ kind: "expected", from, to, words });
  });

  it("2020-10-15 is fixed", () => {
    expect(anchorOf("2020-10-15")).toEqual({ kind: "fixed", day: "2020-10-15" });
  });

  it.each([
    "2020-13",
    "June",
    "2020-02-30",
    "2020-06-09..2020-05-25",
    "2020-05-01..",
    "end of",
    "a..b..c",
    "",
  ])("“%s” is none", (written) => {
    expect(anchorOf(written)).toBeNull();
  });
});

describe("a due rule as written", () => {
  it.each([
    ["launch +9", { anchor: "launch", days: 9, at: "17:00" }],
    ["conference -7 11:00", { anchor: "conference", days: -7, at: "11:00" }],
    ["pilot-conference", { anchor: "pilot-conference", days: 0, at: "17:00" }],
    ["2020-06-10", { day: "2020-06-10", at: "17:00" }],
  ])("%s", (written, rule) => {
    expect(dueOf(written)).toEqual(rule);
  });

  it.each(["launch 9", "launch +9 25:00", "2020-02-30", "+3", ""])("“%s” is none", (written) => {
    expect(dueOf(written)).toBeNull();
  });
});

describe("a rung's time as written", () => {
  it("is on arising, or working days from the due instant", () => {
    expect(["arise", "-2 08:00", "0 08:00", "+5 08:00", "soon"].map(rungTimeOf)).toEqual([
      "arise",
      { days: -2, at: "08:00" },
      { days: 0, at: "08:00" },
      { days: 5, at: "08:00" },
      null,
    ]);
  });
});

describe("a suggestion", () => {
  const units = ["binh-an", "minh-hoa", "mong-tho", "mong-tho-a"];

  it("is the nearest, blind to marks, case and separators", () => {
    expect(
      ["Bình An", "binhan", "minh-hoà", "mong-thoo"].map((word) => nearest(word, units)),
    ).toEqual(["binh-an", "binh-an", "minh-hoa", "mong-tho"]);
  });

  it("is nothing when nothing is near", () => {
    expect(["chau-thanh", "x", ""].map((word) => nearest(word, units))).toEqual([null, null, null]);
  });
});
