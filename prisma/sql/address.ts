import type { Tx } from "#prisma/client.ts";
import { appendAudit } from "./audit.ts";
import type { Scope } from "./read/scope.ts";

export interface AddressChange {
  readonly person: string;
  /** undefined: as it is; null: there is none. */
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly by: string;
}

export interface AddressCorrected {
  readonly person: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly closed: string[];
  readonly sentAgain: number;
}

/** SQL: somebody in a post of the units whose addresses one keeps, or whom such a unit could not reach. */
const KEPT = `($3::text[] IS NULL
  OR EXISTS (SELECT FROM appointments a JOIN posts t ON t.realm = a.realm AND t.id = a.post
              WHERE a.realm = p.realm AND a.person = p.id AND t.unit = ANY ($3))
  OR EXISTS (SELECT FROM delivery_tasks d WHERE d.realm = p.realm AND d.person = p.id AND d.unit = ANY ($3)))`;

/**
 * Corrects where a person is reached, with an audit entry that holds no address; closes their open tasks in the
 * units in scope; and has what had not reached them by the corrected channel handed over again where it is still
 * owed and unread, the newest of each obligation. null: nobody whose address one may keep.
 */
export async function correctAddress(
  tx: Tx,
  { campaign, realm, units }: Pick<Scope, "campaign" | "realm" | "units">,
  { person, email, phone, by }: AddressChange,
): Promise<AddressCorrected | null> {
  const changed = await tx.query<{ name: string; email: string | null; phone: string | null }>(
    `UPDATE persons p SET email = CASE WHEN $4 THEN $5 ELSE email END, phone = CASE WHEN $6 THEN $7 ELSE phone END
      WHERE p.realm = $1 AND p.id = $2 AND ${KEPT}
     RETURNING name, email, phone`,
    [realm, person, units, email !== undefined, email, phone !== undefined, phone],
  );
  const [now] = changed.rows;
  if (!now) return null;
  const tasks = await tx.query<{ id: string }>(
    `UPDATE delivery_tasks SET closed_at = now(), closed_by = $4, note = 'address corrected'
      WHERE campaign = $1 AND person = $2 AND ($3::text[] IS NULL OR unit = ANY ($3)) AND closed_at IS NULL
     RETURNING id`,
    [campaign, person, units, by],
  );
  let sentAgain = 0;
  if (email)
    sentAgain += await sendAgain(tx, { campaign, person, channel: "email", address: email });
  if (phone)
    sentAgain += await sendAgain(tx, { campaign, person, channel: "webhook", address: phone });
  const closed = tasks.rows.map(({ id }) => id);
  // The address itself stays out of the chain, which is never forgotten.
  const entry = {
    what: "address_corrected",
    person,
    by,
    email: email !== undefined,
    phone: phone !== undefined,
  };
  await appendAudit(tx, { campaign, realm, entry: { ...entry, tasks: closed, sentAgain } });
  return { person, ...now, closed, sentAgain };
}

interface Again {
  readonly campaign: string;
  readonly person: string;
  readonly channel: "email" | "webhook";
  readonly address: string;
}

/** The same address again finds the same messages: nothing goes twice by it. */
async function sendAgain(tx: Tx, { campaign, person, channel, address }: Again): Promise<number> {
  const { rows } = await tx.query<{ notice: string }>(
    `WITH lost AS (
       SELECT DISTINCT ON (n.obligation) m.*,
              'm-' || left(encode(sha256(convert_to(concat_ws(' ', m.id, 'again', $4::text), 'UTF8')), 'hex'), 32) AS again
         FROM messages m
         JOIN notices n ON n.id = m.notice
         JOIN obligations o ON o.id = n.obligation AND o.status = 'open' AND o.generation = n.generation
         JOIN cycles y ON y.id = o.cycle AND y.status <> 'cancelled'
         JOIN campaigns c ON c.id = m.campaign AND c.status IN ('running', 'suspended')
        WHERE m.campaign = $1 AND m.person = $2 AND m.kind IS DISTINCT FROM 'task' AND m.carried_by IS NULL
          AND m.bundle IS NULL AND m.channel = $3
          AND (m.status IN ('bounced', 'failed') OR m.status = 'not_sent' AND m.reason IN ('no_address', 'no_phone'))
          AND NOT EXISTS (SELECT FROM messages x WHERE x.notice = m.notice AND x.person = m.person
                             AND x.opened_at IS NOT NULL)
        ORDER BY n.obligation, m.at DESC, m.id
     ), written AS (
       INSERT INTO messages (id, realm, campaign, notice, channel, post, person, acting_for, address, message_id,
                             subject, body_text, body_html, attachments, at, status, attempts, kind, params,
                             unread_after, fell_from, lease_until)
       SELECT again, realm, campaign, notice, channel, post, person, acting_for, $4,
              '<' || substr(again, 3) || '@plenum>', subject, replace(body_text, id, again),
              replace(body_html, id, again), attachments, campaign_now(campaign), 'frozen', 0, kind, params,
              unread_after, id, now()
         FROM lost
       ON CONFLICT DO NOTHING
       RETURNING notice
     )
     UPDATE notices n SET status = 'frozen', reason = NULL, settled_at = NULL
       FROM written w WHERE n.id = w.notice
     RETURNING w.notice`,
    [campaign, person, channel, address],
  );
  if (rows.length > 0) await tx.query("SELECT pg_notify('plenum_notices', '')");
  return rows.length;
}
