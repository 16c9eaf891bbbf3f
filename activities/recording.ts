import type { WorkingCalendar } from "#domain/calendar.ts";
import type { CycleState } from "#domain/cycle.ts";
import type { CycleEvent } from "#domain/event.ts";
import { milestonesOf } from "#domain/milestone.ts";
import { type Obligation, obligationsOf } from "#domain/obligation.ts";
import { phaseOf } from "#domain/phase.ts";
import { wakeAt } from "#domain/wake.ts";
import type { Tx } from "#prisma/client.ts";
import { type LockedCycle, obligationRowId, writeCycle, writePlan } from "#prisma/sql/cycle.ts";
import type { NextRow } from "#prisma/sql/inbox.ts";
import { milestoneRows } from "#prisma/sql/milestone.ts";
import { type NoticeWrite, writeNotices } from "#prisma/sql/notice.ts";
import { writeNominations } from "./nomination.ts";
import { obligationChange } from "./obligation-change.ts";
import { documentChanges, writePapers } from "./paper.ts";
import type { PinnedCampaign } from "./pinned.ts";
import { earliest } from "./recorded.ts";
import { tellRefusals } from "./refusal-notice.ts";
import { stepRows } from "./step-row.ts";

/** One inbox row with what it led to, about to be written. */
export interface Recording {
  readonly cycle: LockedCycle;
  readonly pinned: PinnedCampaign;
  readonly row: NextRow;
  readonly before: CycleState;
  readonly state: CycleState;
  readonly events: readonly CycleEvent[];
  /** Of a change of the plan: the calendar before it. Its moved dates are told by the change itself. */
  readonly changed?: { readonly calendar: WorkingCalendar };
}

/** How the cycle stands afterwards, and the cycles that have got a row and should be told. */
export interface Written {
  readonly seq: number;
  readonly owed: readonly Obligation[];
  readonly told: readonly string[];
}

/** Writes everything that follows from one row but its audit entry. The cycle is locked. */
export async function writeRecording(tx: Tx, recording: Recording): Promise<Written> {
  const { cycle, pinned, row, before, state, events, changed } = recording;
  const seq = cycle.seq + 1;
  const owed = obligationsOf(state, pinned.calendar);
  const owedBefore = obligationsOf(before, changed?.calendar ?? pinned.calendar);
  const change = obligationChange(owedBefore, owed, events);
  const told = new Set(changed ? change.moved : []);
  const milestones = milestoneRows(cycle, seq, milestonesOf(state, events));
  for (const event of events) {
    await writePapers(tx, cycle, before, state, event, row.act);
    await writeNominations(tx, cycle, state, event);
  }
  if (state.plan !== before.plan) await writePlan(tx, cycle, state.plan);
  const idOf = ({ id }: Obligation): string => obligationRowId(cycle.campaign, id);
  const generations = await writeCycle(tx, {
    cycle,
    seq,
    inbox: row.id,
    at: row.campaignAt,
    person: row.act.person,
    state,
    phase: phaseOf(state),
    wakeAt: wakeAt(state),
    dueAt: earliest(owed),
    events,
    steps: stepRows(before, state),
    owed: change.owed,
    ended: change.ended.map(({ obligation, status }) => ({ id: idOf(obligation), status })),
    documents: documentChanges(events),
    milestones,
    outcome: { status: "done", seq, events: events.map(({ type }) => type) },
  });
  const notices: NoticeWrite = {
    realm: cycle.realm,
    campaign: cycle.campaign,
    definition: pinned.definition,
    needs: change.owed.map((obligation) => ({
      id: idOf(obligation),
      obligation,
      generation: generations.get(idOf(obligation)) ?? 1,
      arose: row.campaignAt,
      ...(told.has(obligation) ? { told: true } : {}),
    })),
    ended: [
      ...change.ended.map(({ obligation, status }) => ({
        id: idOf(obligation),
        reason: status === "met" ? ("met" as const) : ("cancelled" as const),
      })),
      ...change.moved.map((obligation) => ({ id: idOf(obligation), reason: "moved" as const })),
    ],
  };
  if (notices.needs.length + notices.ended.length > 0) await writeNotices(tx, notices);
  await tellRefusals(tx, recording, owed);
  return { seq, owed, told: [...new Set(milestones.map((one) => one.cycle))] };
}
