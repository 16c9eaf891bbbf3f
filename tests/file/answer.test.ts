import { describe, expect, it } from "vitest";
import { actBody } from "#api/contract-act.ts";
import { readAnswer } from "#api/file/answer.ts";
import { packageJson } from "#domain/package-words.ts";
import { aCampaign } from "#tests/domain/campaign-builder.ts";

const HASH = "a".repeat(64);

const sent = packageJson(
  {
    campaign: "small-2020~x1",
    unit: "huyen",
    step: "nominations",
    round: 1,
    title: { vi: "Hồ sơ", en: "Dossier" },
    sentAt: "2020-07-10T02:00:00.000Z",
    due: "2020-09-01T10:00:00.000Z",
    document: { title: "Tờ trình", content: "", hash: HASH },
    nominees: ["m1", "m2"],
  },
  aCampaign(),
);

const filled = (answer: object): string => {
  const json = JSON.parse(sent);
  return JSON.stringify({ ...json, answer: { ...json.answer, ...answer } });
};

describe("an answer from above the root", () => {
  it("is read from the package it came back in", () => {
    const read = readAnswer(
      filled({ decision: "accept", chosen: ["m2"], evidence: "12-TB/TU", on: "2020-08-20" }),
      "a.json",
    );
    if ("problems" in read) throw new Error(JSON.stringify(read.problems));
    expect(read.answer).toEqual({
      campaign: "small-2020~x1",
      unit: "huyen",
      step: "nominations",
      act: {
        type: "approve",
        round: 1,
        hash: HASH,
        chosen: ["m2"],
        evidence: "12-TB/TU",
        occurredAt: "2020-08-20T00:00:00.000Z",
      },
    });
    expect(actBody.parse(read.answer.act)).toMatchObject({ type: "approve", chosen: ["m2"] });
  });

  it("may return it, in YAML, by itself", () => {
    const yaml = `campaign: c\nunit: huyen\nstep: nominations\nround: 2\nhash: ${HASH}\ndecision: return\nreasons: [Thiếu biên bản]\n`;
    const read = readAnswer(yaml, "a.yaml");
    expect("answer" in read && read.answer.act).toEqual({
      type: "return",
      round: 2,
      hash: HASH,
      reasons: [{ field: null, text: "Thiếu biên bản" }],
    });
  });

  it("that is not filled in, or filled in wrongly, is refused with place and sentence", () => {
    const brief = (text: string) => {
      const read = readAnswer(text, "a.json");
      return "problems" in read ? read.problems.map(({ code, field }) => `${code} ${field}`) : [];
    };
    expect(brief(sent)).toEqual(["invalid_value answer.decision"]);
    expect(brief(filled({ decision: "yes", chosn: [] }))).toEqual([
      "invalid_value answer.decision",
      "unknown_key answer.chosn",
    ]);
    expect(brief("[1]")).toEqual(["not_map "]);
  });
});
