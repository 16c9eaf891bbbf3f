import { describe, expect, test } from "vitest";
import { holderOn, parsePostExpression, resolvePosts, teamOf } from "#domain/post.ts";
import { aCampaign } from "./campaign-builder.ts";

const campaign = aCampaign();

describe("a post expression", () => {
  test.each([
    ["unit.head", ["binh-an/head"]],
    ["above.standing-office", ["chau-thanh/standing-office"]],
    ["root.head", ["chau-thanh/head"]],
    ["team.leader", ["chau-thanh/standing-deputy"]],
    ["team.members", ["chau-thanh/standing-deputy", "chau-thanh/member-front"]],
    ["unit.members", ["binh-an/head", "binh-an/member-office"]],
    ["post:minh-hoa/clerk", ["minh-hoa/clerk"]],
    ["below.head", []],
    ["unit.treasurer", []],
    ["post:nobody", []],
  ])("%s, seen from a commune, is %j", (expression, posts) => {
    expect(resolvePosts(campaign, "binh-an", expression)).toEqual(posts);
  });

  test("below the district stands one post in each commune", () => {
    expect(resolvePosts(campaign, "chau-thanh", "below.head")).toEqual([
      "binh-an/head",
      "minh-hoa/head",
      "thanh-loc/head",
    ]);
  });

  test("above the root stands the outside party, or nobody", () => {
    expect(resolvePosts(campaign, "chau-thanh", "above.head")).toEqual(["outside"]);
    expect(resolvePosts(aCampaign({ outside: null }), "chau-thanh", "above.head")).toEqual([]);
  });

  test.each(["head", "unit.", ".head", "cousin.head", "post:", "team.cook", ""])(
    "%j is none",
    (expression) => {
      expect(parsePostExpression(expression)).toBeNull();
      expect(resolvePosts(campaign, "binh-an", expression)).toEqual([]);
    },
  );

  test("a unit that nobody follows has no team", () => {
    expect(teamOf(campaign, "chau-thanh")).toBeNull();
    expect(resolvePosts(campaign, "chau-thanh", "team.leader")).toEqual([]);
  });
});

describe("who acts for a post", () => {
  const post = "chau-thanh/head";
  const staffed = aCampaign({
    appointments: [
      { post, person: "hai", from: "2020-01-01", to: "2020-07-31" },
      { post, person: "lan", from: "2020-09-01", to: null },
    ],
    covers: [{ post, person: "minh", from: "2020-05-04", to: "2020-05-15" }],
  });

  test.each([
    ["2019-12-31", null],
    ["2020-01-01", { person: "hai", actingFor: null }],
    ["2020-05-04", { person: "minh", actingFor: "hai" }],
    ["2020-05-15", { person: "minh", actingFor: "hai" }],
    ["2020-05-16", { person: "hai", actingFor: null }],
    ["2020-07-31", { person: "hai", actingFor: null }],
    ["2020-08-15", null],
    ["2020-09-01", { person: "lan", actingFor: null }],
  ])("on %s: %j", (day, holder) => {
    expect(holderOn(staffed, post, day)).toEqual(holder);
  });

  test("of two appointments on one day the later one counts", () => {
    const handedOver = aCampaign({
      appointments: [
        { post, person: "lan", from: "2020-06-01", to: null },
        { post, person: "hai", from: "2020-01-01", to: null },
      ],
    });
    expect(holderOn(handedOver, post, "2020-06-01")?.person).toBe("lan");
  });
});
