import { type Attempt, ofKind, standing } from "./attempt.ts";
import type { Facts } from "./command.ts";
import { DomainError } from "./errors.ts";
import type { CycleEvent } from "./event.ts";
import type { PlannedStep } from "./step.ts";
import type { Instant } from "./time.ts";

export type Ballot = Extract<PlannedStep, { readonly kind: "ballot" }>["ballot"];

export interface Tally {
  /** Voters who have voted. */
  readonly cast: number;
  /** Of all nominees, votes each, most first. */
  readonly votes: readonly { readonly nominee: string; readonly votes: number }[];
  /** Best first, at most as many as there are seats. */
  readonly chosen: readonly string[];
  /** Equal at the last seat: not chosen, because chance or the alphabet may not decide it. */
  readonly ties: readonly string[];
}

/** Shares come from decimal settings; a whole number of votes must not fail by a rounding error. */
const ROUNDING = 1e-9;

/**
 * Counts votes: a nominee is elected by the threshold's share of all voters or of votes cast (the law
 * leaves it to the council for certificates of commendation), best first up to the seats. Votes by
 * anybody but the voters, and for anybody but the nominees, do not count.
 */
export function tally(ballot: Ballot, votes: Facts["votes"], nominees: readonly string[]): Tally {
  const cast = castBy(ballot, votes);
  const counted = [...new Set(nominees)]
    .map((nominee) => ({
      nominee,
      votes: cast.filter((voter) => votes[voter]?.includes(nominee)).length,
    }))
    .sort((a, b) => b.votes - a.votes || (a.nominee < b.nominee ? -1 : 1));
  const base = ballot.denominator === "all" ? votersOf(ballot).length : cast.length;
  const need = ballot.threshold * base - ROUNDING;
  const elected = counted.filter((one) => one.votes > 0 && one.votes >= need);
  const last = elected[ballot.seats - 1]?.votes;
  const next = elected[ballot.seats]?.votes;
  const tied = last !== undefined && last === next ? last : null;
  return {
    cast: cast.length,
    votes: counted,
    chosen: elected
      .slice(0, ballot.seats)
      .filter((one) => one.votes !== tied)
      .map((one) => one.nominee),
    ties: elected.filter((one) => one.votes === tied).map((one) => one.nominee),
  };
}

/** Least number of votes that must be cast before the ballot may be closed. */
export const quorumOf = (ballot: Ballot): number =>
  Math.ceil(ballot.quorum * votersOf(ballot).length - ROUNDING);

const votersOf = (ballot: Ballot): readonly string[] => [...new Set(ballot.voters)];

const castBy = (ballot: Ballot, votes: Facts["votes"]): readonly string[] =>
  votersOf(ballot).filter((voter) => votes[voter] !== undefined);

/** The chair closes the ballot before everybody has voted; with nobody to vote on there is no quorum. */
export function closeBallot(
  attempt: Attempt<Extract<Attempt["command"], { readonly type: "close_ballot" }>>,
): CycleEvent[] {
  const step = ofKind(attempt.step, "ballot");
  standing(attempt.stands, "open");
  const { votes, nominees } = attempt.facts;
  const need = quorumOf(step.ballot);
  const cast = castBy(step.ballot, votes).length;
  if (nominees.length > 0 && cast < need) throw new DomainError("quorum_missing", { cast, need });
  return [counted(step, attempt.facts, attempt.act.occurredAt)];
}

/** The ballot's end: the tally as its outcome. */
export function counted(
  step: Extract<PlannedStep, { readonly kind: "ballot" }>,
  facts: Facts,
  at: Instant,
): CycleEvent {
  const { cast, chosen, ties } = tally(step.ballot, facts.votes, facts.nominees);
  return { type: "step_done", at, step: step.id, outcome: { kind: "tallied", cast, chosen, ties } };
}
