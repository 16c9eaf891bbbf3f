import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { campaignSchema, templateSchema } from "#api/file/json-schema.ts";
import { SHIPPED, TEMPLATES } from "#api/file/shipped.ts";
import { readTemplate, templateIn } from "#api/file/template.ts";

const stored = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));

/** As it is written to a file. */
const plain = (schema: object): unknown => JSON.parse(JSON.stringify(schema));

describe("the JSON Schemas beside the files", () => {
  it("are those of the reader; otherwise run `npm run schema`", () => {
    expect(stored("examples/campaign.schema.json")).toEqual(plain(campaignSchema()));
    expect(stored("templates/template.schema.json")).toEqual(plain(templateSchema()));
  });
});

describe("the templates that ship", () => {
  it("are read whole", () => {
    expect(SHIPPED.names()).toEqual([1, 2, 3, 4].map((n) => `summary-conference@${n}`));
    const levels = SHIPPED.names().map((name) => {
      const template = templateIn(SHIPPED, name);
      if (template === null || "problems" in template) throw new Error(`${name} cannot be read`);
      expect(`${template.file.template}@${template.file.version}`).toBe(name);
      return template.file.levels.map(({ id }) => id);
    });
    expect(levels).toEqual([
      ["commune", "district", "province"],
      ["commune", "province"],
      ["commune", "district", "province", "country"],
      ["commune", "province"],
    ]);
  });

  it("are refused with line and field when broken", () => {
    const text = readFileSync(`${TEMPLATES}summary-conference@2.yaml`, "utf8");
    const result = readTemplate(text.replace("kind: gate", "kind: gat"), "broken.yaml");
    expect("problems" in result && result.problems[0]).toMatchObject({
      code: "invalid_value",
      file: "broken.yaml",
    });
  });
});
