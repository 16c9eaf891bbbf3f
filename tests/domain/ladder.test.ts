import { describe, expect, test } from "vitest";
import { calendarOf, NO_CALENDAR_DATA } from "#domain/calendar.ts";
import type { Campaign } from "#domain/campaign.ts";
import { addressOf, ladderFor, postsOfNotice, rungText } from "#domain/ladder.ts";
import { obligationsOf } from "#domain/obligation.ts";
import { plan } from "#domain/plan.ts";
import type { Template } from "#domain/template.ts";
import { aCampaign } from "./campaign-builder.ts";
import { aDocument, aPlan } from "./cycle-builder.ts";
import { submit } from "./deed.ts";
import { stateAfter } from "./given.ts";
import { MINI_TEMPLATE } from "./mini-template.ts";

const withTemplate = (changes: Partial<Template>): Campaign =>
  aCampaign({ template: { ...MINI_TEMPLATE, ...changes } });

const step = { ladder: "standard" };

describe("which ladder recalls an act", () => {
  test("is the step's own, before the template's usual one, before the step's for everything", () => {
    expect(ladderFor({}, step, "vote")).toBe("standard");
    expect(ladderFor({ ladders: { vote: "votes" } }, step, "vote")).toBe("votes");
    const own = { ...step, ladders: { vote: "mine" } };
    expect(ladderFor({ ladders: { vote: "votes" } }, own, "vote")).toBe("mine");
    expect(ladderFor({ ladders: { vote: "votes" } }, own, "approve")).toBe("standard");
  });

  test("shows in what is owed: the draft by one, the decision by another", () => {
    const cycle = { ...aPlan(aDocument("plan")), ladders: { approve: "decision" } };
    const calendar = calendarOf(NO_CALENDAR_DATA);
    const ladders = (
      ...deeds: Parameters<typeof stateAfter> extends [unknown, ...infer D] ? D : never
    ) =>
      obligationsOf(stateAfter(cycle, ...deeds), calendar).map(({ act, ladder }) => [act, ladder]);
    expect(ladders()).toEqual([["draft", "standard"]]);
    expect(ladders(submit("ms office", "plan"))).toEqual([["approve", "decision"]]);
  });

  test("comes from the template into every cycle's plan", () => {
    const usualLadders = { approve: "standard" } as const;
    const { cycles, problems } = plan(withTemplate({ usualLadders }));
    expect(cycles.map((cycle) => cycle.ladders)).toEqual(cycles.map(() => usualLadders));
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test("must exist", () => {
    const { problems } = plan(withTemplate({ usualLadders: { approve: "none" } }));
    expect(problems.map(({ code }) => code)).toContain("usual_ladder_unknown");
  });
});

describe("whom a rung tells", () => {
  const rung = { id: "late", when: "arise", to: ["owner"] } as const;

  test("is who it names and who gets a copy, each once", () => {
    expect(addressOf({ ...rung, copy: ["unit.head", "owner"] })).toEqual({
      to: ["owner", "unit.head"],
      channel: "email",
    });
  });

  test("is the owner alone while it is private", () => {
    expect(addressOf({ ...rung, copy: ["unit.head"], private: true }).to).toEqual(["owner"]);
  });

  test("is never the party above the root, unless the notice is addressed to it", () => {
    const outside = { id: "tinh", name: "Tỉnh", email: null };
    const campaign = aCampaign({ outside });
    const root = { unit: "chau-thanh", post: "chau-thanh/head" };
    expect(postsOfNotice(campaign, root, ["owner", "above.head"])).toEqual(["chau-thanh/head"]);
    expect(postsOfNotice(campaign, root, ["outside"])).toEqual(["outside"]);
    const below = { unit: "binh-an", post: "binh-an/head" };
    expect(postsOfNotice(campaign, below, ["above.head", "owner"])).toEqual([
      "chau-thanh/head",
      "binh-an/head",
    ]);
  });

  test("may be told something in the template's words", () => {
    const hurry = { vi: "Xin khẩn trương.", en: "Please hurry." };
    const ladders = { standard: { rungs: [{ ...rung, text: "hurry" }] } };
    const template = { ...MINI_TEMPLATE, ladders, texts: { hurry } };
    expect(rungText(template, "standard", "late")).toEqual(hurry);
    expect(rungText({ ...template, texts: {} }, "standard", "late")).toBeNull();
    expect(rungText(template, "standard", "by-hand")).toBeNull();
  });
});
