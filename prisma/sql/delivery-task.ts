import type { ObligationAct } from "#domain/obligation-act.ts";
import type { Text } from "#domain/text.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";
import { appendAudit } from "./audit.ts";
import type { Scope } from "./read/scope.ts";

export interface DeliveryTaskRow {
  readonly id: string;
  readonly unit: string;
  readonly unitName: string;
  readonly contact: string | null;
  readonly person: string | null;
  readonly name: string | null;
  readonly post: string;
  readonly message: string;
  readonly subject: string;
  readonly channel: string;
  readonly address: string | null;
  readonly reason: string;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly note: string | null;
}

const TASK = `
SELECT t.id, t.unit, coalesce(u.name, t.unit) AS "unitName", t.contact, t.person, p.name, t.post, t.message,
       m.subject, t.channel, t.address, t.reason, t.opened_at AS "openedAt", t.closed_at AS "closedAt", t.note
  FROM delivery_tasks t JOIN messages m ON m.id = t.message
  LEFT JOIN campaign_units u ON u.campaign = t.campaign AND u.unit = t.unit
  LEFT JOIN persons p ON p.realm = t.realm AND p.id = t.person
 WHERE t.campaign = $1 AND ($2::text[] IS NULL OR t.unit = ANY ($2))`;

/** Who could not be reached in the units one may know of, the open tasks first, the oldest first. */
export async function listDeliveryTasks(
  db: Reader,
  { campaign, units }: Pick<Scope, "campaign" | "units">,
  limit: number,
  after: readonly [string, string] | null,
): Promise<DeliveryTaskRow[]> {
  const { rows } = await db.query<DeliveryTaskRow>(
    `${TASK} AND ($3::timestamptz IS NULL OR (t.opened_at, t.id) > ($3, $4))
      ORDER BY t.opened_at, t.id LIMIT $5`,
    [campaign, units, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
  return rows;
}

/** Closes a task, with an audit entry; closed before, it stays as it is. null: none that one may know of. */
export async function closeDeliveryTask(
  tx: Tx,
  { campaign, realm, units }: Pick<Scope, "campaign" | "realm" | "units">,
  task: string,
  by: string,
  note: string,
): Promise<DeliveryTaskRow | null> {
  const { rowCount } = await tx.query(
    `UPDATE delivery_tasks SET closed_at = now(), closed_by = $4, note = $5
      WHERE id = $3 AND campaign = $1 AND ($2::text[] IS NULL OR unit = ANY ($2)) AND closed_at IS NULL`,
    [campaign, units, task, by, note],
  );
  const { rows } = await tx.query<DeliveryTaskRow>(`${TASK} AND t.id = $3`, [
    campaign,
    units,
    task,
  ]);
  if (rowCount === 1) {
    const entry = { what: "delivery_task_closed", task, by, note };
    await appendAudit(tx, { campaign, realm, entry });
  }
  return rows[0] ?? null;
}

export interface CallRow {
  readonly message: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly post: string;
  readonly postTitle: Text;
  readonly unitName: string;
  readonly subject: string;
  readonly act: ObligationAct;
  readonly stepTitle: Text;
  /** The unit whose work it is. */
  readonly owedUnitName: string;
  readonly due: Instant;
  readonly since: Instant;
}

/**
 * Who must be phoned: nothing else has reached them, they have not opened it in the app, and it is still owed.
 * What is due soonest first.
 */
export async function listCalls(
  db: Reader,
  { campaign, units }: Pick<Scope, "campaign" | "units">,
): Promise<CallRow[]> {
  const { rows } = await db.query<CallRow>(
    `SELECT m.id AS message, p.name, p.phone, m.post,
            json_build_object('vi', coalesce(t.title_vi, m.post), 'en', coalesce(t.title_en, m.post)) AS "postTitle",
            coalesce(u.name, o.unit) AS "unitName", m.subject, o.act,
            json_build_object('vi', coalesce(s.title_vi, o.step), 'en', coalesce(s.title_en, o.step)) AS "stepTitle",
            coalesce(w.name, o.unit) AS "owedUnitName", o.due_at AS due, m.at AS since
       FROM messages m
       JOIN notices n ON n.id = m.notice
       JOIN obligations o ON o.id = n.obligation AND o.status = 'open' AND o.generation = n.generation
       LEFT JOIN persons p ON p.realm = m.realm AND p.id = m.person
       LEFT JOIN posts t ON t.realm = m.realm AND t.id = m.post
       LEFT JOIN campaign_units u ON u.campaign = m.campaign AND u.unit = coalesce(t.unit, o.unit)
       LEFT JOIN campaign_units w ON w.campaign = m.campaign AND w.unit = o.unit
       LEFT JOIN steps s ON s.cycle = o.cycle AND s.step = o.step
      WHERE m.campaign = $1 AND m.channel = 'call' AND m.status = 'accepted' AND m.opened_at IS NULL
        AND ($2::text[] IS NULL OR coalesce(t.unit, o.unit) = ANY ($2))
        AND NOT EXISTS (SELECT FROM delivery_tasks d JOIN messages x ON x.id = d.message
                         WHERE x.notice = m.notice AND x.post = m.post AND d.closed_at IS NOT NULL)
      ORDER BY o.due_at, m.id`,
    [campaign, units],
  );
  return rows;
}
