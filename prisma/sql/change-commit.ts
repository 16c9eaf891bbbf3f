import type { Campaign } from "#domain/campaign.ts";
import type { CyclePlan, CycleState } from "#domain/cycle.ts";
import { CHANGED } from "#domain/news.ts";
import type { Instant } from "#domain/time.ts";
import type { Tx } from "#prisma/client.ts";
import { definitionHash } from "./campaign.ts";
import type { ChangeDeed } from "./change.ts";
import { ENGINE } from "./inbox.ts";

/**
 * Pins a changed definition under the next version, and the campaign's status after its cycles': it stands still when
 * all that is not over does. Call it under the campaign's lock, after the cycles are written.
 */
export async function writeDefinition(
  tx: Tx,
  campaign: string,
  { id: _row, ...definition }: Campaign,
  key: string,
): Promise<void> {
  const pinned: Campaign = { id: key, ...definition };
  await tx.query(
    `UPDATE campaigns c
        SET definition = $2, definition_hash = $3, pilot_unit = $4, plan_version = plan_version + 1,
            status = CASE WHEN c.status NOT IN ('running', 'suspended') THEN c.status
                          WHEN s.suspended AND NOT s.running THEN 'suspended'
                          WHEN s.running THEN 'running' ELSE c.status END
       FROM (SELECT coalesce(bool_or(status = 'suspended'), false) AS suspended,
                    coalesce(bool_or(status = 'running'), false) AS running
               FROM cycles WHERE campaign = $1) AS s
      WHERE c.id = $1`,
    [campaign, JSON.stringify(pinned), definitionHash(pinned), pinned.pilot],
  );
  await tx.query(
    "UPDATE campaign_units SET pilot = (unit IS NOT DISTINCT FROM $2) WHERE campaign = $1 AND pilot <> (unit IS NOT DISTINCT FROM $2)",
    [campaign, pinned.pilot],
  );
}

/** How a cycle stood before a change, and its sequence after it. */
export interface ChangedCycle {
  readonly cycle: string;
  readonly seq: number;
  readonly state: Omit<CycleState, "plan">;
  readonly plan: CyclePlan | null;
}

/** So many go in one statement: plans are tens of kilobytes each. */
const AT_ONCE = 250;

export async function writeChangedCycles(
  tx: Tx,
  change: string,
  realm: string,
  cycles: readonly ChangedCycle[],
): Promise<void> {
  for (let from = 0; from < cycles.length; from += AT_ONCE)
    await tx.query(
      `INSERT INTO change_cycles (change, cycle, realm, seq, state, plan)
       SELECT $1, x.cycle, $2, x.seq, x.state, NULLIF(x.plan, 'null')
         FROM jsonb_to_recordset($3) AS x (cycle text, seq integer, state jsonb, plan jsonb)`,
      [change, realm, JSON.stringify(cycles.slice(from, from + AT_ONCE))],
    );
}

export async function readChangedCycles(
  tx: Tx,
  change: string,
): Promise<(ChangedCycle & { readonly unit: string })[]> {
  const { rows } = await tx.query<ChangedCycle & { unit: string }>(
    `SELECT x.cycle, y.unit, x.seq, x.state, x.plan FROM change_cycles x JOIN cycles y ON y.id = x.cycle
      WHERE x.change = $1 ORDER BY x.cycle`,
    [change],
  );
  return rows;
}

/** Committed: what it did and what was before; a real campaign's people are told after the grace. */
export async function writeCommitted(
  tx: Tx,
  change: string,
  at: Instant,
  grace: number,
  did: ChangeDeed,
): Promise<void> {
  await tx.query(
    `UPDATE changes h SET status = 'committed', committed_at = $2, did = $4,
            grace_until = now() + CASE WHEN k.mode = 'real' THEN $3 ELSE 0 END * interval '1 second'
       FROM clocks k WHERE h.id = $1 AND k.campaign = h.campaign`,
    [change, at, grace, JSON.stringify(did)],
  );
}

/** Keeps the definition as it is before a change; read back when it is undone. */
export async function keepPrevious(tx: Tx, change: string): Promise<void> {
  await tx.query(
    "UPDATE changes h SET previous = c.definition FROM campaigns c WHERE h.id = $1 AND c.id = h.campaign",
    [change],
  );
}

export async function readPrevious(tx: Tx, change: string): Promise<Campaign | null> {
  const { rows } = await tx.query<{ previous: Campaign | null }>(
    "SELECT previous FROM changes WHERE id = $1",
    [change],
  );
  return rows[0]?.previous ?? null;
}

/** A harmless row for each cycle concerned: its run looks again, for its timer may be wrong now. */
export async function writeLooks(tx: Tx, cycles: readonly string[], at: Instant): Promise<void> {
  await tx.query(
    `INSERT INTO inbox (id, realm, campaign, cycle, command, act, campaign_at)
     SELECT 'w/' || c.id || '/' || $2::text || '/' || c.seq, c.realm, c.campaign, c.id,
            jsonb_build_object('type', 'wake', 'target', $2::text), $3, $2::text::timestamptz
       FROM cycles c WHERE c.id = ANY ($1) ON CONFLICT (id) DO NOTHING`,
    [cycles, at, ENGINE],
  );
}

/** One person who is told of a change: under which obligation's row it is kept. */
export interface ToldNotice {
  readonly id: string;
  readonly post: string;
  readonly unit: string;
  readonly status: "frozen" | "sent" | "dropped";
  readonly reason: string | null;
}

/** Writes the notices that carry the messages of a change; returns those that have a place. */
export async function writeToldNotices(
  tx: Tx,
  change: { readonly id: string; readonly realm: string; readonly campaign: string },
  at: Instant,
  notices: readonly ToldNotice[],
): Promise<Set<string>> {
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO notices (id, realm, campaign, obligation, generation, rung, channel, posts, arose_at, due_at,
                          due_real, status, reason, settled_at)
     SELECT x.id, $1, $2, o.id, o.generation, $3 || x.id, 'email', ARRAY[x.post], $4, $4, now(), x.status,
            x.reason, CASE WHEN x.status <> 'frozen' THEN now() END
       FROM json_to_recordset($5::json) AS x (id text, post text, unit text, status text, reason text),
            LATERAL (
              (SELECT id, generation, 1 AS n FROM obligations WHERE campaign = $2 AND post = x.post LIMIT 1)
              UNION ALL
              (SELECT id, generation, 2 FROM obligations WHERE cycle = $2 || '/' || x.unit LIMIT 1)
              UNION ALL
              (SELECT id, generation, 3 FROM obligations WHERE campaign = $2 LIMIT 1)
              ORDER BY n LIMIT 1) AS o
     ON CONFLICT DO NOTHING RETURNING id`,
    [change.realm, change.campaign, CHANGED, at, JSON.stringify(notices)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Told: it can no more be undone, so how the cycles stood is let go. */
export async function writeTold(tx: Tx, change: string, at: Instant): Promise<void> {
  await tx.query("UPDATE changes SET status = 'told', told_at = $2 WHERE id = $1", [change, at]);
  await tx.query("DELETE FROM change_cycles WHERE change = $1", [change]);
}
