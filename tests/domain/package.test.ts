import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Campaign } from "#domain/campaign.ts";
import { packageJson, packageText, packageWords } from "#domain/package-words.ts";
import { plan } from "#domain/plan.ts";
import { rehearse } from "#domain/rehearsal.ts";
import { instantOf } from "#domain/time.ts";
import { aCampaign } from "./campaign-builder.ts";

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

const packagesOf = (changes: Partial<Campaign>) => {
  const campaign = aCampaign(changes);
  const script = { manner: "on-time", seed: 1 } as const;
  const { notices, acts } = rehearse(campaign, plan(campaign), script, digest);
  const submitted = acts.find(
    ({ obligation }) => obligation.step === "nominate" && obligation.act === "submit",
  );
  return { sent: notices.filter(({ rung }) => rung === "package"), submitted };
};

describe("a submission to the party above the root", () => {
  test("goes out once, when it is handed in, to nobody inside", () => {
    const { sent, submitted } = packagesOf({});
    expect(sent).toEqual([
      {
        at: submitted?.at,
        obligation: "chau-thanh/nominate/accept/chau-thanh/head/1",
        unit: "chau-thanh",
        step: "nominate",
        rung: "package",
        post: "outside",
        person: null,
      },
    ]);
  });
});

describe("a package", () => {
  const campaign = aCampaign({
    models: [
      { id: "m1", unit: "binh-an", field: "economy", title: "Nuôi cá lồng bè", kind: "collective" },
    ],
  });
  const sent = {
    campaign: "chau-thanh-2020",
    unit: "chau-thanh",
    step: "nominate",
    round: 2,
    title: { vi: "Hồ sơ đề nghị", en: "Nominations" },
    sentAt: instantOf("2020-07-10", "09:00"),
    due: instantOf("2020-09-01", "17:00"),
    document: { title: "Tờ trình", content: "Kính trình", hash: "h" },
    nominees: ["m1"],
  };

  test("says in words what it brings, of whom, and until when an answer is asked for", () => {
    const { subject, sentences } = packageWords(sent, campaign);
    expect(subject.vi).toBe("Hồ sơ đề nghị – chau-thanh");
    expect(sentences.map(({ vi }) => vi).slice(0, 3)).toEqual([
      "chau-thanh kính gửi «Hồ sơ đề nghị»: Tờ trình, kèm 1 mô hình đề nghị.",
      "1. Nuôi cá lồng bè (binh-an)",
      "Kính đề nghị cho ý kiến trước 17:00 thứ Ba, ngày 01/09/2020.",
    ]);
  });

  test("carries the paper and its hash, the nominees, and an answer to fill in", () => {
    expect(packageText(sent, campaign)).toBe(
      "Tờ trình\n\nKính trình\n\nDanh sách đề nghị:\n1. Nuôi cá lồng bè (binh-an)\n\nSHA-256: h\n\n",
    );
    const answer = JSON.parse(packageJson(sent, campaign)).answer;
    expect(answer).toEqual({
      campaign: "chau-thanh-2020",
      unit: "chau-thanh",
      step: "nominate",
      round: 2,
      hash: "h",
      decision: null,
      chosen: ["m1"],
      reasons: [],
      evidence: null,
    });
  });
});
