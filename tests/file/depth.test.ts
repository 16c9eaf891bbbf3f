import { describe, expect, it } from "vitest";
import { plan } from "#domain/plan.ts";
import { dayOf } from "#domain/time.ts";
import { brief, problemsIn, SMALL, spoiled } from "./campaign-text.ts";

const PROVINCE = `units:
  - id: tinh
    name: tỉnh Mẫu
    level: province
    posts:
      head: { id: t1, name: Mai Văn A }
      standing-deputy: { id: t2, name: Mai Thị B }
      deputy: { name: Mai Văn C }
      member: [{ name: Mai Thị D }]
      standing-office: { name: Mai Văn E }
      party-secretary: { name: Mai Thị G }
      chair: { id: t3, name: Mai Văn H }
      home-affairs: { name: Mai Thị I }
      council-chair: t3
      council: [t1, t2, t3]
      clerk: { name: Mai Thị K }
`;

/** The small district campaign under a province's. */
const threeLevels = () =>
  spoiled(
    ["outside: { id: tinh, name: Tỉnh }", "outside: { id: tw, name: Trung ương }"],
    ["starts: 2020-03-23", "starts: 2020-03-02"],
    ["units:\n", PROVINCE],
    ["    level: district\n", "    level: district\n    parent: tinh\n"],
    [
      "  meeting:",
      "  province-meeting: 2020-03-04\n  province-launch: 2020-03-06\n  province-conference: 2020-09\n  meeting:",
    ],
  );

describe("a campaign of three levels", () => {
  const result = threeLevels();

  it("has no problems", () => {
    expect(problemsIn(result).map(({ message, field }) => `${field} ${message.en}`)).toEqual([]);
  });

  it("has the gate at its root alone, and the district wait for the province", () => {
    if ("problems" in result) throw new Error("not planned");
    const { cycles } = plan(result.campaign);
    const withGate = cycles.filter(({ steps }) => steps.some(({ kind }) => kind === "gate"));
    expect(withGate.map(({ unit }) => unit)).toEqual(["tinh"]);
    const dispatch = cycles.find(({ unit }) => unit === "huyen")?.steps[0];
    expect(dispatch?.waits).toContainEqual({
      on: "step",
      unit: "tinh",
      step: "plan",
      until: "done",
    });
  });

  it("counts each level's dossiers back from the conference above it", () => {
    if ("problems" in result) throw new Error("not planned");
    const due = (unit: string, step: string): string | undefined => {
      const cycle = plan(result.campaign).cycles.find((one) => one.unit === unit);
      return cycle?.steps.filter(({ id }) => id === step).map((one) => dayOf(one.due.at))[0];
    };
    expect(due("minh-hoa", "nominees")).toBe("2020-06-10");
    expect(due("huyen", "nominations")).toBe("2020-07-10");
    expect(due("tinh", "conference")).toBe("2020-09-16");
  });
});

describe("a campaign of one unit", () => {
  it("names the anchor that a unit above would have given", () => {
    const result = spoiled(
      ["pilot: binh-an\n", ""],
      ["  pilot-conference: 2020-05\n", ""],
      [/units:[^]*?(?= {2}- id: minh-hoa)/.exec(SMALL)?.[0] ?? "", "units:\n"],
      ["    parent: huyen\n", ""],
      ["leader: huyen/standing-deputy", "leader: minh-hoa/chair"],
      ["[binh-an, minh-hoa]", "[minh-hoa]"],
    );
    expect(brief(result)).toContain("anchor_missing 8 anchors");
    expect(problemsIn(result)[0]?.message.en).toContain("above-conference");
  });
});
