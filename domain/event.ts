import type { CyclePlan, CycleState, Extension, ExtensionWord } from "./cycle.ts";
import type { ObligationAct } from "./obligation-act.ts";
import type { Approval, Outcome, ProposedOverride, Reason, SubmittedContent } from "./step.ts";
import type { Instant } from "./time.ts";

/**
 * What happened in a cycle, with its outcomes (dates, owners, numbers). Kinds are only ever added:
 * old events stay readable for ever.
 */
export type CycleEvent =
  | { readonly type: "cycle_begun"; readonly at: Instant; readonly plan: CyclePlan }
  | { readonly type: "milestone_reached"; readonly at: Instant; readonly key: string }
  | { readonly type: "milestone_lost"; readonly at: Instant; readonly key: string }
  | {
      readonly type: "step_opened";
      readonly at: Instant;
      readonly step: string;
      readonly round: number;
    }
  | {
      readonly type: "step_submitted";
      readonly at: Instant;
      readonly step: string;
      readonly round: number;
      readonly content: SubmittedContent;
    }
  | {
      readonly type: "step_endorsed";
      readonly at: Instant;
      readonly step: string;
      readonly approval: Approval;
    }
  | { readonly type: "step_approved"; readonly at: Instant; readonly step: string }
  | {
      readonly type: "step_returned";
      readonly at: Instant;
      readonly step: string;
      readonly by: string;
      readonly reasons: readonly Reason[];
    }
  | { readonly type: "step_withdrawn"; readonly at: Instant; readonly step: string }
  | {
      readonly type: "step_declined";
      readonly at: Instant;
      readonly step: string;
      readonly reason: string;
    }
  | {
      readonly type: "step_done";
      readonly at: Instant;
      readonly step: string;
      readonly outcome: Outcome;
      /** What an earlier step, entered as done when the campaign started, is known from. */
      readonly evidence?: string;
    }
  | { readonly type: "step_acknowledged"; readonly at: Instant; readonly step: string }
  | {
      readonly type: "override_proposed";
      readonly at: Instant;
      readonly step: string;
      readonly override: ProposedOverride;
    }
  /** A proposed override found no second person in time. */
  | { readonly type: "override_lapsed"; readonly at: Instant; readonly step: string }
  /** A gate's latest date has passed and it is not open: from now on its approver owes the decision. */
  | { readonly type: "gate_overdue"; readonly at: Instant; readonly step: string }
  | {
      readonly type: "step_reopened";
      readonly at: Instant;
      readonly step: string;
      readonly reason: string;
    }
  /** Somebody asked for a later date. */
  | {
      readonly type: "extension_asked";
      readonly at: Instant;
      readonly step: string;
      readonly request: Extension;
    }
  /** The date was granted: the obligation moves from one instant to the other. */
  | (ExtensionDecided & {
      readonly type: "extension_granted";
      readonly from: Instant;
      readonly until: Instant;
    })
  | (ExtensionDecided & { readonly type: "extension_refused" })
  | {
      readonly type: "plan_changed";
      readonly at: Instant;
      readonly plan: CyclePlan;
      readonly reason: string;
    }
  /** The unit's work stands still: nothing opens, nothing reminds; drafting goes on. */
  | { readonly type: "cycle_suspended"; readonly at: Instant; readonly reason: string }
  | { readonly type: "cycle_resumed"; readonly at: Instant; readonly reason: string }
  /** The unit takes no further part; what it has done stays. */
  | { readonly type: "cycle_cancelled"; readonly at: Instant; readonly reason: string }
  | { readonly type: "cycle_closed"; readonly at: Instant }
  /** A change was taken back before anybody was told: the cycle stands as it did before it. */
  | {
      readonly type: "change_undone";
      readonly at: Instant;
      readonly plan: CyclePlan;
      readonly state: Omit<CycleState, "plan">;
    };

interface ExtensionDecided {
  readonly at: Instant;
  readonly step: string;
  readonly act: ObligationAct;
  readonly post: string;
  readonly round: number;
  /** The post by which it was decided; null where one above the superior did. */
  readonly by: string | null;
  readonly decided: ExtensionWord;
}

export type CycleEventType = CycleEvent["type"];
