import type { CyclePlan, CycleState } from "#domain/cycle.ts";
import type { ObligationAct } from "#domain/obligation.ts";
import { PACKAGE } from "#domain/package.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";

/** How old something must be before it counts as left lying, in seconds. */
export interface Patience {
  /** Open inbox rows, missed wakes, a cycle that says something else than its run. */
  readonly cycle: number;
  /** A cycle below that waits to be started from above. */
  readonly begin: number;
  /** Due notices and frozen messages that nobody takes up. */
  readonly notice: number;
}

export const PATIENCE: Patience = { cycle: 120, begin: 600, notice: 600 };

/** A campaign that still has something to do. */
export interface OpenCampaign {
  readonly id: string;
  readonly realm: string;
  readonly definitionHash: string;
}

/** The campaigns to compare: those with open cycles, open obligations or open notices. */
export async function openCampaigns(reader: Reader): Promise<OpenCampaign[]> {
  const { rows } = await reader.query<OpenCampaign>(
    `SELECT c.id, c.realm, c.definition_hash AS "definitionHash" FROM campaigns c
      WHERE EXISTS (SELECT FROM cycles y WHERE y.campaign = c.id AND y.open)
         OR EXISTS (SELECT FROM obligations o WHERE o.campaign = c.id AND o.status = 'open')
         OR EXISTS (SELECT FROM notices n WHERE n.campaign = c.id AND n.status = 'open')
      ORDER BY c.id`,
  );
  return rows;
}

/** An obligation's row with what became of its notices. */
export interface ObligationRow {
  /** As the rules have it, without the campaign. */
  readonly id: string;
  readonly step: string;
  readonly act: ObligationAct;
  readonly post: string;
  readonly round: number;
  readonly status: "open" | "met" | "void" | "excused";
  readonly generation: number;
  readonly ladder: string;
  readonly due: Instant;
  /** From when on its ladder is climbed: since it arose, or the day that its owner chose. */
  readonly arose: Instant;
  /** Notices of this generation, whatever became of them. */
  readonly notices: readonly {
    readonly rung: string;
    readonly waits: boolean;
    readonly arose: Instant;
  }[];
  /** What goes above the root has, or had, its notice. */
  readonly packaged: boolean;
}

/** A cycle with every row that follows from its state, all of one instant. */
export interface CycleRows {
  readonly id: string;
  readonly realm: string;
  readonly campaign: string;
  readonly unit: string;
  readonly epoch: number;
  readonly open: boolean;
  readonly status: string;
  readonly phase: string;
  readonly wakeAt: Instant | null;
  readonly nextDue: Instant | null;
  readonly state: Omit<CycleState, "plan">;
  readonly plan: CyclePlan;
  readonly campaignStatus: string;
  readonly now: Instant;
  readonly obligations: readonly ObligationRow[];
  /** `step/act/post/round` of receipts given and votes cast. */
  readonly facts: readonly string[];
}

const iso = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

// One statement, so that a cycle and all that follows from it are of the same instant.
const CYCLE_ROWS = `
SELECT c.id, c.realm, c.campaign, c.unit, c.epoch, c.open, c.status, c.phase, c.wake_at AS "wakeAt",
       c.next_due AS "nextDue", c.state, c.plan, g.status AS "campaignStatus", campaign_now(c.campaign) AS now,
       coalesce((
         SELECT jsonb_agg(jsonb_build_object(
                  'id', substr(o.id, length(o.campaign) + 2), 'step', o.step, 'act', o.act, 'post', o.post,
                  'round', o.round, 'status', o.status, 'generation', o.generation, 'ladder', o.ladder,
                  'due', ${iso("o.due_at")}, 'arose', ${iso("greatest(o.arose_at, o.seen_until)")},
                  'notices', n.rows, 'packaged', n.packaged))
           FROM obligations o, LATERAL (
             SELECT coalesce(jsonb_agg(jsonb_build_object('rung', x.rung, 'waits', x.status = 'open',
                      'arose', ${iso("x.arose_at")})) FILTER (WHERE x.generation = o.generation), '[]') AS rows,
                    coalesce(bool_or(x.rung = '${PACKAGE}'), false) AS packaged
               FROM notices x WHERE x.obligation = o.id) n
          WHERE o.cycle = c.id), '[]') AS obligations,
       ARRAY(SELECT concat_ws('/', r.step, 'acknowledge', r.post, r.round) FROM receipts r
              WHERE r.cycle = c.id AND coalesce(r.acknowledged_at, r.excused_at) IS NOT NULL
             UNION ALL
             SELECT concat_ws('/', v.step, 'vote', v.post, v.round) FROM votes v WHERE v.cycle = c.id) AS facts
  FROM cycles c JOIN campaigns g ON g.id = c.campaign`;

