import { setCurrentDetails, upsertSearchAttributes } from "@temporalio/workflow";
import type { Recorded } from "#activities/contract.ts";
import { type CycleInput, SEARCH_ATTRIBUTES } from "./contract.ts";

/** What a cycle's run knows of itself; everything else is in Postgres. */
export interface Standing {
  readonly cycle: string;
  readonly epoch: number;
  seq: number;
  wakeAt: string | null;
  closed: boolean;
  stale: boolean;
  /** What the search attributes say now. */
  shown: string | null;
  /** The recording under way, or the last one. */
  last: Promise<unknown>;
  /** The one after it, once somebody has asked for it. */
  next: Promise<Standing> | null;
}

export const standingAtFirst = ({ cycle, epoch }: CycleInput): Standing => ({
  cycle,
  epoch,
  seq: 0,
  wakeAt: null,
  closed: false,
  stale: false,
  shown: null,
  last: Promise.resolve(),
  next: null,
});

/**
 * Tells an operator, in Temporal's own UI, how the cycle stands. Search attributes cost an event and
 * a visibility write, so they follow the phase and the day of the next due instant only.
 */
export function showStanding(self: Standing, { phase, dueAt, details }: Recorded): void {
  setCurrentDetails(details);
  const shows = `${phase} ${dueAt?.slice(0, 10) ?? ""}`;
  if (shows === self.shown) return;
  self.shown = shows;
  upsertSearchAttributes([
    { key: { name: SEARCH_ATTRIBUTES.phase, type: "KEYWORD" }, value: phase },
    {
      key: { name: SEARCH_ATTRIBUTES.dueAt, type: "DATETIME" },
      value: dueAt === null ? null : new Date(dueAt),
    },
  ]);
}
