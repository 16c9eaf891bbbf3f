import type pg from "pg";
import type { CycleState } from "#domain/cycle.ts";
import type { CycleEvent } from "#domain/event.ts";
import { inBegunTransaction, type Tx } from "#prisma/client.ts";
import { type AuditWrite, appendAudit } from "#prisma/sql/audit.ts";
import { beginRecording, type LockedCycle } from "#prisma/sql/cycle.ts";
import {
  answerRow,
  type CommandOutcome,
  type NextRow,
  readNext,
  writeWake,
} from "#prisma/sql/inbox.ts";
import type { RecordActivities, Recorded, RecordInput } from "./contract.ts";
import { type Decision, decideRow } from "./decision.ts";
import { retryable } from "./failure.ts";
import { keepPinned, type Pinned } from "./pinned.ts";
import { recordedOf, STALE } from "./recorded.ts";
import { writeRecording } from "./recording.ts";

export interface RecordOptions {
  readonly pool: pg.Pool;
  /** Called after a commit with the cycles that have got a row in their inbox. */
  readonly poke: (cycles: readonly string[]) => void;
  /** Failures that will be tried again; told without any content. */
  readonly log?: (line: string) => void;
}

/** Shorter than the local activity's timeout: a locked cycle is reported before Temporal gives up. */
const LOCK_TIMEOUT_MS = 2_000;
const STATEMENT_TIMEOUT_MS = 10_000;

/** The one way a cycle changes: each open row of its inbox becomes one transaction, oldest first. */
export function createRecords({
  pool,
  poke,
  log = () => undefined,
}: RecordOptions): RecordActivities {
  const pinned = keepPinned();
  const recordOne = (input: RecordInput): Promise<OneRecorded> =>
    inBegunTransaction(
      pool,
      (tx) => beginRecording(tx, input.cycle, LOCK_TIMEOUT_MS, STATEMENT_TIMEOUT_MS),
      (tx, cycle) => recordNext(tx, cycle, input, pinned),
    );
  return {
    async record(input) {
      try {
        for (;;) {
          const { recorded, more, told } = await recordOne(input);
          if (told.length > 0) poke(told);
          if (!more) return recorded;
        }
      } catch (error) {
        throw retryable(error, log);
      }
    },
  };
}

interface OneRecorded {
  readonly recorded: Recorded;
  readonly more: boolean;
  readonly told: readonly string[];
}

async function recordNext(
  tx: Tx,
  cycle: LockedCycle | null,
  { epoch }: RecordInput,
  pinned: Pinned,
): Promise<OneRecorded> {
  if (cycle === null || cycle.epoch !== epoch) return { recorded: STALE, more: false, told: [] };
  const campaign = await pinned.campaign(tx, cycle);
  const before: CycleState = { ...cycle.state, plan: await pinned.plan(tx, cycle) };
  const unchanged = (): Recorded => recordedOf(cycle, before, cycle.seq, campaign.calendar);
  const row = await nextRow(tx, cycle);
  if (row === null) return { recorded: unchanged(), more: false, told: [] };

  const decision = await decideRow(tx, cycle, before, row);
  if (decision.status === "refused" || decision.events.length === 0) {
    await answerUnchanged(tx, cycle, row, decision);
    // A wake that changes nothing stays due: it must not be looked at again at once.
    return { recorded: unchanged(), more: row.more && row.command.type !== "wake", told: [] };
  }
  const { state, events } = decision;
  const recording = { cycle, pinned: campaign, row, before, state, events };
  const { seq, owed, told } = await writeRecording(tx, recording);
  await appendAudit(tx, auditOf(cycle, row, seq, decision));
  const recorded = recordedOf(cycle, state, seq, campaign.calendar, owed);
  return { recorded, more: row.more, told };
}

/** The oldest open row; but before it a wake that was due earlier, which changes the state by itself. */
async function nextRow(tx: Tx, cycle: LockedCycle): Promise<NextRow | null> {
  const { now, row } = await readNext(tx, cycle.id, cycle.campaign);
  const { wakeAt: due } = cycle;
  if (due === null || due > now || (row !== null && row.campaignAt <= due)) return row;
  return await writeWake(tx, cycle.id, due);
}

/** A refusal, or news that is none. What a person tried is audited, also when it was refused. */
async function answerUnchanged(
  tx: Tx,
  cycle: LockedCycle,
  row: NextRow,
  decision: Decision,
): Promise<void> {
  const { seq } = cycle;
  const outcome: CommandOutcome =
    decision.status === "refused"
      ? { status: "refused", seq, code: decision.code, data: decision.data }
      : { status: "done", seq, events: [] };
  await answerRow(tx, row.id, outcome);
  if (row.act.person !== null) await appendAudit(tx, auditOf(cycle, row, seq, decision));
}

/** Who wanted what, by which right and from what paper, and what came of it. */
const auditOf = (
  cycle: LockedCycle,
  row: NextRow,
  seq: number,
  decision: Decision,
): AuditWrite => ({
  campaign: cycle.campaign,
  realm: cycle.realm,
  entry: {
    what: row.command.type,
    unit: cycle.unit,
    seq,
    inbox: row.id,
    at: row.campaignAt,
    act: row.act,
    command: row.command,
    ...(decision.status === "refused"
      ? { refused: decision.code, data: decision.data }
      : { events: decision.events.map(withoutPlan) }),
  },
});

/** A plan is pinned in its cycle; the chain names the event only. */
const withoutPlan = (event: CycleEvent): unknown =>
  "plan" in event ? { ...event, plan: event.plan.version } : event;