/** The next page of a campaign's cycles that have something to compare, by id. */
export async function cyclePage(
  reader: Reader,
  campaign: string,
  after: string,
  limit: number,
): Promise<CycleRows[]> {
  const { rows } = await reader.query<CycleRows>(
    `${CYCLE_ROWS}
      WHERE c.campaign = $1 AND c.id > $2
        AND (c.open OR EXISTS (SELECT FROM obligations o WHERE o.cycle = c.id AND o.status = 'open'))
      ORDER BY c.id LIMIT $3`,
    [campaign, after, limit],
  );
  return rows;
}

/** One cycle under its lock, and its obligations under theirs: nobody records, nobody dispatches. */
export async function lockCycleRows(tx: Tx, cycle: string): Promise<CycleRows | null> {
  await tx.query("SELECT FROM campaigns WHERE id = split_part($1, '/', 1) FOR SHARE", [cycle]);
  await tx.query("SELECT FROM cycles WHERE id = $1 FOR NO KEY UPDATE", [cycle]);
  await tx.query("SELECT FROM obligations WHERE cycle = $1 ORDER BY id FOR NO KEY UPDATE", [cycle]);
  const { rows } = await tx.query<CycleRows>(`${CYCLE_ROWS} WHERE c.id = $1`, [cycle]);
  return rows[0] ?? null;
}

/** An inbox row that lies there. */
export interface LyingRow {
  readonly id: string;
  readonly cycle: string;
  readonly unit: string;
  readonly campaign: string;
  readonly realm: string;
  readonly command: string;
  readonly attempts: number;
  readonly since: Instant;
}

/** Open inbox rows that should have been handled by now, oldest first. */
export async function lyingRows(
  reader: Reader,
  { cycle, begin }: Patience,
  limit: number,
): Promise<LyingRow[]> {
  const { rows } = await reader.query<LyingRow>(
    `SELECT i.id, i.cycle, c.unit, i.campaign, i.realm, i.command ->> 'type' AS command,
            CASE WHEN i.sent_at IS NULL THEN 0 ELSE i.attempts END AS attempts, i.received_at AS since
       FROM inbox i JOIN cycles c ON c.id = i.cycle
      WHERE i.status = 'open'
        AND i.received_at < now() - interval '1 second' *
            CASE WHEN i.command ->> 'type' = 'begin' AND c.parent IS NOT NULL THEN $2::float8 ELSE $1::float8 END
      ORDER BY i.ord LIMIT $3`,
    [cycle, begin, limit],
  );
  return rows;
}

export interface MissedWake {
  readonly cycle: string;
  readonly unit: string;
  readonly campaign: string;
  readonly realm: string;
  readonly wakeAt: Instant;
}

