import type { LaddersByAct, ObligationAct } from "./obligation-act.ts";
import type { PlannedStep, StepState } from "./step.ts";
import type { Instant } from "./time.ts";

/** One unit's part in a campaign, as planned: pinned in the cycle, so that the rules need nothing else. */
export interface CyclePlan {
  readonly version: number;
  readonly campaign: string;
  readonly unit: string;
  readonly level: string;
  readonly parent: string | null;
  readonly pilot: boolean;
  /** The template's ladders by act, for steps that name none. */
  readonly ladders?: LaddersByAct;
  /** Posts that decide on later dates where a step names nobody: the heads above; at the root its own. */
  readonly superiors?: readonly string[];
  /** In the template's order. */
  readonly steps: readonly PlannedStep[];
}

/** What a cycle knows of itself and of the milestones in other cycles that it waits for. Plain JSON. */
export interface CycleState {
  readonly status: "running" | "suspended" | "closed" | "cancelled";
  readonly plan: CyclePlan;
  /** By step id. */
  readonly steps: Readonly<Record<string, StepState>>;
  /** Keys `unit/step` (done) and `unit/step/acknowledged`, with the instant they were reached. */
  readonly reached: Readonly<Record<string, Instant>>;
  /** When the cycle began: nothing it records has happened before. */
  readonly begunAt?: Instant;
  /** Later dates that were asked for, in their order; absent until one is. */
  readonly extensions?: readonly Extension[];
}

/** A later date asked for one obligation, and what was decided. */
export interface Extension {
  readonly step: string;
  readonly act: ObligationAct;
  /** The post that owes it and asks. */
  readonly post: string;
  readonly round: number;
  /** The post that owes the decision. */
  readonly superior: string;
  /** When it was due as it was asked, or decided. */
  readonly from: Instant;
  readonly until: Instant;
  readonly asked: ExtensionWord;
  readonly decided: (ExtensionWord & { readonly granted: boolean }) | null;
}

/** Who asked or decided, when and why; and the clerk who entered it from paper. */
export interface ExtensionWord {
  readonly person: string;
  readonly clerk: string | null;
  readonly at: Instant;
  readonly reason: string;
}

/** The phase an operator sees: how far the cycle is, in one word. */
export type Phase = "waiting" | "working" | "deciding" | "done" | "suspended" | "cancelled";

export const milestoneKey = (unit: string, step: string, until: "done" | "acknowledged"): string =>
  until === "done" ? `${unit}/${step}` : `${unit}/${step}/acknowledged`;
