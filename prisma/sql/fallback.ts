import type { CalendarData } from "#domain/calendar.ts";
import type { Preferences } from "#domain/preference.ts";
import type { Text } from "#domain/text.ts";
import type { Instant } from "#domain/time.ts";
import type { Tx } from "#prisma/client.ts";
import { UNREACHED, UNREAD } from "./claim.ts";
import type { MessageParams } from "./message.ts";

/** A message that goes on by another channel, with all that its successor says. */
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
  readonly devices: number;
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
  readonly due: Instant;
  readonly preferences: Preferences | null;
  readonly unreadAfter: number | null;
  /** The channel that has taken over from it already, while nobody read it. */
  readonly taken: string | null;
  /** The unit that the post belongs to, and the post there that keeps its people's addresses. */
  readonly unit: string;
  readonly contact: string | null;
}

/** One whose time to be read is over. */
export interface UnreadMessage extends UnreachedMessage {
  readonly unreadAfter: number;
  /** It arrived, nobody has opened it, and no other channel has it. */
  readonly unread: boolean;
  /** When its server took it; null on a stepped clock, where that is the same instant. */
  readonly acceptedAt: Instant | null;
}

const CLAIMED = `
SELECT m.id, m.realm, r.kind = 'rehearsal' AS rehearsal, m.campaign,
       json_build_object('vi', c.title_vi, 'en', c.title_en) AS "campaignTitle",
       m.notice, m.channel, m.post, m.person, p.name, p.email, p.phone,
       (SELECT count(*)::int FROM push_devices d WHERE d.realm = m.realm AND d.person = m.person) AS devices,
       m.acting_for AS "actingFor",
       m.address, m.subject, m.body_text AS text, m.body_html AS html, m.kind, m.params, m.status, m.reason,
       campaign_now(m.campaign) AS now, o.due_at AS due, m.unread_after AS "unreadAfter",
       (SELECT x.channel FROM messages x WHERE x.fell_from = m.id ORDER BY x.id LIMIT 1) AS taken,
       CASE WHEN f.person IS NOT NULL
            THEN json_build_object('channels', f.channels, 'digest', f.digest) END AS preferences,
       ARRAY(SELECT x.channel FROM messages x WHERE x.notice = m.notice AND x.post = m.post
             UNION SELECT b.channel FROM messages b WHERE b.id = m.carried_by) AS tried,
       o.status = 'open' AND o.generation = n.generation AND c.status = 'running' AS owed,
       coalesce(t.unit, o.unit) AS unit,
       (SELECT k.id FROM posts k WHERE k.realm = m.realm AND k.unit = coalesce(t.unit, o.unit)
           AND k.role = 'clerk' AND k.id <> m.post ORDER BY k.id LIMIT 1) AS contact,
       NOT EXISTS (SELECT FROM messages x WHERE x.notice = m.notice AND x.person = m.person
                      AND x.opened_at IS NOT NULL)
         AND NOT EXISTS (SELECT FROM messages b WHERE b.id = m.carried_by AND b.opened_at IS NOT NULL)
         AND NOT EXISTS (SELECT FROM messages x WHERE x.notice = m.notice AND x.post = m.post AND x.id <> m.id
                            AND x.fell_from IS NOT NULL AND x.at >= m.at)
         AND m.fell_back IS NULL AND m.status IN ('accepted', 'carried') AS unread,
       CASE k.mode WHEN 'real' THEN (SELECT max(d.at) FROM deliveries d
             WHERE d.message = coalesce(m.carried_by, m.id) AND d.status = 'accepted') END AS "acceptedAt"
  FROM messages m
  JOIN realms r ON r.id = m.realm
  JOIN campaigns c ON c.id = m.campaign
  JOIN clocks k ON k.campaign = m.campaign
  JOIN notices n ON n.id = m.notice
  JOIN obligations o ON o.id = n.obligation
  LEFT JOIN persons p ON p.realm = m.realm AND p.id = m.person
  LEFT JOIN preferences f ON f.realm = m.realm AND f.person = m.person
  LEFT JOIN posts t ON t.realm = m.realm AND t.id = m.post`;

/** Locks up to `limit` messages that no other channel has taken over yet. */
export async function claimUnreached(tx: Tx, limit: number): Promise<UnreachedMessage[]> {
  const { rows } = await tx.query<UnreachedMessage>(
    `${CLAIMED}
      WHERE ${UNREACHED}
      ORDER BY m.id LIMIT $1
        FOR NO KEY UPDATE OF m SKIP LOCKED`,
    [limit],
  );
  return rows;
}

/**
 * Locks up to `limit` messages whose time to be read is over, and what they are about: whoever is just doing it
 * is waited for at the next look.
 */
export async function claimUnread(tx: Tx, limit: number): Promise<UnreadMessage[]> {
  const { rows } = await tx.query<UnreadMessage>(
    `${CLAIMED}
      WHERE ${UNREAD}
      ORDER BY m.id LIMIT $1
        FOR NO KEY UPDATE OF m, o SKIP LOCKED`,
    [limit],
  );
  return rows;
}

/** Ends the waiting for a reader, or gives a message that was taken later its whole time (`until`). */
export async function settleUnread(
  tx: Tx,
  fates: readonly {
    readonly id: string;
    readonly reason: "unread" | null;
    readonly until: Instant | null;
  }[],
): Promise<void> {
  await tx.query(
    `UPDATE messages m SET unread_at = f.until, unread_real = f.until, reason = coalesce(f.reason, m.reason)
       FROM json_to_recordset($1::json) AS f (id text, reason text, until timestamptz) WHERE m.id = f.id`,
    [JSON.stringify(fates)],
  );
}

/** The working days of campaigns, by row id. */
export async function calendarsOf(
  tx: Tx,
  campaigns: readonly string[],
): Promise<Map<string, CalendarData>> {
  if (campaigns.length === 0) return new Map();
  const { rows } = await tx.query<{ id: string; calendar: CalendarData }>(
    "SELECT id, definition -> 'calendar' AS calendar FROM campaigns WHERE id = ANY ($1)",
    [[...new Set(campaigns)]],
  );
  return new Map(rows.map(({ id, calendar }) => [id, calendar]));
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
