import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Ballot, quorumOf, tally } from "#domain/ballot.ts";
import { aBallot, aPlan } from "./cycle-builder.ts";
import { closeBallot, condition, decline } from "./deed.ts";
import { given } from "./given.ts";

const ballot = (changes: Partial<Ballot> = {}): Ballot => aBallot("ballot", changes).ballot;
const models = ["m1", "m2", "m3"];

describe("a tally", () => {
  test("chooses the best first, up to the seats", () => {
    const votes = { v1: ["m1", "m3"], v2: ["m3", "m1"], v3: ["m3", "m2"], v4: ["m2", "m3", "m1"] };
    expect(tally(ballot(), votes, models)).toEqual({
      cast: 4,
      votes: [
        { nominee: "m3", votes: 4 },
        { nominee: "m1", votes: 3 },
        { nominee: "m2", votes: 2 },
      ],
      chosen: ["m3", "m1"],
      ties: [],
    });
  });

  test("names who is equal at the last seat and chooses none of them", () => {
    const votes = { v1: ["m1", "m2", "m3"], v2: ["m1", "m2", "m3"], v3: ["m1"] };
    expect(tally(ballot(), votes, models)).toMatchObject({ chosen: ["m1"], ties: ["m2", "m3"] });
  });

  test("counts the share of all voters, or of votes cast", () => {
    const votes = { v1: ["m1"], v2: [] };
    expect(tally(ballot({ threshold: 0.5 }), votes, models).chosen).toEqual([]);
    const ofCast = ballot({ threshold: 0.5, denominator: "cast" });
    expect(tally(ofCast, votes, models).chosen).toEqual(["m1"]);
  });

  test("meets a threshold exactly, whatever decimals do", () => {
    const voters = [...Array(10).keys()].map((n) => `v${n}`);
    const votes = Object.fromEntries(voters.slice(0, 7).map((voter) => [voter, ["m1"]]));
    expect(tally(ballot({ voters, threshold: 0.7 }), votes, models).chosen).toEqual(["m1"]);
    expect(quorumOf(ballot({ voters, quorum: 0.7 }))).toBe(7);
    expect(quorumOf(ballot({ voters, quorum: 0.71 }))).toBe(8);
  });

  test("ignores votes by strangers and for strangers", () => {
    const votes = { stranger: ["m1"], v1: ["m9", "m9"] };
    expect(tally(ballot(), votes, models)).toMatchObject({ cast: 1, chosen: [], ties: [] });
  });

  test("law: never more than the seats, all at or above the threshold, whatever the order of nominees", () => {
    const vote = fc.subarray(models);
    fc.assert(
      fc.property(
        fc.tuple(vote, vote, vote, vote),
        fc.integer({ min: 0, max: 3 }),
        (cast, seats) => {
          const votes = Object.fromEntries(cast.map((choice, n) => [`v${n + 1}`, choice]));
          const one = tally(ballot({ seats }), votes, models);
          expect(tally(ballot({ seats }), votes, [...models].reverse())).toEqual(one);
          expect(one.chosen.length).toBeLessThanOrEqual(seats);
          expect(one.chosen.filter((nominee) => one.ties.includes(nominee))).toEqual([]);
          for (const nominee of [...one.chosen, ...one.ties])
            expect(cast.filter((choice) => choice.includes(nominee)).length).toBeGreaterThanOrEqual(
              2,
            );
        },
      ),
    );
  });
});

describe("a ballot", () => {
  const plan = aPlan(aBallot("ballot"));
  const votes = { v1: ["m1"], v2: ["m1"], v3: ["m1"] };

  test("ends by itself when everybody has voted", () => {
    const all = { ...votes, v4: [] };
    const state = given(plan)
      .when(condition("ballot", "all_voted", all, models))
      .thenTypes("step_done", "cycle_closed");
    expect(state.steps["ballot"]).toMatchObject({
      outcome: { kind: "tallied", cast: 4, chosen: ["m1"], ties: [] },
    });
  });

  test("is closed by its chair once the quorum is there", () => {
    given(plan)
      .when(
        closeBallot("ms office", "ballot", { facts: { votes: { v1: ["m1"] }, nominees: models } }),
      )
      .thenRefused("quorum_missing", { cast: 1, need: 3 });
    given(plan)
      .when(closeBallot("ms office", "ballot", { facts: { votes, nominees: models } }))
      .thenTypes("step_done", "cycle_closed");
  });

  test("with nobody to vote on is closed with nobody chosen", () => {
    const state = given(plan)
      .when(closeBallot("ms office", "ballot", {}))
      .thenTypes("step_done", "cycle_closed");
    expect(state.steps["ballot"]).toMatchObject({ outcome: { chosen: [] } });
  });

  test("is not ended twice, nor after it was declined", () => {
    const open = given(aPlan(aBallot("ballot"), aBallot("other")), decline("ms office", "ballot"));
    open.when(condition("ballot", "all_voted", votes, models)).thenNothing();
    given(plan)
      .when(condition("ballot", "all_voted", votes, models, 2))
      .thenNothing();
  });
});
