import pg from "pg";
import type { CyclePlan, CycleState, Phase } from "#domain/cycle.ts";
import type { CycleEvent } from "#domain/event.ts";
import type { Obligation } from "#domain/obligation.ts";
import type { Instant } from "#domain/time.ts";
import { beginWith, type Reader, type Tx } from "#prisma/client.ts";
import type { CommandOutcome } from "./inbox.ts";
import type { MilestoneRow } from "./milestone.ts";
import { writePlannedSteps } from "./step.ts";

/** A cycle's row as the recording transaction locks it. */
export interface LockedCycle {
  readonly id: string;
  readonly realm: string;
  readonly campaign: string;
  readonly unit: string;
  readonly epoch: number;
  readonly seq: number;
  readonly open: boolean;
  readonly phase: Phase;
  readonly planVersion: number;
  readonly state: Omit<CycleState, "plan">;
  readonly wakeAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly campaignStatus: "running" | "suspended" | "closed" | "cancelled";
  readonly campaignPlan: number;
  readonly clock: "real" | "stepped";
}

/** The campaign of a cycle key; unit and campaign ids hold no slash. */
export const campaignOf = (cycle: string): string => cycle.slice(0, cycle.indexOf("/"));

/**
 * Begins a recording transaction and locks its campaign (shared) and cycle, in one round trip. What
 * is read afterwards sees all that was committed before the lock was got. null: no such cycle.
 */
export async function beginRecording(
  tx: Tx,
  cycle: string,
  lockTimeout: number,
  statementTimeout: number,
): Promise<LockedCycle | null> {
  const campaign = pg.escapeLiteral(campaignOf(cycle));
  // Several statements in one text take no parameters; the ids are quoted instead. NO KEY: rows that
  // refer to the cycle (a command, a milestone from another cycle) may be written meanwhile.
  const results: unknown = await tx.query(
    `${beginWith(lockTimeout, statementTimeout)};
     SELECT 1 FROM campaigns WHERE id = ${campaign} FOR SHARE;
     SELECT c.id, c.realm, c.campaign, c.unit, c.epoch, c.seq, c.open, c.phase, c.state,
            c.plan_version AS "planVersion", c.wake_at AS "wakeAt", c.next_due AS "dueAt",
            g.status AS "campaignStatus", g.plan_version AS "campaignPlan", k.mode AS clock
       FROM cycles c JOIN campaigns g ON g.id = c.campaign JOIN clocks k ON k.campaign = c.campaign
      WHERE c.id = ${pg.escapeLiteral(cycle)} FOR NO KEY UPDATE OF c`,
  );
  const last = (results as pg.QueryResult<LockedCycle>[]).at(-1);
  return last?.rows[0] ?? null;
}

export async function readPlan(reader: Reader, cycle: string): Promise<CyclePlan> {
  const { rows } = await reader.query<{ plan: CyclePlan }>(
    "SELECT plan FROM cycles WHERE id = $1",
    [cycle],
  );
  const [row] = rows;
  if (!row) throw new Error(`no cycle ${cycle}`);
  return row.plan;
}

/** A step as people read it. */
export interface StepRow {
  readonly step: string;
  readonly status: string;
  readonly round: number;
  readonly due_at: Instant;
  readonly proposed: boolean;
  readonly day: string | null;
  readonly done_at: Instant | null;
  readonly outcome: unknown;
}

/** Obligation ids have the campaign before them, so that they are unique in the table. */
export const obligationRowId = (campaign: string, id: string): string => `${campaign}/${id}`;

export interface EndedObligation {
  readonly id: string;
  readonly status: "met" | "void";
}

export type DocumentStatus = "draft" | "submitted" | "approved";

export interface CycleWrite {
  readonly cycle: LockedCycle;
  readonly seq: number;
  readonly inbox: string | null;
  readonly at: Instant;
  readonly person: string | null;
  readonly state: CycleState;
  readonly phase: Phase;
  readonly wakeAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly events: readonly CycleEvent[];
  readonly steps: readonly StepRow[];
  /** New ones, and those whose instant moved. */
  readonly owed: readonly Obligation[];
  readonly ended: readonly EndedObligation[];
  readonly documents: readonly { readonly step: string; readonly status: DocumentStatus }[];
  readonly milestones: readonly MilestoneRow[];
  readonly outcome: CommandOutcome;
}

