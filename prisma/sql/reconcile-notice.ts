import { UNWRITABLE } from "#domain/notice-reason.ts";
import { PACKAGE } from "#domain/package.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";
import type { Patience } from "./reconcile.ts";

/** A notice that says something else than what it follows from. */
export interface StrayNotice {
  readonly id: string;
  readonly campaign: string;
  readonly realm: string;
  readonly unit: string;
  readonly step: string;
  readonly rung: string;
  readonly kind: "notice_orphan" | "notice_unreleased" | "notice_unsettled";
  /** An orphan's: why it will never be sent. */
  readonly reason: string;
}

const STRAY = `
SELECT n.id, n.campaign, n.realm, o.unit, o.step, n.rung,
       CASE WHEN n.status = 'frozen' THEN 'notice_unsettled'
            WHEN o.status <> 'open' OR o.generation <> n.generation AND n.rung <> '${PACKAGE}' THEN 'notice_orphan'
            ELSE 'notice_unreleased' END AS kind,
       CASE o.status WHEN 'met' THEN 'met' WHEN 'void' THEN 'cancelled' WHEN 'excused' THEN 'excused'
            ELSE 'moved' END AS reason
  FROM notices n JOIN obligations o ON o.id = n.obligation JOIN clocks k ON k.campaign = n.campaign
 WHERE (n.status = 'open' AND (o.status <> 'open' OR o.generation <> n.generation AND n.rung <> '${PACKAGE}')
    OR n.status = 'open' AND n.due_real IS NULL AND (k.mode = 'real' OR n.due_at <= k.instant)
    OR n.status = 'frozen' AND NOT EXISTS (
         SELECT FROM messages m WHERE m.notice = n.id AND (m.status IN ('frozen', 'waiting')
            OR m.status = 'carried' AND EXISTS (
              SELECT FROM messages b WHERE b.id = m.carried_by AND b.status = 'frozen'))))`;

/** Open notices of what has ended or moved, due ones not released, frozen ones without a frozen message. */
export async function strayNotices(reader: Reader, limit: number): Promise<StrayNotice[]> {
  const { rows } = await reader.query<StrayNotice>(`${STRAY} ORDER BY n.id LIMIT $1`, [limit]);
  return rows;
}

/** Puts stray notices right, as they are now under their locks. Returns those that still were. */
export async function settleStray(tx: Tx, ids: readonly string[]): Promise<StrayNotice[]> {
  const { rows } = await tx.query<StrayNotice>(
    `${STRAY} AND n.id = ANY ($1) ORDER BY n.id FOR NO KEY UPDATE OF n, o`,
    [ids],
  );
  if (rows.length === 0) return [];
  await tx.query(
    `UPDATE notices n
        SET status = CASE WHEN s.kind = 'notice_unreleased' THEN n.status
              WHEN s.kind = 'notice_unsettled' AND s.went THEN 'sent' ELSE 'dropped' END,
            reason = CASE WHEN s.kind = 'notice_orphan' THEN s.reason
              WHEN s.kind = 'notice_unsettled' AND NOT s.went THEN coalesce(s.unsent, 'no_post') ELSE n.reason END,
            settled_at = CASE s.kind WHEN 'notice_unreleased' THEN NULL ELSE now() END,
            due_real = CASE WHEN s.kind <> 'notice_unreleased' THEN n.due_real
              ELSE (SELECT CASE k.mode WHEN 'real' THEN n.due_at ELSE now() END FROM clocks k WHERE k.campaign = n.campaign) END
       FROM (SELECT x.*,
                    EXISTS (SELECT FROM messages m WHERE m.notice = x.id AND m.status <> 'not_sent') AS went,
                    (SELECT min(m.reason) FROM messages m WHERE m.notice = x.id) AS unsent
               FROM jsonb_to_recordset($1) AS x (id text, kind text, reason text)) AS s
      WHERE n.id = s.id`,
    [JSON.stringify(rows)],
  );
  await tx.query("SELECT pg_notify('plenum_notices', '')");
  return rows;
}

/** How much of a campaign lies in one place, since when. */
export interface Lying {
  readonly campaign: string;
  readonly realm: string;
  readonly kind: "notices_overdue" | "messages_waiting" | "ledger_missing" | "notice_unwritable";
  readonly count: number;
  readonly since: Instant;
  /** A message's status, where it is messages. */
  readonly status: string;
  /** One of them, to look at. */
  readonly subject: string;
}

/**
 * What the dispatcher has left lying, counted by campaign: due notices, messages whose lease is over (those
 * that have no mail server are not meant), and messages handed over without a line in the ledger.
 */
export async function lyingNotices(reader: Reader, { notice }: Patience): Promise<Lying[]> {
  const { rows } = await reader.query<Lying>(
    `SELECT n.campaign, n.realm, 'notices_overdue' AS kind, count(*)::int AS count, min(n.due_real) AS since,
            'open' AS status, min(n.id) AS subject
       FROM notices n JOIN obligations o ON o.id = n.obligation JOIN cycles y ON y.id = o.cycle
       JOIN campaigns c ON c.id = n.campaign
      WHERE n.status = 'open' AND n.due_real <= now() - $1 * interval '1 second' AND o.status = 'open'
        AND (o.generation = n.generation OR n.rung = '${PACKAGE}')
        AND c.status <> 'suspended' AND y.status <> 'suspended'
      GROUP BY n.campaign, n.realm
     UNION ALL
     SELECT m.campaign, m.realm, 'messages_waiting', count(*)::int, min(m.frozen_at), 'frozen', min(m.id)
       FROM messages m
      WHERE m.status = 'frozen' AND m.lease_until <= now() - $1 * interval '1 second'
         OR m.status = 'waiting' AND m.release_real <= now() - $1 * interval '1 second'
      GROUP BY m.campaign, m.realm
     UNION ALL
     SELECT m.campaign, m.realm, 'ledger_missing', count(*)::int, min(m.frozen_at), m.status, min(m.id)
       FROM messages m
      WHERE m.status IN ('accepted', 'failed')
        AND NOT EXISTS (SELECT FROM deliveries d WHERE d.message = m.id)
      GROUP BY m.campaign, m.realm, m.status
     UNION ALL
     SELECT n.campaign, n.realm, 'notice_unwritable', count(*)::int, min(n.settled_at), 'dropped',
            (array_agg(n.id || ': ' || n.reason ORDER BY n.settled_at DESC))[1]
       FROM notices n JOIN obligations o ON o.id = n.obligation AND o.status = 'open'
      WHERE n.status = 'dropped' AND n.reason LIKE $2
      GROUP BY n.campaign, n.realm
      ORDER BY 1, 3`,
    [notice, `${UNWRITABLE}: %`],
  );
  return rows;
}
