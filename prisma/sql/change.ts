import { randomUUID } from "node:crypto";
import type { Change } from "#domain/change.ts";
import type { RefusalData } from "#domain/errors.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";

export type ChangeStatus =
  | "proposed"
  | "decided"
  | "committed"
  | "told"
  | "undoing"
  | "undone"
  | "withdrawn"
  | "refused";

/** Who gets what by a committed change, and what it moved: on record for ever. */
export interface ChangeDeed {
  /** [unit, step, from, to], instants. */
  readonly dates: readonly (readonly [string, string, Instant, Instant])[];
  /** [unit, from, to]. */
  readonly statuses: readonly (readonly [string, string, string])[];
  readonly tell: readonly {
    readonly post: string;
    readonly items: readonly {
      readonly unit: string;
      readonly step: string | null;
      readonly what: "moved" | "cancelled" | "suspended" | "resumed" | "dropped";
    }[];
  }[];
}

export interface ChangeRow {
  readonly id: string;
  readonly realm: string;
  readonly campaign: string;
  readonly change: Change;
  readonly reason: string;
  readonly paper: string | null;
  readonly status: ChangeStatus;
  readonly proposedBy: string;
  readonly proposer: string | null;
  readonly proposedAt: Instant;
  readonly decidedBy: string | null;
  readonly decider: string | null;
  readonly decidedAt: Instant | null;
  readonly basedOn: number | null;
  readonly previewHash: string | null;
  readonly committedAt: Instant | null;
  readonly graceUntil: Instant | null;
  readonly toldAt: Instant | null;
  readonly undoneBy: string | null;
  readonly refusal: { readonly code: string; readonly data: RefusalData } | null;
  readonly did: ChangeDeed | null;
  /** The grace has passed, by Postgres' clock. */
  readonly graceOver: boolean;
  readonly recordedAt: Instant;
}

const SELECT = `
  SELECT h.id, h.realm, h.campaign, h.change, h.reason, h.paper, h.status, h.proposed_by AS "proposedBy",
         p.name AS proposer, h.proposed_at AS "proposedAt", h.decided_by AS "decidedBy", d.name AS decider,
         h.decided_at AS "decidedAt", h.based_on AS "basedOn", h.preview_hash AS "previewHash",
         h.committed_at AS "committedAt", h.grace_until AS "graceUntil", h.told_at AS "toldAt",
         h.undone_by AS "undoneBy", h.refusal, h.did, coalesce(h.grace_until <= now(), false) AS "graceOver",
         to_char(h.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "recordedAt"
    FROM changes h LEFT JOIN persons p ON p.realm = h.realm AND p.id = h.proposed_by
    LEFT JOIN persons d ON d.realm = h.realm AND d.id = h.decided_by`;

export interface ChangeWrite {
  readonly realm: string;
  readonly campaign: string;
  readonly change: Change;
  readonly reason: string;
  readonly paper: string | null;
  readonly person: string;
  readonly now: Instant;
}

export async function writeChange(tx: Tx, write: ChangeWrite): Promise<ChangeRow> {
  const id = `ch-${randomUUID()}`;
  const { realm, campaign, change, reason, paper, person, now } = write;
  await tx.query(
    `INSERT INTO changes (id, realm, campaign, kind, change, reason, paper, proposed_by, proposed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, realm, campaign, change.kind, JSON.stringify(change), reason, paper, person, now],
  );
  const row = await readChange(tx, campaign, id);
  if (!row) throw new Error(`no change ${id}`);
  return row;
}

export async function readChange(
  db: Reader,
  campaign: string,
  id: string,
): Promise<ChangeRow | null> {
  const { rows } = await db.query<ChangeRow>(`${SELECT} WHERE h.campaign = $1 AND h.id = $2`, [
    campaign,
    id,
  ]);
  return rows[0] ?? null;
}

/** The same under its lock: whoever comes second sees what the first has made of it. */
export async function lockChange(tx: Tx, campaign: string, id: string): Promise<ChangeRow | null> {
  const { rows } = await tx.query<ChangeRow>(
    `${SELECT} WHERE h.campaign = $1 AND h.id = $2 FOR NO KEY UPDATE OF h`,
    [campaign, id],
  );
  return rows[0] ?? null;
}

export async function listChanges(
  db: Reader,
  campaign: string,
  limit: number,
  after: readonly unknown[] | null,
): Promise<ChangeRow[]> {
  const { rows } = await db.query<ChangeRow>(
    `${SELECT} WHERE h.campaign = $1 AND ($3::timestamptz IS NULL OR (h.recorded_at, h.id) < ($3, $4))
      ORDER BY h.recorded_at DESC, h.id DESC LIMIT $2`,
    [campaign, limit, after?.[0] ?? null, after?.[1] ?? null],
  );
  return rows;
}

export async function writeDecision(
  tx: Tx,
  id: string,
  by: string,
  at: Instant,
  seen: { readonly basedOn: number; readonly hash: string },
): Promise<void> {
  await tx.query(
    `UPDATE changes SET status = 'decided', decided_by = $2, decided_at = $3, based_on = $4, preview_hash = $5
      WHERE id = $1`,
    [id, by, at, seen.basedOn, seen.hash],
  );
}

export async function writeChangeStatus(
  tx: Tx,
  id: string,
  status: ChangeStatus,
  more: { readonly undoneBy?: string; readonly refusal?: ChangeRow["refusal"] } = {},
): Promise<void> {
  await tx.query(
    `UPDATE changes SET status = $2, undone_by = coalesce($3, undone_by), refusal = $4 WHERE id = $1`,
    [id, status, more.undoneBy ?? null, more.refusal ? JSON.stringify(more.refusal) : null],
  );
}

/** Changes that wait for the next thing to be done with them: to be committed, undone, or told after their grace. */
export async function changesDue(
  db: Reader,
): Promise<{ readonly id: string; readonly campaign: string }[]> {
  const { rows } = await db.query<{ id: string; campaign: string }>(
    `SELECT id, campaign FROM changes
      WHERE status IN ('decided', 'undoing') OR (status = 'committed' AND grace_until <= now())
      ORDER BY recorded_at LIMIT 20`,
  );
  return rows;
}

/** Whether something has happened since in the units that a change concerned. */
export async function touchedSince(db: Reader, change: string): Promise<boolean> {
  const { rows } = await db.query<{ touched: boolean }>(
    `SELECT EXISTS (SELECT FROM change_cycles x JOIN cycles y ON y.id = x.cycle
                     WHERE x.change = $1 AND y.seq <> x.seq) AS touched`,
    [change],
  );
  return rows[0]?.touched ?? true;
}
