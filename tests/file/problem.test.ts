import { describe, expect, it } from "vitest";
import { problemLine } from "#api/file/problem.ts";
import { brief, problemsIn, spoiled } from "./campaign-text.ts";

const changed = (steps: string): readonly [string, string] => [
  "teams:",
  `changes:\n  levels:\n    commune:\n      steps:\n${steps}\nteams:`,
];

describe("a campaign file with mistakes", () => {
  it("is a campaign when it has none", () => {
    expect(brief(spoiled())).toEqual([]);
  });

  it.each([
    ["a pilot that does not exist", ["pilot: binh-an", "pilot: binh-ann"], "unknown_unit 8 pilot"],
    ["a pilot with units below it", ["pilot: binh-an", "pilot: huyen"], "pilot_not_leaf 8 pilot"],
    ["an unknown parent", ["parent: huyen", "parent: huyenn"], "unknown_unit 37 units.1.parent"],
    ["a second root", ["    parent: huyen\n", ""], "second_root 33 units.1"],
    ["an unknown level", ["level: commune", "level: comune"], "unknown_level 36 units.1.level"],
    ["an unknown template", ["conference@1", "conferense@1"], "unknown_template 5 template"],
    [
      "a unit nobody follows",
      ["[binh-an, minh-hoa]", "[binh-an]"],
      "unit_followed_by_no_team 43 units.2",
    ],
    [
      "a unit followed twice",
      ["[binh-an, minh-hoa]", "[binh-an, minh-hoa, binh-an]"],
      "followed_twice 56 teams.0.follows.2",
    ],
    ["a post nobody holds", ["      clerk: { name: Danh Thị O }\n", ""], "nobody_holds 33 units.1"],
    [
      "a day that does not exist",
      ["starts: 2020-03-23", "starts: 2020-02-30"],
      "invalid_value 6 starts",
    ],
    [
      "a start after the first due date",
      ["starts: 2020-03-23", "starts: 2021-03-29"],
      "starts_too_late 6 starts",
    ],
    ["a missing anchor", ["  launch: 2020-03-27\n", ""], "anchor_missing 9 anchors"],
    [
      "an anchor in unknown words",
      ["end of 2020-06", "end of June"],
      "invalid_value 14 anchors.district-conference",
    ],
    [
      "a window too short for its conferences",
      ["25..2020-06-09", "25..2020-05-24"],
      "invalid_value 13 anchors.base-conference",
    ],
    [
      "a unit that is no longer valid",
      ["name: xã Bình An", "name: xã Bình An\n    valid: { to: 2019-12-31 }"],
      "unit_not_valid 36 units.1.valid",
    ],
    ["a misspelt field", ["period:", "perod:"], "missing_field 1 period"],
    [
      "a wrong address",
      ["name: Danh Văn L", "name: Danh Văn L, email: abc"],
      "invalid_value 39 units.1.posts.head.email",
    ],
    ["a future format", ["plenum: 1", "plenum: 2"], "invalid_value 1 plenum"],
  ] as const)("names %s with its line and field", (_, change, expected) => {
    expect(brief(spoiled(change))[0]).toBe(expected);
  });

  it("suggests what was probably meant, whatever the accents", () => {
    const [problem] = problemsIn(spoiled(["pilot: binh-an", "pilot: binhan"]));
    expect(problem?.suggestion).toEqual({
      vi: "Có phải ý bạn là «binh-an»?",
      en: "Did you mean “binh-an”?",
    });
  });

  it("is described on one line, in both languages", () => {
    const [problem] = problemsIn(spoiled(["pilot: binh-an", "pilot: binhan"]));
    expect(problem && problemLine(problem, "en")).toBe(
      "small.yaml:8:1 pilot: There is no unit “binhan”. Did you mean “binh-an”?",
    );
    expect(problem && problemLine(problem, "vi")).toContain("Không có đơn vị «binhan».");
  });

  it("reports mistakes of every kind at once, in the order of the file", () => {
    const result = spoiled(
      ["pilot: binh-an", "pilot: x"],
      ["code: 30898", "cod: 30898"],
      ["name: Danh Văn L", "name: Danh Văn L, email: abc"],
      ["parent: huyen", "parent: huyenn"],
      ["leader: huyen/standing-deputy", "leader: huyen/standing-deputi"],
    );
    expect(brief(result)).toEqual([
      "unknown_unit 8 pilot",
      "unknown_key 34 units.1.cod",
      "unknown_unit 37 units.1.parent",
      "invalid_value 39 units.1.posts.head.email",
      "unknown_post 55 teams.0.leader",
    ]);
  });

  it("finds units that are each other's parents", () => {
    const result = spoiled(
      ["parent: huyen", "parent: minh-hoa"],
      ["parent: huyen", "parent: binh-an"],
    );
    expect(brief(result)).toContain("unit_circle 37 units.1.parent");
  });

  it("tells a unit written twice once", () => {
    const result = spoiled(
      ["- id: minh-hoa", "- id: binh-an"],
      ["[binh-an, minh-hoa]", "[binh-an]"],
    );
    expect(brief(result)).toEqual(["duplicate_id 43 units.2.id"]);
  });

  it("finds unknown posts and persons, reversed days and overlaps in appointments", () => {
    const result = spoiled([
      "teams:",
      "appointments:\n  - { post: binh-an/head, person: truong, from: 2020-01-01 }\n  - { post: binh-an/hed, person: nobody, from: 2020-05-01, to: 2020-04-01 }\nteams:",
    ]);
    expect(brief(result)).toEqual([
      "appointments_overlap 53 appointments.0",
      "unknown_post 54 appointments.1.post",
      "unknown_person 54 appointments.1.person",
      "dates_reversed 54 appointments.1.to",
    ]);
  });

  it("accepts a holder who follows another", () => {
    const result = spoiled(
      ["head: { name: Danh Văn L }", "head: { name: Danh Văn L, to: 2020-05-31 }"],
      [
        "teams:",
        "appointments:\n  - { post: binh-an/head, person: { name: Lê Văn M }, from: 2020-06-01 }\nteams:",
      ],
    );
    expect(brief(result)).toEqual([]);
    expect(
      "campaign" in result &&
        result.campaign.appointments.filter(({ post }) => post === "binh-an/head"),
    ).toEqual([
      { post: "binh-an/head", person: "binh-an.head", from: "1900-01-01", to: "2020-05-31" },
      { post: "binh-an/head", person: "binh-an.head.2020-06-01", from: "2020-06-01", to: null },
    ]);
  });

  it("finds models of unknown units and fields, and unknown registers", () => {
    const result = spoiled([
      "teams:",
      "models:\n  - { unit: binh-a, field: econmy, title: X }\nregisters:\n  - huyen/prty CV continues at 3\nteams:",
    ]);
    expect(brief(result)).toEqual([
      "unknown_unit 53 models.0.unit",
      "unknown_model_field 53 models.0.field",
      "unknown_committee 55 registers.0",
    ]);
  });

  it("finds steps that wait for each other", () => {
    const [problem] = problemsIn(spoiled(changed("        plan: { waits: [report] }")));
    expect(problem?.code).toBe("cycle_among_steps");
    expect(problem?.message.en).toContain("commune/report → commune/plan");
  });

  it("finds a deadline before its own predecessor, where the campaign set it", () => {
    expect(brief(spoiled(changed("        comment: { due: conference -12 }")))).toEqual([
      "due_before_predecessor 56 changes.levels.commune.steps.comment.due",
    ]);
  });

  it("finds a window that its working days cannot hold", () => {
    const result = spoiled([
      "base-conference: 2020-05-25..2020-06-09",
      "base-conference: 2020-05-30..2020-05-31",
    ]);
    expect(brief(result)[0]).toBe("window_empty 13 anchors.base-conference");
  });

  it("warns of a year without an official list, and starts all the same", () => {
    const result = spoiled(["calendar: { officialYears: [2020] }\n", ""]);
    expect("campaign" in result && result.warnings.map(({ code }) => code)).toEqual([
      "no_official_list",
    ]);
  });
});
