import type { Text } from "#domain/text.ts";
import type { Instant } from "#domain/time.ts";
import type { Tx } from "#prisma/client.ts";
import { UNREACHED } from "./claim.ts";
import type { MessageParams } from "./message.ts";

/** A message that did not reach its person by its channel. */
export interface UnreachedMessage {
  readonly id: string;
  readonly realm: string;
  readonly rehearsal: boolean;
  readonly campaign: string;
  readonly campaignTitle: Text;
  readonly notice: string;
  readonly channel: string;
  readonly post: string;
  readonly person: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly actingFor: string | null;
  readonly address: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly kind: string | null;
  readonly params: MessageParams | null;
  readonly status: string;
  readonly reason: string | null;
  /** The campaign's instant. */
  readonly now: Instant;
  /** Channels that this notice has been tried by for this post. */
  readonly tried: readonly string[];
  /** Still owed: otherwise nobody else is bothered with it. */
  readonly owed: boolean;
  /** The unit that the post belongs to, and the post there that keeps its people's addresses. */
  readonly unit: string;
  readonly contact: string | null;
}

/** Locks up to `limit` messages that no other channel has taken over yet. */
export async function claimUnreached(tx: Tx, limit: number): Promise<UnreachedMessage[]> {
  const { rows } = await tx.query<UnreachedMessage>(
    `SELECT m.id, m.realm, r.kind = 'rehearsal' AS rehearsal, m.campaign,
            json_build_object('vi', c.title_vi, 'en', c.title_en) AS "campaignTitle",
            m.notice, m.channel, m.post, m.person, p.name, p.email, p.phone, m.acting_for AS "actingFor",
            m.address, m.subject, m.body_text AS text, m.body_html AS html, m.kind, m.params, m.status, m.reason,
            campaign_now(m.campaign) AS now,
            ARRAY(SELECT x.channel FROM messages x WHERE x.notice = m.notice AND x.post = m.post) AS tried,
            o.status = 'open' AND o.generation = n.generation AND c.status = 'running' AS owed,
            coalesce(t.unit, o.unit) AS unit,
            (SELECT k.id FROM posts k WHERE k.realm = m.realm AND k.unit = coalesce(t.unit, o.unit)
                AND k.role = 'clerk' AND k.id <> m.post ORDER BY k.id LIMIT 1) AS contact
       FROM messages m
       JOIN realms r ON r.id = m.realm
       JOIN campaigns c ON c.id = m.campaign
       JOIN notices n ON n.id = m.notice
       JOIN obligations o ON o.id = n.obligation
       LEFT JOIN persons p ON p.realm = m.realm AND p.id = m.person
       LEFT JOIN posts t ON t.realm = m.realm AND t.id = m.post
      WHERE ${UNREACHED}
      ORDER BY m.id LIMIT $1
        FOR NO KEY UPDATE OF m SKIP LOCKED`,
    [limit],
  );
  return rows;
}

/** Writes which channel took over (`none`: there is no other, or nothing is owed any more). */
export async function writeFallBacks(
  tx: Tx,
  taken: readonly { readonly id: string; readonly channel: string }[],
): Promise<void> {
  await tx.query(
    `UPDATE messages m SET fell_back = f.channel
       FROM unnest($1::text[], $2::text[]) AS f (id, channel) WHERE m.id = f.id`,
    [taken.map(({ id }) => id), taken.map(({ channel }) => channel)],
  );
  // A notice that was dropped for want of an address is under way again.
  await tx.query(
    `UPDATE notices n SET status = 'frozen', reason = NULL, settled_at = NULL
      WHERE n.status IN ('sent', 'dropped')
        AND EXISTS (SELECT FROM messages m JOIN messages f ON f.notice = m.notice AND f.post = m.post
                      AND f.channel = m.fell_back AND f.status = 'frozen'
                     WHERE m.id = ANY ($1) AND m.notice = n.id)`,
    [taken.map(({ id }) => id)],
  );
}

/** Opens a task for whoever keeps the addresses of a unit: somebody could not be reached. Once a message. */
export async function openTasks(tx: Tx, messages: readonly UnreachedMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map(({ id, realm, campaign, unit, contact, person, post, ...rest }) => ({
    id: `task/${id}`,
    realm,
    campaign,
    unit,
    contact,
    person,
    post,
    message: id,
    channel: rest.channel,
    address: rest.address,
    reason: rest.reason ?? rest.status,
  }));
  await tx.query(
    `INSERT INTO delivery_tasks (id, realm, campaign, unit, contact, person, post, message, channel, address, reason)
     SELECT * FROM json_to_recordset($1::json) AS t (id text, realm text, campaign text, unit text, contact text,
            person text, post text, message text, channel text, address text, reason text)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  );
}
