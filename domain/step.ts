import type { LaddersByAct } from "./obligation-act.ts";
import type { DueRule } from "./template.ts";
import type { Text } from "./text.ts";
import type { Day, Instant, TimeOfDay } from "./time.ts";

/** A step of one unit as planned: every name resolved to post and unit ids, every date computed. */
export interface PlannedStepBase {
  readonly id: string;
  readonly title: Text;
  /** The post that owes it first. */
  readonly owner: string;
  readonly waits: readonly Wait[];
  readonly due: PlannedDate;
  /** No earlier than this, by what it waits for. */
  readonly earliest: Instant;
  /** Working days between the earliest possible end and the due day; negative = impossible. */
  readonly slack: number;
  readonly ladder: string;
  readonly ladders?: LaddersByAct;
  /** Units whose cycles wait for this step: they get a milestone when it is done. */
  readonly informs: readonly string[];
  /** When it was done, where it is entered as done before the campaign started; absent = still to do. */
  readonly entered?: Instant;
}

export type PlannedStep = PlannedStepBase &
  (
    | { readonly kind: "task" }
    | {
        readonly kind: "document";
        readonly document: {
          readonly type: string;
          /** Committee id; with type and term or year it makes the number series. */
          readonly issuer: string;
          readonly series: string;
          /** The series is a year's: a paper issued in another year takes its number from that year's. */
          readonly yearly?: boolean;
          /** What follows the number: `-KH/BCĐ`. */
          readonly symbol: string;
          /** Post that takes the number and issues. */
          readonly clerk: string;
          /** Posts that must acknowledge. */
          readonly recipients: readonly string[];
          /** Working days to acknowledge; 0 = not asked. */
          readonly acknowledgeWithin: number;
          /** The ballot of this unit whose chosen models are commended by its issue. */
          readonly commends?: string;
        };
        readonly decision: PlannedDecision;
      }
    | {
        readonly kind: "submission";
        readonly submission: {
          /** Post in the unit above; `outside` above the root. */
          readonly receiver: string;
          readonly receiverUnit: string;
          readonly returns: number;
          readonly acceptWithin: number;
          readonly nominees: {
            readonly from: "models" | { readonly ballot: string };
            readonly quota: number;
          } | null;
        };
      }
    | {
        readonly kind: "conference";
        readonly conference: {
          readonly day: Day;
          readonly at: TimeOfDay;
          /** A proposed day comes from an expected window and waits for confirmation. */
          readonly proposed: boolean;
          readonly anchor: string;
          readonly attendees: readonly string[];
        };
      }
    | {
        readonly kind: "ballot";
        readonly ballot: {
          readonly voters: readonly string[];
          readonly threshold: number;
          readonly denominator: "all" | "cast";
          readonly quorum: number;
          readonly seats: number;
        };
      }
    | {
        readonly kind: "gate";
        readonly gate: { readonly evidence: readonly Wait[]; readonly approver: string };
      }
  );

export interface PlannedDecision {
  /** Post ids, in order when the order is `sequence`. */
  readonly approvers: readonly string[];
  /** How many must approve. */
  readonly need: number;
  readonly order: "parallel" | "sequence";
}

/** A resolved wait. `unit` may be this unit, one above, the pilot, or units below. */
export type Wait =
  | {
      readonly on: "step";
      readonly unit: string;
      readonly step: string;
      readonly until: "done" | "acknowledged";
    }
  | {
      readonly on: "below";
      readonly step: string;
      readonly units: readonly string[];
      readonly need: number;
    };

/** A date keeps its formula beside its result, so that a moved anchor moves it. */
export interface PlannedDate {
  readonly at: Instant;
  readonly rule: DueRule;
  /** The formula in words: “7 working days before this unit's conference”. */
  readonly words: Text;
  /** Rests on a proposed, unconfirmed day. */
  readonly proposed: boolean;
}

/** How a step stands. Impossible combinations do not type-check. */
export type StepState =
  | { readonly status: "waiting" }
  | {
      readonly status: "open";
      readonly since: Instant;
      /** 1 at first, +1 with every return or withdrawal. */
      readonly round: number;
      readonly returned: Returned | null;
      /** A gate's override proposed by a first person. */
      readonly override: ProposedOverride | null;
      /** How often it has been returned since it was first opened; absent = never. */
      readonly returns?: number;
      /** A gate's latest date that has passed while it stood open; absent = none has. */
      readonly overdue?: Instant;
    }
  | {
      readonly status: "submitted";
      readonly since: Instant;
      readonly round: number;
      readonly content: SubmittedContent;
      readonly approvals: readonly Approval[];
      readonly returns?: number;
    }
  | {
      readonly status: "approved";
      readonly since: Instant;
      readonly round: number;
      readonly content: SubmittedContent;
      readonly approvals: readonly Approval[];
      readonly returns?: number;
    }
  | {
      readonly status: "done";
      readonly at: Instant;
      readonly round: number;
      readonly outcome: Outcome;
      /** A document's recipients have all acknowledged (at once where none is asked). */
      readonly acknowledged: boolean;
      /** Who approved what was issued; absent = nobody had to. */
      readonly approvals?: readonly Approval[];
    }
  | {
      readonly status: "declined";
      readonly at: Instant;
      readonly reason: string;
      readonly round: number;
    }
  | {
      readonly status: "cancelled";
      readonly at: Instant;
      readonly reason: string;
      readonly round: number;
    };

export interface Returned {
  readonly by: string;
  readonly at: Instant;
  readonly reasons: readonly Reason[];
}

export interface Reason {
  /** Which part of the content, when it concerns one. */
  readonly field: string | null;
  readonly text: string;
}

export interface SubmittedContent {
  /** SHA-256 of the content in NFC; a decision is bound to it. */
  readonly hash: string;
  /** The real person who submitted (behind any cover), for four-eyes. */
  readonly person: string;
  readonly post: string;
  /** The clerk who entered it for that person, who may not approve it either. */
  readonly clerk: string | null;
  readonly nominees: readonly string[];
}

export interface Approval {
  readonly post: string;
  readonly person: string;
  readonly at: Instant;
  /** The clerk who entered it from paper, if one did. */
  readonly clerk?: string | null;
}

export interface ProposedOverride {
  readonly person: string;
  readonly post: string;
  readonly reason: string;
  readonly at: Instant;
  readonly expires: Instant;
  /** The clerk who entered it from paper, if one did. */
  readonly clerk?: string | null;
}

export type Outcome =
  | { readonly kind: "completed" }
  | {
      readonly kind: "issued";
      readonly number: number;
      readonly symbol: string;
      readonly hash: string;
    }
  | { readonly kind: "accepted"; readonly hash: string; readonly nominees: readonly string[] }
  | { readonly kind: "held"; readonly day: Day; readonly attendance: number | null }
  | {
      readonly kind: "tallied";
      readonly cast: number;
      readonly chosen: readonly string[];
      readonly ties: readonly string[];
    }
  | { readonly kind: "opened"; readonly override: string | null }
  | { readonly kind: "entered" };
