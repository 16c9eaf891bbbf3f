import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Campaign, Cover } from "#domain/campaign.ts";
import type { PersonCommand } from "#domain/command.ts";
import { actsOfCommand } from "#domain/cover.ts";
import { advance } from "#domain/decide.ts";
import { DomainError } from "#domain/errors.ts";
import { postsHeldBy } from "#domain/holding.ts";
import { OBLIGATION_ACTS } from "#domain/obligation-act.ts";
import { holderOn } from "#domain/post.ts";
import { addDays } from "#domain/time.ts";
import { aCampaign } from "./campaign-builder.ts";
import { aDocument, aPlan } from "./cycle-builder.ts";
import { by, later, stateAfter } from "./given.ts";

const DAY = "2020-03-27";
const PEOPLE = ["an", "binh", "chi"];
const POSTS = ["office", "head", "deputy"];
/** Each holds one post; who covers what is left to chance. */
const appointments = POSTS.map((post, n) => ({
  post,
  person: PEOPLE[n] ?? "",
  from: "2020-01-01",
  to: null,
}));
const posts = POSTS.map((id) => ({ id, unit: "binh-an", role: id, title: { vi: id, en: id } }));
const withCovers = (covers: readonly Cover[]): Campaign =>
  aCampaign({ posts, appointments, covers });

const cover: fc.Arbitrary<Cover> = fc
  .record({
    post: fc.constantFrom(...POSTS),
    person: fc.constantFrom(...PEOPLE),
    starts: fc.integer({ min: -10, max: 10 }),
    days: fc.nat(10),
    acts: fc.option(fc.subarray([...OBLIGATION_ACTS], { minLength: 1 }), { nil: undefined }),
  })
  .map(({ starts, days, acts, ...one }) => ({
    ...one,
    from: addDays(DAY, starts),
    to: addDays(DAY, starts + days),
    ...(acts === undefined ? {} : { acts }),
  }));
const covers = fc.array(cover, { maxLength: 6 });
const act = fc.constantFrom(...OBLIGATION_ACTS);

describe("a cover of certain acts", () => {
  const campaign = withCovers([
    { post: "head", person: "chi", from: DAY, to: DAY, acts: ["approve"] },
  ]);

  test("counts for those acts and names whom it acts for", () => {
    expect(holderOn(campaign, "head", DAY, "approve")).toEqual({
      person: "chi",
      actingFor: "binh",
    });
    expect(holderOn(campaign, "head", DAY, "draft")).toEqual({ person: "binh", actingFor: null });
    expect(holderOn(campaign, "head", DAY)).toEqual({ person: "binh", actingFor: null });
    expect(postsHeldBy(campaign, "chi", DAY, ["approve"])).toEqual(["deputy", "head"]);
    expect(postsHeldBy(campaign, "chi", DAY, ["draft", "vote"])).toEqual(["deputy"]);
  });

  test("lets give the commands of those acts", () => {
    const hash = { step: "plan", round: 1, hash: "h" };
    expect(actsOfCommand({ type: "approve", ...hash })).toEqual(["approve", "accept"]);
    expect(actsOfCommand({ type: "begin" })).toEqual([]);
    const asking = {
      type: "ask_extension",
      step: "plan",
      round: 1,
      until: "",
      reason: "",
    } as const;
    expect(actsOfCommand({ ...asking, act: "issue" })).toEqual(["issue"]);
  });
});

test("law: a cover gives its one post and no other, on its days, for its acts, and one hop far", () => {
  fc.assert(
    fc.property(covers, fc.constantFrom(...PEOPLE), act, (given, person, one) => {
      const own = appointments.filter((each) => each.person === person).map(({ post }) => post);
      const held = postsHeldBy(withCovers(given), person, DAY, [one]);
      for (const post of held.filter((each) => !own.includes(each))) {
        const direct = given.some(
          (each) =>
            each.post === post &&
            each.person === person &&
            each.from <= DAY &&
            each.to >= DAY &&
            (each.acts?.includes(one) ?? true),
        );
        expect(direct).toBe(true);
      }
    }),
  );
});

test("law: whatever covers there are, nobody approves what they handed in, nor twice", () => {
  const plan = aPlan(aDocument("plan", { approvers: ["deputy", "head"] }));
  const deed = fc.record({
    person: fc.constantFrom(...PEOPLE),
    type: fc.constantFrom("submit", "approve"),
    clerk: fc.constantFrom(undefined, ...PEOPLE),
  });
  fc.assert(
    fc.property(covers, fc.array(deed, { maxLength: 12 }), (given, deeds) => {
      const campaign = withCovers(given);
      let state = stateAfter(plan);
      for (const [n, { person, type, clerk }] of deeds.entries()) {
        const seen = { step: "plan", round: 1, hash: "hash-1" };
        const command: PersonCommand =
          type === "submit" ? { type, ...seen, nominees: [] } : { type: "approve", ...seen };
        const posts = postsHeldBy(campaign, person, DAY, actsOfCommand(command));
        const how = { posts, now: later(n + 1), ...(clerk === undefined ? {} : { clerk }) };
        const { act: who, facts, now } = by(person, command, how);
        try {
          state = advance(state, command, who, facts, now).state;
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
        }
        const stands = state.steps["plan"];
        if (!stands || !("content" in stands)) continue;
        const approvers = stands.approvals.map((one) => one.person);
        expect(new Set(approvers).size).toBe(approvers.length);
        const authors = [stands.content.person, stands.content.clerk];
        for (const approval of stands.approvals) {
          expect(authors).not.toContain(approval.person);
          if (approval.clerk) expect(authors).not.toContain(approval.clerk);
        }
      }
    }),
    { numRuns: 200 },
  );
});
