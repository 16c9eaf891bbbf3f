import type { Approval, PlannedStep } from "./step.ts";

type DocumentStep = Extract<PlannedStep, { readonly kind: "document" }>;

/** Approvers who have not decided on this submission yet, in their order. */
export const undecided = (step: DocumentStep, approvals: readonly Approval[]): readonly string[] =>
  step.decision.approvers.filter((post) => !approvals.some((approval) => approval.post === post));
