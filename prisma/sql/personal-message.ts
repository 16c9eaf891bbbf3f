import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";
import { appendAudit } from "./audit.ts";
import type { MessageStatus } from "./mailbox.ts";

/** A message as the person it is for reads it in the app. */
export interface PersonalMessage {
  readonly id: string;
  readonly campaign: string;
  readonly unit: string;
  readonly step: string;
  readonly channel: string;
  readonly kind: string | null;
  readonly subject: string;
  readonly body: string;
  readonly at: Instant;
  readonly status: MessageStatus;
  readonly openedAt: Instant | null;
  readonly actedAt: Instant | null;
}

export interface PersonalFilter {
  readonly realm: string;
  readonly person: string;
  readonly unread: boolean;
  readonly limit: number;
  readonly after: { readonly at: Instant; readonly id: string } | null;
}

/**
 * The inbox in the app: everything that was meant for the person, by whatever channel it went or failed to
 * go. A message that carries others stands aside for them, and one notice stands once, however many
 * channels it went by.
 */
export async function listPersonalMessages(
  db: Reader,
  { realm, person, unread, limit, after }: PersonalFilter,
): Promise<PersonalMessage[]> {
  const { rows } = await db.query<PersonalMessage>(
    `SELECT m.id, m.campaign, o.unit, o.step, m.channel, m.kind, m.subject, m.body_text AS body, m.at, m.status,
            m.opened_at AS "openedAt", CASE WHEN o.status = 'met' THEN o.ended_at END AS "actedAt"
       FROM messages m JOIN notices n ON n.id = m.notice JOIN obligations o ON o.id = n.obligation
      WHERE m.realm = $1 AND m.person = $2 AND m.bundle IS NOT DISTINCT FROM
              CASE WHEN m.status IN ('waiting', 'carried') THEN m.bundle END
        AND m.status <> 'waiting' AND m.reason IS DISTINCT FROM 'same_person'
        AND NOT EXISTS (SELECT FROM messages x WHERE x.notice = m.notice AND x.person = m.person AND x.id < m.id
                           AND x.kind IS NOT DISTINCT FROM m.kind AND x.bundle IS NULL AND m.bundle IS NULL)
        AND (NOT $3 OR m.opened_at IS NULL)
        AND ($5::timestamptz IS NULL OR (m.at, m.id) < ($5, $6))
      ORDER BY m.at DESC, m.id DESC LIMIT $4`,
    [realm, person, unread, limit, after?.at ?? null, after?.id ?? null],
  );
  return rows;
}

/**
 * Marks a notice's messages to a person as opened, in all their channels: the first time counts. null: there
 * is no such message of theirs.
 */
export async function openMessage(
  tx: Tx,
  {
    realm,
    person,
    message,
  }: { readonly realm: string; readonly person: string; readonly message: string },
): Promise<Instant | null> {
  const { rows } = await tx.query<{ campaign: string; openedAt: Instant; first: boolean }>(
    `WITH asked AS (
       SELECT id, campaign, notice, opened_at FROM messages
        WHERE id = $3 AND realm = $1 AND person = $2 FOR NO KEY UPDATE
     ), opened AS (
       UPDATE messages m SET opened_at = now() FROM asked
        WHERE m.notice = asked.notice AND m.person = $2 AND m.opened_at IS NULL
     )
     SELECT campaign, coalesce(opened_at, now()) AS "openedAt", opened_at IS NULL AS first FROM asked`,
    [realm, person, message],
  );
  const [row] = rows;
  if (!row) return null;
  if (row.first) {
    const entry = { what: "message_opened", message, person };
    await appendAudit(tx, { campaign: row.campaign, realm, entry });
  }
  return row.openedAt;
}
