import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readCampaign } from "#api/file/read.ts";
import { shelfOf } from "#api/file/shipped.ts";
import { readTemplate } from "#api/file/template.ts";

const page = (name: string): string =>
  readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");

/** The YAML examples of a page that begin with the given text. */
const examples = (text: string, beginning: string): string[] =>
  [...text.matchAll(/```yaml\n([^]*?)```/g)]
    .map(([, code = ""]) => code)
    .filter((code) => code.startsWith(beginning));

const campaignPage = page("campaign-file.md");
const small = examples(campaignPage, "plenum: 1")[0] ?? "";

describe("the page on campaign files", () => {
  it("shows a small file that can start as it stands", () => {
    const result = readCampaign(small, "small.yaml");
    expect("problems" in result ? result.problems : result.warnings).toEqual([]);
  });

  it("shows changes and appointments that this file could have", () => {
    const others = [...examples(campaignPage, "changes:"), ...examples(campaignPage, "persons:")];
    expect(others).toHaveLength(2);
    const ended = small.replace(
      "head: { name: Danh Văn L,",
      "head: { name: Danh Văn L, to: 2020-05-31,",
    );
    const result = readCampaign(`${ended}\n${others.join("\n")}`, "changed.yaml");
    expect("problems" in result ? result.problems : []).toEqual([]);
  });
});

describe("the page on templates", () => {
  const folder = mkdtempSync(join(tmpdir(), "plenum-template-"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("shows a template that a campaign can use", () => {
    const template = examples(page("template.md"), "# yaml-language-server")[0] ?? "";
    expect(readTemplate(template, "our-conference@1.yaml")).toHaveProperty("file.version", 1);
    writeFileSync(join(folder, "our-conference@1.yaml"), template);
    const campaign = `plenum: 1
id: one
title: Một xã
period: 2020
template: our-conference@1
starts: 2020-03-23
calendar: { officialYears: [2020] }
anchors: { launch: 2020-03-27, base-conference: 2020-05-20 }
units:
  - id: xa
    name: xã Mẫu
    level: commune
    posts: { head: { name: A }, standing-office: { name: B }, clerk: { name: C } }
`;
    const result = readCampaign(campaign, "one.yaml", shelfOf(folder));
    expect("problems" in result ? result.problems : result.warnings).toEqual([]);
  });
});
