import { describe, expect, it } from "vitest";
import { readCampaign } from "#api/file/read.ts";
import { SMALL } from "./campaign-text.ts";

const manyUnits = (count: number): string => {
  const unit = (_: unknown, index: number) =>
    `  - {id: u${index}, name: U, level: commune, parent: huyen}`;
  return SMALL.replace("teams:", `${Array.from({ length: count }, unit).join("\n")}\nteams:`);
};

describe("a hostile or broken file", () => {
  it.each<[string, string | Buffer, string]>([
    ["of more than 5 MB", Buffer.alloc(6 * 1024 * 1024, "a"), "too_large"],
    ["in UTF-16", Buffer.from(`\ufeff${SMALL}`, "utf16le"), "not_utf8"],
    ["in another encoding", Buffer.from("id: caf\u00e9", "latin1"), "not_utf8"],
    ["that is no text", Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), "binary"],
    ["with control characters", "id: \u0007", "binary"],
    ["that is empty", " \n", "empty"],
    ["of comments only", "# nothing\n", "not_map"],
    ["that is a list", "- plenum: 1", "not_map"],
    ["that is one sentence", "Hello", "not_map"],
    ["that is no YAML", "a: [1\nb: }", "not_yaml"],
    ["indented with tabs", "a:\n\tb: 1", "not_yaml"],
    ["nested in brackets", `a: ${"[".repeat(100_000)}`, "too_deep"],
    ["nested in braces", `a: ${"{".repeat(100_000)}`, "too_deep"],
    ["nested in dashes", `a:\n${"- ".repeat(100_000)}`, "too_deep"],
    [
      "nested in maps",
      Array.from({ length: 1000 }, (_, n) => `${" ".repeat(n)}a:`).join("\n"),
      "too_deep",
    ],
    ["that multiplies itself", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "alias"],
    ["with a tag", "a: !!js/function x", "tag"],
    ["with a key written twice", "plenum: 1\nplenum: 1", "duplicate_key"],
    ["that reaches for a prototype", "__proto__: { polluted: true }", "forbidden_key"],
    ["with a merge key", "a: { <<: { b: 1 } }", "forbidden_key"],
    ["of a million commas", `a: [${",".repeat(1_000_000)}]`, "not_yaml"],
    ["of a million values", `a: [${"x,".repeat(1_000_000)}]`, "too_long"],
    ["of a million closing brackets", `a: []${"]".repeat(1_000_000)}`, "not_yaml"],
    ["of a million unknown escapes", `a: "${"\\q".repeat(1_000_000)}"`, "not_yaml"],
    ["of a million empty lines", `a: 1${"\n".repeat(1_000_000)}`, "too_many_lines"],
    ["of a million comments", `a: 1\n${"#\n".repeat(1_000_000)}`, "too_many_lines"],
    ["of a million directives", "%A\n".repeat(1_000_000), "several_documents"],
    ["of two documents", "a: 1\n---\nb: 2", "several_documents"],
  ])("%s is refused with one sentence", (_, content, code) => {
    const result = readCampaign(content, "/somewhere/bad.yaml");
    const problems = "problems" in result ? result.problems : [];
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(problems[0]?.file).toBe("bad.yaml");
    expect(problems[0]?.message.en).not.toContain("\n");
    expect(problems[0]?.message.vi).not.toContain("{");
  });

  it("says on which line a key is written twice", () => {
    const result = readCampaign(SMALL.replace("period:", "id: again\nperiod:"), "small.yaml");
    expect("problems" in result && result.problems[0]).toMatchObject({ line: 4, column: 1 });
  });

  it("with more than 20,000 units is refused as a whole", () => {
    const result = readCampaign(manyUnits(20_001), "many.yaml");
    expect("problems" in result && result.problems.map(({ field }) => field)).toEqual(["units"]);
  });

  it("leaves no trace on other objects", () => {
    readCampaign(
      '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
      "x.json",
    );
    expect("polluted" in {}).toBe(false);
  });
});

describe("what is read", () => {
  const small = readCampaign(SMALL, "small.yaml");

  it("is the same from JSON as from YAML", async () => {
    const { parse } = await import("yaml");
    const json = JSON.stringify(parse(SMALL), null, 2);
    expect(readCampaign(json, "small.json")).toEqual(small);
  });

  it("is the same with Windows line ends and a byte order mark", () => {
    expect(readCampaign(`\ufeff${SMALL.replaceAll("\n", "\r\n")}`, "small.yaml")).toEqual(small);
  });

  it("is in NFC, with the tone marks where the writer put them", () => {
    const written = SMALL.replace("xã Minh Hòa", "xã Minh Hoà".normalize("NFD"));
    const result = readCampaign(written, "small.yaml");
    expect("campaign" in result && result.campaign.units[2]?.name).toBe(
      "xã Minh Hoà".normalize("NFC"),
    );
  });

  it("keeps the digits of codes, whether in quotes or not", () => {
    const code = (written: string): string | null | undefined => {
      const result = readCampaign(SMALL.replace("code: 30898", `code: ${written}`), "small.yaml");
      return "campaign" in result ? result.campaign.units[1]?.code : undefined;
    };
    expect([code("30898"), code('"30898"'), code("00898"), code("'0o17'")]).toEqual([
      "30898",
      "30898",
      "00898",
      "0o17",
    ]);
  });
});
