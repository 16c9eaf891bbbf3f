import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";
import { ENGINE } from "./inbox.ts";
import { releaseNotices } from "./notice.ts";

export interface Clock {
  readonly campaign: string;
  readonly mode: "real" | "stepped";
  /** The campaign's present. */
  readonly now: Instant;
  /** Campaign seconds a second, at most. */
  readonly speed: number;
  readonly generation: number;
}

export async function readClock(reader: Reader, campaign: string): Promise<Clock | null> {
  const { rows } = await reader.query<Clock>(
    `SELECT campaign, mode, campaign_now(campaign) AS now, speed, generation FROM clocks WHERE campaign = $1`,
    [campaign],
  );
  return rows[0] ?? null;
}

/** Whether a clock was moved, and why not: it never goes back, and only a stepped one is moved. */
export type ClockMove =
  | { readonly status: "moved"; readonly notices: number; readonly woken: readonly string[] }
  | { readonly status: "not_stepped" | "backwards"; readonly now: Instant };

/**
 * Moves a stepped clock on: what has become due by then becomes due in reality, and cycles whose wake
 * it has reached get it into their inbox. Poke the sender with `woken` after the commit.
 */
export async function moveClock(tx: Tx, campaign: string, to: Instant): Promise<ClockMove> {
  await tx.query("SELECT 1 FROM campaigns WHERE id = $1 FOR SHARE", [campaign]);
  const { rows } = await tx.query<{ mode: string; instant: Instant }>(
    "SELECT mode, instant FROM clocks WHERE campaign = $1 FOR UPDATE",
    [campaign],
  );
  const [clock] = rows;
  if (!clock) throw new Error(`no clock for ${campaign}`);
  if (clock.mode !== "stepped") return { status: "not_stepped", now: clock.instant };
  if (to < clock.instant) return { status: "backwards", now: clock.instant };
  await tx.query(
    "UPDATE clocks SET instant = $2, set_at = now(), generation = generation + 1 WHERE campaign = $1",
    [campaign, to],
  );
  const notices = await releaseNotices(tx, campaign, to);
  const woken = await writeDueWakes(tx, campaign, to);
  return { status: "moved", notices, woken };
}

/** Writes the wakes that a campaign's clock has reached into their cycles' inboxes. Returns those cycles. */
export async function writeDueWakes(tx: Tx, campaign: string, to: Instant): Promise<string[]> {
  const { rows } = await tx.query<{ cycle: string }>(
    `${WAKES} AND c.campaign = $2 AND c.wake_at <= $3 ${ONCE}`,
    [ENGINE, campaign, to],
  );
  return rows.map((row) => row.cycle);
}

/** Wakes of real clocks that no timer has brought for a while: lost with a Temporal server's data, say. */
export async function writeOverdueWakes(reader: Reader): Promise<number> {
  const { rowCount } = await reader.query(
    `${WAKES} AND c.wake_at < now() - interval '15 seconds'
        AND EXISTS (SELECT 1 FROM clocks k WHERE k.campaign = c.campaign AND k.mode = 'real') ${ONCE}`,
    [ENGINE],
  );
  return rowCount ?? 0;
}

const WAKES = `
INSERT INTO inbox (id, realm, campaign, cycle, command, act, campaign_at)
SELECT concat_ws('/', 'w', c.id, stamp.target), c.realm, c.campaign, c.id,
       jsonb_build_object('type', 'wake', 'target', stamp.target), $1, c.wake_at
  FROM cycles c, LATERAL (
    SELECT to_char(c.wake_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS target
  ) AS stamp
 WHERE c.open`;

const ONCE = "ON CONFLICT (id) DO NOTHING RETURNING cycle";
