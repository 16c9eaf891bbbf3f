import type { ObligationAct } from "./obligation-act.ts";
import type { Reason } from "./step.ts";
import type { Instant } from "./time.ts";

/**
 * What somebody wants of a cycle. Each names what its author saw (round, content hash):
 * if that has changed the command is refused, not applied.
 */
export type Command =
  /** The cycle begins: steps without waits open. */
  | { readonly type: "begin" }
  /** Owner hands in a document for approval, or a submission to the unit above. */
  | {
      readonly type: "submit";
      readonly step: string;
      readonly round: number;
      readonly hash: string;
      readonly nominees: readonly string[];
    }
  /** An approver approves a document; a receiver accepts a submission; both bound to the hash. */
  | {
      readonly type: "approve";
      readonly step: string;
      readonly round: number;
      readonly hash: string;
      /** Of a submission's nominees, those the receiver takes; all of them when left out. */
      readonly chosen?: readonly string[];
    }
  | {
      readonly type: "return";
      readonly step: string;
      readonly round: number;
      readonly hash: string;
      readonly reasons: readonly Reason[];
    }
  | { readonly type: "withdraw"; readonly step: string; readonly round: number }
  /** Owner declines to do the step at all (a unit with nothing to nominate). */
  | {
      readonly type: "decline";
      readonly step: string;
      readonly round: number;
      readonly reason: string;
    }
  /** Clerk takes the number and issues an approved document. */
  | { readonly type: "issue"; readonly step: string; readonly round: number; readonly hash: string }
  | { readonly type: "complete"; readonly step: string; readonly round: number }
  /** A conference has been held. */
  | {
      readonly type: "hold";
      readonly step: string;
      readonly round: number;
      readonly attendance: number | null;
    }
  | { readonly type: "open_gate"; readonly step: string; readonly round: number }
  /** First person proposes, second person (somebody else) confirms with the same command. */
  | {
      readonly type: "override_gate";
      readonly step: string;
      readonly round: number;
      readonly reason: string;
      readonly expires: Instant;
    }
  /** The chair of the ballot closes it before everybody has voted. */
  | { readonly type: "close_ballot"; readonly step: string; readonly round: number }
  | {
      readonly type: "reopen";
      readonly step: string;
      readonly round: number;
      readonly reason: string;
    }
  /** Who owes an act asks for a later date. */
  | {
      readonly type: "ask_extension";
      readonly step: string;
      readonly round: number;
      readonly act: ObligationAct;
      readonly until: Instant;
      readonly reason: string;
    }
  | (DecideExtension & { readonly type: "grant_extension" })
  | (DecideExtension & { readonly type: "refuse_extension" })
  /** A step of another cycle was reached; or, with `back`, was reopened. */
  | {
      readonly type: "milestone";
      readonly unit: string;
      readonly step: string;
      readonly until: "done" | "acknowledged";
      readonly back: boolean;
    }
  /** A condition on facts became true: everybody has acknowledged, everybody has voted. */
  | {
      readonly type: "condition";
      readonly step: string;
      readonly round: number;
      readonly condition: "acknowledged" | "all_voted";
    }
  /** The cycle's own wake. */
  | { readonly type: "wake"; readonly target: Instant };

/** The superior decides on the date that was asked for; `act` and `post` name what is owed. */
interface DecideExtension {
  readonly step: string;
  readonly round: number;
  readonly act: ObligationAct;
  readonly post: string;
  readonly reason: string;
}

export type CommandType = Command["type"];

/** Commands a person gives (the others come from the engine). */
export type PersonCommand = Exclude<
  Command,
  { readonly type: "begin" | "milestone" | "condition" | "wake" }
>;

/** Who acts, when it happened, and on what paper. */
export interface Act {
  /** The real person behind any cover; null for the engine. */
  readonly person: string | null;
  /** Posts the person may act for at the instant of the act, own and covered. */
  readonly posts: readonly string[];
  /** Where a clerk enters a decision given on paper: whose decision it is; `person` is the decider. */
  readonly clerk: string | null;
  readonly evidence: string | null;
  /** When it really happened; not later than `now`. */
  readonly occurredAt: Instant;
}

/** Facts the rule needs, read in the same transaction. */
export interface Facts {
  /** Next number of the step's series, for `issue`. */
  readonly nextNumber: number | null;
  /** Votes cast, for ballots: voter post → nominees voted for. */
  readonly votes: Readonly<Record<string, readonly string[]>>;
  /** Nominees that may be chosen in this step. */
  readonly nominees: readonly string[];
  /** What is owed on the step now and when it is due, by `step/act/post/round`; for commands about dates. */
  readonly owed?: Readonly<Record<string, Instant>>;
}

export const NO_FACTS: Facts = { nextNumber: null, votes: {}, nominees: [] };
