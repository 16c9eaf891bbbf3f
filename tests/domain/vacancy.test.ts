import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { plan } from "#domain/plan.ts";
import { rehearse } from "#domain/rehearsal.ts";
import { postsTold } from "#domain/vacancy.ts";
import { aCampaign } from "./campaign-builder.ts";

test("who waits for a vacant post is told besides, once, and never where the post is held", () => {
  const owing = { post: "b/head", stepOwner: "a/office" };
  expect(postsTold(["b/head"], { ...owing, vacant: true })).toEqual(["b/head", "a/office"]);
  expect(postsTold(["b/head"], { ...owing, vacant: false })).toEqual(["b/head"]);
  expect(postsTold(["a/office"], { ...owing, vacant: true })).toEqual(["a/office"]);
  expect(postsTold(["b/head"], { ...owing, stepOwner: "b/head", vacant: true })).toEqual([
    "b/head",
  ]);
});

test("a rehearsal foretells it: the office that issued is told that the recipient's post is vacant", () => {
  const whole = aCampaign();
  const appointments = whole.appointments.filter(({ post }) => post !== "minh-hoa/head");
  const campaign = aCampaign({ appointments });
  const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
  const script = { manner: "on-time", seed: 1 } as const;
  const { notices } = rehearse(campaign, plan(campaign), script, digest);
  const told = notices
    .filter(({ obligation }) =>
      obligation.startsWith("chau-thanh/dispatch/acknowledge/minh-hoa/head"),
    )
    .map(({ rung, post, person }) => [rung, post, person]);
  expect(told.slice(0, 2)).toEqual([
    ["arise", "minh-hoa/head", null],
    ["arise", "chau-thanh/standing-office", "chau-thanh/standing-office/holder"],
  ]);
});