/** Cycles whose wake is past and of which nothing lies in the inbox. Suspended ones wait on purpose. */
export async function missedWakes(reader: Reader, { cycle }: Patience): Promise<MissedWake[]> {
  const { rows } = await reader.query<MissedWake>(
    `SELECT c.id AS cycle, c.unit, c.campaign, c.realm, c.wake_at AS "wakeAt"
       FROM cycles c JOIN clocks k ON k.campaign = c.campaign JOIN campaigns g ON g.id = c.campaign
      WHERE c.open AND c.status = 'running' AND g.status = 'running'
        AND c.wake_at <= CASE k.mode WHEN 'real' THEN now() - $1 * interval '1 second' ELSE k.instant END
        AND (k.mode = 'real' OR k.set_at <= now() - $1 * interval '1 second')
        AND NOT EXISTS (SELECT FROM inbox i
              WHERE i.cycle = c.id AND i.status = 'open' AND i.command ->> 'type' = 'wake')
      ORDER BY c.id LIMIT 500`,
    [cycle],
  );
  return rows;
}

export interface UntoldCondition {
  readonly cycle: string;
  readonly unit: string;
  readonly campaign: string;
  readonly realm: string;
  readonly step: string;
  readonly round: number;
  readonly condition: "acknowledged" | "all_voted";
}

/** Conditions on facts that are met, of which the cycle was never told. */
export async function untoldConditions(reader: Reader): Promise<UntoldCondition[]> {
  const { rows } = await reader.query<UntoldCondition>(
    `SELECT k.cycle, c.unit, c.campaign, c.realm, k.step, k.round, k.condition
       FROM conditions k JOIN cycles c ON c.id = k.cycle
      WHERE c.open AND k.met
        AND NOT EXISTS (SELECT FROM inbox i WHERE i.id = concat_ws('/', 'f', k.cycle, k.step, k.round, k.condition))
      ORDER BY k.cycle, k.step LIMIT 500`,
  );
  return rows;
}

/** A step of another unit that somebody waits for. */
export interface Awaited {
  readonly cycle: string;
  readonly from: string;
  readonly step: string;
  readonly until: "done" | "acknowledged";
  /** Under which the waiting cycle's state will know it. */
  readonly key: string;
}

export interface ReachedElsewhere extends Awaited {
  /** The other unit's sequence at which it was reached. */
  readonly seq: number;
  /** How far the other unit is by now, which may be further than is waited for. */
  readonly stands: "done" | "acknowledged";
}

/** Of what is awaited, that which is reached already, with the sequence at which it was. */
export async function reachedElsewhere(
  reader: Reader,
  awaited: readonly Awaited[],
): Promise<ReachedElsewhere[]> {
  if (awaited.length === 0) return [];
  const { rows } = await reader.query<ReachedElsewhere>(
    `WITH wanted AS (
       SELECT * FROM jsonb_to_recordset($1) AS x (cycle text, "from" text, step text, until text, key text)
     ), stands AS (
       SELECT d."from", d.step, c.state #> ARRAY['steps', d.step] AS s
         FROM (SELECT DISTINCT "from", step FROM wanted) d JOIN cycles c ON c.id = d."from"
     )
     SELECT w.cycle, w."from", w.step, w.until, w.key,
            CASE WHEN t.s ->> 'status' = 'declined' OR (t.s ->> 'acknowledged')::boolean THEN 'acknowledged' ELSE 'done' END AS stands,
            (SELECT max(e.seq) FROM events e WHERE e.cycle = w."from" AND e.data ->> 'step' = w.step
                AND e.type IN ('step_done', 'step_declined', 'step_acknowledged')) AS seq
       FROM wanted w JOIN stands t ON t."from" = w."from" AND t.step = w.step JOIN cycles me ON me.id = w.cycle
      WHERE NOT me.state -> 'reached' ? w.key
        AND (t.s ->> 'status' = 'declined'
             OR t.s ->> 'status' = 'done' AND (w.until = 'done' OR (t.s ->> 'acknowledged')::boolean))
        AND NOT EXISTS (SELECT FROM inbox i WHERE i.cycle = w.cycle AND i.status = 'open')`,
    [JSON.stringify(awaited)],
  );
  return rows.filter(({ seq }) => seq !== null);
}
