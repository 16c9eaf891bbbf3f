import type { Obligation } from "./obligation.ts";
import type { Instant } from "./time.ts";

/**
 * Whether a step of a unit is overdue: something owed on it, by its owner or by who decides on it or has to
 * acknowledge it, is past its own date. A step that still waits is not: it is late by another's fault.
 */
export const isOverdue = (
  open: readonly Pick<Obligation, "step" | "due">[],
  step: string,
  now: Instant,
): boolean => open.some((owed) => owed.step === step && owed.due < now);
