import { expect, test } from "vitest";
import { changeIn } from "#cli/change-words.ts";
import { CommandError } from "#cli/failure.ts";

test.each([
  [
    "move-anchor district-conference 2020-06-30",
    {
      kind: "move_anchor",
      anchor: "district-conference",
      to: { kind: "fixed", day: "2020-06-30" },
    },
  ],
  [
    "move-conference binh-an conference 2020-05-25",
    { kind: "move_conference", unit: "binh-an", step: "conference", day: "2020-05-25" },
  ],
  ["suspend", { kind: "suspend", units: null }],
  ["suspend binh-an minh-hoa", { kind: "suspend", units: ["binh-an", "minh-hoa"] }],
  ["resume shift", { kind: "resume", how: "shift", units: null, anchors: {} }],
  ["replace-pilot minh-hoa", { kind: "replace_pilot", pilot: "minh-hoa" }],
  ["drop-unit minh-hoa", { kind: "drop_unit", unit: "minh-hoa" }],
])("“%s” is a change", (words, change) => {
  expect(changeIn(words.split(" "))).toEqual(change);
});

test.each([
  "",
  "postpone",
  "move-anchor",
  "move-anchor x 30/06/2020",
  "resume",
  "resume later",
  "drop-unit",
])("“%s” is refused in a sentence", (words) => {
  expect(() => changeIn(words.split(" "))).toThrow(CommandError);
});
