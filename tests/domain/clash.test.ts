import { expect, test } from "vitest";
import type { Campaign } from "#domain/campaign.ts";
import { plan } from "#domain/plan.ts";
import { aCampaign, fixed, templateWith } from "./campaign-builder.ts";

const sameDay = {
  "pilot-conference": fixed("2020-05-20"),
  "base-conference": fixed("2020-06-03"),
  "district-conference": fixed("2020-06-26"),
};
const withAnchors = (changes: Partial<Campaign> = {}): Campaign =>
  aCampaign({ anchors: sameDay, ...changes });
const told = (campaign: Campaign) =>
  plan(campaign).clashes.map(({ kind, who, day, units }) => ({ kind, who, day, units }));

test("a plan whose teams attend what they can has no clash", () => {
  expect(told(aCampaign())).toEqual([]);
  expect(told(withAnchors())).toEqual([]);
});

test("more conferences on one day than the team can attend are its clash, told once", () => {
  const [first, second] = aCampaign().teams;
  const one = { ...first!, follows: ["binh-an", "minh-hoa", "thanh-loc"], capacity: 1 };
  expect(told(withAnchors({ teams: [one, { ...second!, follows: [] }] }))).toEqual([
    { kind: "team", who: "team-1", day: "2020-06-03", units: ["minh-hoa", "thanh-loc"] },
  ]);
});

test("a leader of two teams cannot be with both", () => {
  const teams = aCampaign().teams.map((team) => ({
    ...team,
    leader: "chau-thanh/deputy",
    capacity: 1,
  }));
  expect(told(withAnchors({ teams }))).toEqual([
    {
      kind: "leader",
      who: "chau-thanh/deputy",
      day: "2020-06-03",
      units: ["minh-hoa", "thanh-loc"],
    },
  ]);
});

test("a person who holds two posts is wanted twice", () => {
  const base = aCampaign();
  const appointments = base.appointments.map((one) =>
    one.post === "thanh-loc/member-office" ? { ...one, person: "minh-hoa/head/holder" } : one,
  );
  expect(told(withAnchors({ appointments }))).toEqual([
    {
      kind: "person",
      who: "minh-hoa/head/holder",
      day: "2020-06-03",
      units: ["minh-hoa", "thanh-loc"],
    },
  ]);
});

test("who covers for somebody that day is the one who is wanted", () => {
  const covers = [
    {
      post: "thanh-loc/head",
      person: "minh-hoa/head/holder",
      from: "2020-06-01",
      to: "2020-06-05",
    },
  ];
  expect(told(withAnchors({ covers })).map((clash) => clash.who)).toEqual(["minh-hoa/head/holder"]);
});

test("somebody from above whom every unit invites on the same day is told in words", () => {
  const template = templateWith("commune", "conference", {
    conference: { anchor: "base-conference", at: "07:30", attendees: ["root.head"] },
  });
  const [clash] = plan(withAnchors({ template })).clashes;
  expect(clash?.words.vi).toBe(
    "chau-thanh/head phải dự 2 hội nghị ngày 03/06/2020: minh-hoa, thanh-loc.",
  );
  expect(clash?.words.en).toContain("is wanted at 2 conferences on 03/06/2020");
});