/** Writes a cycle's new state with all rows that mirror it, in one statement. Returns the generations of `owed`. */
export async function writeCycle(tx: Tx, write: CycleWrite): Promise<Map<string, number>> {
  const { cycle, state } = write;
  const { plan: _, ...rest } = state;
  const owed = write.owed.map((one) => ({ ...one, id: obligationRowId(cycle.campaign, one.id) }));
  const { rows } = await tx.query<{ id: string; generation: number }>({
    name: "cycle-write",
    text: WRITE_CYCLE,
    values: [
      cycle.id,
      write.seq,
      state.status,
      write.phase,
      JSON.stringify(rest),
      write.wakeAt,
      write.dueAt,
      state.status === "running" || state.status === "suspended",
      cycle.realm,
      cycle.campaign,
      cycle.unit,
      write.inbox,
      write.at,
      write.person,
      JSON.stringify(
        write.events.map((event, n) => ({ n, type: event.type, at: event.at, data: event })),
      ),
      JSON.stringify(write.steps),
      JSON.stringify(owed),
      JSON.stringify(write.ended),
      JSON.stringify(write.documents),
      JSON.stringify(write.milestones),
      JSON.stringify(write.outcome),
    ],
  });
  return new Map(rows.map((row) => [row.id, row.generation]));
}

const WRITE_CYCLE = `
WITH cycle AS (
  UPDATE cycles SET seq = $2, status = $3, phase = $4, state = $5, wake_at = $6, next_due = $7,
         open = $8, updated_at = now()
   WHERE id = $1
  RETURNING pg_notify('plenum_changes', concat_ws(' ', $10::text, $11::text, $2::integer))
), answered AS (
  UPDATE inbox SET status = 'done', outcome = $21, handled_at = now() WHERE id = $12
), told AS (
  INSERT INTO inbox (id, realm, campaign, cycle, command, act, campaign_at)
  SELECT m.id, $9, $10, m.cycle, m.command, m.act, $13
    FROM jsonb_to_recordset($20) AS m (id text, cycle text, command jsonb, act jsonb)
    JOIN cycles c ON c.id = m.cycle
  ON CONFLICT (id) DO NOTHING
), papers AS (
  UPDATE documents d SET status = x.status
    FROM jsonb_to_recordset($19) AS x (step text, status text)
   WHERE d.cycle = $1 AND d.step = x.step
), happened AS (
  INSERT INTO events (cycle, seq, n, realm, type, data, at, inbox)
  SELECT $1, $2, e.n, $9, e.type, e.data, e.at, $12
    FROM jsonb_to_recordset($15) AS e (n integer, type text, data jsonb, at timestamptz)
), stepped AS (
  UPDATE steps s SET status = x.status, round = x.round, due_at = x.due_at, proposed = x.proposed,
         day = x.day, done_at = x.done_at, outcome = x.outcome
    FROM jsonb_to_recordset($16) AS x (step text, status text, round integer, due_at timestamptz,
         proposed boolean, day date, done_at timestamptz, outcome jsonb)
   WHERE s.cycle = $1 AND s.step = x.step
), ended AS (
  UPDATE obligations o SET status = x.status, ended_at = $13, ended_by = $14
    FROM jsonb_to_recordset($18) AS x (id text, status text)
   WHERE o.id = x.id AND o.status = 'open'
)
INSERT INTO obligations AS o (id, realm, campaign, cycle, unit, step, act, post, round, ladder,
       due_at, first_due_at, status, arose_at)
SELECT x.id, $9, $10, $1, $11, x.step, x.act, x.post, x.round, x.ladder, x.due, x.due, 'open', $13
  FROM jsonb_to_recordset($17) AS x (id text, step text, act text, post text, round integer,
       ladder text, due timestamptz)
ON CONFLICT (id) DO UPDATE SET generation = o.generation + 1, due_at = excluded.due_at,
   ladder = excluded.ladder, status = 'open', ended_at = NULL, ended_by = NULL, arose_at = $13,
   seen_until = NULL, seen_by = NULL
RETURNING id, generation`;

/** Pins a changed plan; readers that kept the old one see it by its number. */
export async function writePlan(tx: Tx, cycle: LockedCycle, plan: CyclePlan): Promise<void> {
  await tx.query("UPDATE cycles SET plan = $2, plan_version = plan_version + 1 WHERE id = $1", [
    cycle.id,
    JSON.stringify(plan),
  ]);
  await writePlannedSteps(tx, cycle.campaign, cycle.id);
}
