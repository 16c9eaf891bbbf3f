import type { LaddersByAct } from "./obligation-act.ts";
import type { Text } from "./text.ts";
import type { Day, TimeOfDay } from "./time.ts";

/**
 * A template says, per level, which steps a unit goes through, who owes each, what each waits for
 * and when it is due. It is data, versioned; a campaign pins one version.
 */
export interface Template {
  readonly name: string;
  readonly version: number;
  readonly title: Text;
  /** From the lowest level to the highest. A campaign's root may stand at any of them. */
  readonly levels: readonly Level[];
  readonly ladders: Readonly<Record<string, Ladder>>;
  /** Silence of each kind has its own ladder: which one recalls which act, where a step names none for it. */
  readonly usualLadders?: LaddersByAct;
  /** Sentences that rungs add to a notice, by the key that a rung names. */
  readonly texts?: Readonly<Record<string, Text>>;
  /** What the anchors that steps are dated from are called, by their id. */
  readonly anchors?: Readonly<Record<string, Text>>;
  /** Fields in which models are registered; data, because localities add their own. */
  readonly fields: readonly { readonly id: string; readonly title: Text }[];
}

export interface Level {
  readonly id: string;
  readonly title: Text;
  /** Posts every unit of this level has unless the campaign says otherwise. */
  readonly posts: readonly { readonly role: string; readonly title: Text }[];
  readonly steps: readonly TemplateStep[];
}

export type StepKind = "task" | "document" | "submission" | "conference" | "ballot" | "gate";

/**
 * Who, seen from the unit that goes through the step, as `where.role`:
 * `unit.head`, `above.standing-office`, `root.head`, `below.head` (one in each unit below),
 * `team.leader`, `team.members`, `unit.members`; or `post:<id>` for one post by name.
 * `above` at the root is the outside party above it.
 */
export type PostExpression = string;

export interface TemplateStepBase {
  readonly id: string;
  readonly title: Text;
  readonly owner: PostExpression;
  readonly waits: readonly TemplateWait[];
  readonly due: DueRule;
  /** Recalls every act that has no ladder of its own, here or in the template. */
  readonly ladder: string;
  /** This step's own ladders by act: before the template's usual ones. */
  readonly ladders?: LaddersByAct;
  /** Skipped where the unit has no territory (police, military, agencies), or only there. */
  readonly only?: "territorial" | "non-territorial" | "pilot" | "root" | "not-root";
}

export type TemplateStep = TemplateStepBase &
  (
    | { readonly kind: "task" }
    | {
        readonly kind: "document";
        readonly document: {
          /** Document type as in the number's symbol: CV, KH, HD, TB, BC, TTr, QĐ, BB, GM. */
          readonly type: string;
          /** Which body of the unit issues it: a committee's kind, `steering`, `party`, `state`. */
          readonly issuer: string;
          readonly clerk: PostExpression;
          readonly recipients: readonly PostExpression[];
          /** Working days a recipient has to acknowledge; 0 = no acknowledgement asked. */
          readonly acknowledgeWithin: number;
          /** The ballot of this unit whose chosen models are commended by its issue. */
          readonly commends?: string;
        };
        readonly decision: TemplateDecision;
      }
    | {
        readonly kind: "submission";
        /** Goes to this post of the unit above, which accepts it or returns it for correction. */
        readonly submission: {
          readonly receiver: PostExpression;
          /** How often it may be returned (Pleiku: a thin dossier at most once). */
          readonly returns: number;
          /** Working days the receiver has to accept or return. */
          readonly acceptWithin: number;
          /** It carries nominees: models of this unit, or the ones chosen by the named ballot. */
          readonly nominees?: {
            readonly from: "models" | { readonly ballot: string };
            readonly quota: number;
          };
        };
      }
    | {
        readonly kind: "conference";
        readonly conference: {
          /** The campaign's anchor that gives its day; every unit without a day of its own gets one in the window. */
          readonly anchor: string;
          readonly at: TimeOfDay;
          readonly attendees: readonly PostExpression[];
        };
      }
    | {
        readonly kind: "ballot";
        readonly ballot: {
          readonly voters: PostExpression;
          /** Share of the denominator a model needs, 0–1; the law leaves it to the council for giấy khen. */
          readonly threshold: number;
          readonly denominator: "all" | "cast";
          /** Least share of voters that must have voted, 0–1. */
          readonly quorum: number;
          readonly seats: number;
        };
      }
    | {
        readonly kind: "gate";
        readonly gate: {
          /** Steps whose completion is the evidence, in words what is missing otherwise. */
          readonly evidence: readonly TemplateWait[];
          readonly approver: PostExpression;
        };
      }
  );

export interface TemplateDecision {
  readonly approvers: readonly PostExpression[];
  readonly rule: "one" | "all" | { readonly atLeast: number };
  readonly order: "parallel" | "sequence";
}

/** What a step waits for. A wait on `above` at the root, on the gate in the pilot or without a pilot, holds at once. */
export type TemplateWait =
  | { readonly step: string; readonly until?: "done" | "acknowledged" }
  | { readonly above: string; readonly until?: "done" | "acknowledged" }
  | { readonly gate: string }
  | { readonly pilot: string }
  | { readonly below: string; readonly need: "all" | number };

/**
 * When a step is due. `anchor` names an anchor of the campaign or `conference`, the unit's own
 * conference day; `days` are working days, negative = before.
 */
export type DueRule =
  | { readonly anchor: string; readonly days: number; readonly at: TimeOfDay }
  | { readonly day: Day; readonly at: TimeOfDay };

export interface Ladder {
  readonly rungs: readonly Rung[];
}

/** One rung: when (on arising, or working days from the due instant) and to whom; `owner` = who owes it. */
export interface Rung {
  readonly id: string;
  readonly when: "arise" | { readonly days: number; readonly at: TimeOfDay };
  readonly to: readonly PostExpression[];
  /** Who is told besides: they are to know of it, not to do it. */
  readonly copy?: readonly PostExpression[];
  /** Goes to nobody but who owes it: nobody is shown up while there is still time. */
  readonly private?: true;
  /** By which channel; e-mail when left out. */
  readonly channel?: string;
  /** Key of the template's text that is added to the notice. */
  readonly text?: string;
  /**
   * Hours, quiet ones not counted, after which the next channel has it too while its recipient has not read it.
   * Left out: only what does not arrive goes on.
   */
  readonly unreadAfter?: number;
}

/** The channel of a rung that names none. */
export const USUAL_CHANNEL = "email";
