import type pg from "pg";
import { calendarOf } from "#domain/calendar.ts";
import type { Campaign } from "#domain/campaign.ts";
import { type ChangeOutcome, type CycleChange, outcomeOf } from "#domain/change-outcome.ts";
import { peopleToTell } from "#domain/change-telling.ts";
import { DomainError } from "#domain/errors.ts";
import type { CycleEvent } from "#domain/event.ts";
import { evolve } from "#domain/evolve.ts";
import { isSettled } from "#domain/status.ts";
import { inTransaction, type Tx } from "#prisma/client.ts";
import { appendAudit } from "#prisma/sql/audit.ts";
import {
  type ChangeDeed,
  type ChangeRow,
  lockChange,
  touchedSince,
  writeChangeStatus,
} from "#prisma/sql/change.ts";
import {
  type ChangedCycle,
  keepPrevious,
  readChangedCycles,
  readPrevious,
  writeChangedCycles,
  writeCommitted,
  writeDefinition,
  writeLooks,
} from "#prisma/sql/change-commit.ts";
import type { NextRow } from "#prisma/sql/inbox.ts";
import { type LockedStanding, lockStanding } from "#prisma/sql/standing.ts";
import { writeRecording } from "./recording.ts";

/** A change across thousands of units takes its time; recordings wait for it and are tried again. */
const PATIENCE = { lockTimeout: 20_000, statementTimeout: 120_000 };

interface Place {
  readonly id: string;
  readonly campaign: string;
}

/**
 * Commits a decided change in one transaction across the tree, or refuses it where it no longer holds. Returns the
 * cycles that have got a row. A second call finds it committed and does nothing.
 */
export const commitChange = (pool: pg.Pool, place: Place, grace: number): Promise<string[]> =>
  inTransaction(
    pool,
    async (tx) => {
      const stands = await lockStanding(tx, place.campaign);
      const row = stands && (await lockChange(tx, place.campaign, place.id));
      if (!stands || row?.status !== "decided") return [];
      try {
        if (row.basedOn !== stands.version) throw new DomainError("change_outdated");
        const { campaign, standing, now } = stands;
        const outcome = outcomeOf(campaign, standing, row.change, now, { reason: row.reason });
        return await written(tx, row, stands, outcome, grace);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        const { code, data } = error;
        await writeChangeStatus(tx, row.id, "refused", { refusal: { code, data } });
        await audited(tx, row, { what: "change_refused", code, data });
        return [];
      }
    },
    PATIENCE,
  );

async function written(
  tx: Tx,
  row: ChangeRow,
  stands: LockedStanding,
  outcome: ChangeOutcome,
  grace: number,
): Promise<string[]> {
  const kept = outcome.cycles.map(({ unit, before, after }): ChangedCycle => {
    const { plan, ...state } = before;
    const cycle = cycleOf(stands, unit);
    return { cycle: cycle.id, seq: cycle.seq + 1, state, plan: after.plan === plan ? null : plan };
  });
  await keepPrevious(tx, row.id);
  await writeCycles(tx, row, stands, outcome.campaign, outcome.cycles);
  await writeDefinition(tx, row.campaign, outcome.campaign, stands.key);
  await writeChangedCycles(tx, row.id, row.realm, kept);
  const did = deedOf(row, outcome);
  await writeCommitted(tx, row.id, stands.now, grace, did);
  const cycles = kept.map(({ cycle }) => cycle);
  await writeLooks(tx, cycles, stands.now);
  const { dates, statuses } = did;
  await audited(tx, row, {
    what: "change_committed",
    at: stands.now,
    by: row.decidedBy,
    version: stands.version + 1,
    dates,
    statuses,
  });
  return cycles;
}

/** Takes a change back, where nothing has happened since in the units concerned. */
export const undoChange = (pool: pg.Pool, place: Place): Promise<string[]> =>
  inTransaction(
    pool,
    async (tx) => {
      const stands = await lockStanding(tx, place.campaign);
      const row = stands && (await lockChange(tx, place.campaign, place.id));
      if (!stands || row?.status !== "undoing") return [];
      const previous = await readPrevious(tx, row.id);
      const later = stands.version !== (row.basedOn ?? 0) + 1;
      if (previous === null || later || (await touchedSince(tx, row.id))) {
        const refusal = { code: "change_touched", data: {} };
        await writeChangeStatus(tx, row.id, "committed", { refusal });
        await audited(tx, row, { what: "change_undo_refused", code: refusal.code });
        return [];
      }
      const changed = await readChangedCycles(tx, row.id);
      const cycles = changed.flatMap(({ unit, state, plan }): CycleChange[] => {
        const before = stands.standing.get(unit);
        if (before === undefined) return [];
        const at = stands.now;
        const event: CycleEvent = { type: "change_undone", at, plan: plan ?? before.plan, state };
        return [{ unit, before, after: evolve(before, event), events: [event] }];
      });
      await writeCycles(tx, row, stands, { ...previous, id: row.campaign }, cycles);
      await writeDefinition(tx, row.campaign, previous, stands.key);
      await writeChangeStatus(tx, row.id, "undone");
      const ids = changed.map(({ cycle }) => cycle);
      await writeLooks(tx, ids, stands.now);
      await audited(tx, row, { what: "change_undone", at: stands.now, by: row.undoneBy });
      return ids;
    },
    PATIENCE,
  );

/** Writes what happens in each cycle exactly as a recording does. */
async function writeCycles(
  tx: Tx,
  change: ChangeRow,
  stands: LockedStanding,
  campaign: Campaign,
  cycles: readonly CycleChange[],
): Promise<void> {
  const pinned = { definition: campaign, calendar: calendarOf(campaign.calendar) };
  const changed = { calendar: calendarOf(stands.campaign.calendar) };
  const row: NextRow = {
    id: `change/${change.id}`,
    command: { type: "wake", target: stands.now },
    act: {
      person: change.undoneBy ?? change.decidedBy,
      posts: [],
      clerk: null,
      evidence: change.paper,
      occurredAt: stands.now,
    },
    campaignAt: stands.now,
    more: false,
  };
  for (const { unit, before, after, events } of cycles) {
    const cycle = cycleOf(stands, unit);
    await writeRecording(tx, { cycle, pinned, row, before, state: after, events, changed });
  }
}

function cycleOf({ cycles }: LockedStanding, unit: string) {
  const cycle = cycles.get(unit);
  if (cycle === undefined) throw new Error(`no cycle of ${unit}`);
  return cycle;
}

function deedOf({ change }: ChangeRow, outcome: ChangeOutcome): ChangeDeed {
  const dates = outcome.cycles.flatMap(({ unit, before, after }) => {
    const old = new Map(before.plan.steps.map((step) => [step.id, step.due.at]));
    return after.plan.steps.flatMap((step): ChangeDeed["dates"][number][] => {
      const from = old.get(step.id);
      const stands = after.steps[step.id];
      const settled = stands !== undefined && isSettled(stands);
      return from === undefined || settled || from === step.due.at
        ? []
        : [[unit, step.id, from, step.due.at]];
    });
  });
  const statuses = outcome.cycles.flatMap(({ unit, before, after }) =>
    before.status === after.status ? [] : [[unit, before.status, after.status] as const],
  );
  return { dates, statuses, tell: peopleToTell(outcome, change) };
}

const audited = (
  tx: Tx,
  { id, campaign, realm }: ChangeRow,
  entry: Readonly<Record<string, unknown>>,
): Promise<void> => appendAudit(tx, { campaign, realm, entry: { id, ...entry } });
