import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCampaign } from "#api/file/read.ts";
import { EXAMPLES } from "#api/file/shipped.ts";
import { treeOf } from "#api/file/tree.ts";
import { writeDefinition } from "#api/file/write.ts";
import type { Definition } from "#domain/definition.ts";
import { SMALL } from "./campaign-text.ts";

const examples = ["chau-thanh-2020", "an-giang-2026"].map(
  (name) => [name, readFileSync(`${EXAMPLES}${name}.yaml`, "utf8")] as const,
);
const valueOf = (text: string): Definition => treeOf(text).value;

/** Text as forms give it: everything that YAML could take for something else is in it. */
const words = fc.oneof(
  fc.constantFrom(
    "xã Hòa Bình",
    "true",
    "null",
    "~",
    "1e3",
    "0x10",
    "2020-03-27",
    "007",
    "2016-2020",
    "- a",
    "a: b",
    "*x",
    "&x",
    "!x",
    "# x",
    "{",
    "]",
    "%",
    "@",
    "`",
    "'",
    '"',
    "x # y",
    "x: ",
    " x ",
    "",
    "<<",
    "=",
    "---",
  ),
  fc.string({ unit: "grapheme", maxLength: 20 }).filter((text) => !/\p{C}/u.test(text)),
);
const key = fc
  .oneof(fc.stringMatching(/^[a-z][a-z0-9.-]{0,9}$/), fc.constantFrom("2020", "true", "null"))
  .filter((name) => !["constructor", "prototype"].includes(name));
const scalar = fc.oneof(words, fc.integer(), fc.boolean(), fc.constant(null));
const plain = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    scalar,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4 }),
    fc
      .dictionary(key, tie("value"), { maxKeys: 4 })
      .chain((map) => key.map((id) => ({ ...map, id }))),
  ),
})).value;
const definition = fc.dictionary(key, plain, { minKeys: 1, maxKeys: 6 });
const nfc = (value: unknown): unknown => JSON.parse(JSON.stringify(value).normalize("NFC"));

describe("a definition written as a campaign file", () => {
  it("reads as the same definition, whatever is in it", () => {
    fc.assert(
      fc.property(definition, (value) => {
        expect(valueOf(writeDefinition(value))).toEqual(nfc(value));
      }),
    );
  });

  it("reads as the same definition when it is written over another file", () => {
    fc.assert(
      fc.property(definition, definition, (before, value) => {
        const text = writeDefinition(before);
        expect(valueOf(writeDefinition({ ...before, ...value }, text))).toEqual(
          nfc({ ...before, ...value }),
        );
        expect(valueOf(writeDefinition(value, text))).toEqual(nfc(value));
      }),
    );
  });

  it("keeps two things apart that have one id by mistake", () => {
    const value = { units: [{ id: "a" }, { id: "a", name: "B" }] };
    expect(valueOf(writeDefinition(value, writeDefinition({ units: [{ id: "a" }] })))).toEqual(
      value,
    );
  });

  it.each(examples)("gives the campaign of %s again", (name, text) => {
    const written = writeDefinition(valueOf(text));
    expect(readCampaign(written, name)).toHaveProperty("campaign");
    const [first, second] = [text, written].map((one) => readCampaign(one, name));
    expect(second).toHaveProperty("campaign", first && "campaign" in first ? first.campaign : null);
  });
});

describe("a file that is edited", () => {
  it.each(examples)("stays as it is to the letter while nothing changes: %s", (_, text) => {
    expect(writeDefinition(valueOf(text), text)).toBe(text);
  });

  it("keeps its comments and what the forms do not know", () => {
    const [[, text]] = examples as [(typeof examples)[number]];
    const value = { ...valueOf(text), starts: "2020-03-24" };
    const written = writeDefinition(value, text);
    expect(valueOf(written)).toEqual(value);
    expect(written).toContain("starts: 2020-03-24 # work begins on this day at 07:00");
    const comments = (one: string) => one.split("\n").filter((line) => line.trim().startsWith("#"));
    expect(comments(written)).toEqual(comments(text));
  });

  it("finds a unit again by its id where others went before it", () => {
    const text = SMALL.replace("  - id: minh-hoa\n", "  # the second one\n  - id: minh-hoa\n");
    const value = valueOf(text) as { units: { id: string; name: string }[] };
    const units = value.units
      .filter(({ id }) => id !== "binh-an")
      .map((unit) => (unit.id === "minh-hoa" ? { ...unit, name: "phường Minh Hòa" } : unit));
    const written = writeDefinition({ ...value, units }, text);
    expect(valueOf(written)["units"]).toEqual(units);
    expect(written).toContain("# the second one");
  });
});
