import type { Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";

/** `accepted` = taken by the relay, which is not yet delivered; `bounced` = came back after that. */
export type MessageStatus =
  | "frozen"
  | "waiting"
  | "carried"
  | "accepted"
  | "failed"
  | "bounced"
  | "not_sent";

export interface MailboxMessage {
  readonly id: string;
  readonly campaign: string;
  readonly notice: string;
  /** Its id within the campaign. */
  readonly obligation: string;
  readonly unit: string;
  readonly step: string;
  readonly rung: string;
  readonly post: string;
  readonly person: string | null;
  readonly name: string | null;
  readonly actingFor: string | null;
  readonly address: string | null;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly at: Instant;
  readonly status: MessageStatus;
  /** `digest`: carried by another; `call`: on the list of those to be phoned. */
  readonly channel: string;
  /** What it is to its recipient; `digest`, `catch_up`: it carries others. */
  readonly kind: string | null;
  /** The message that carries this one: a digest, or a catch-up after an outage. */
  readonly carriedBy: string | null;
  readonly openedAt: Instant | null;
  /** The channel that took over, when this one did not reach the person. */
  readonly fellBack: string | null;
  readonly reason: string | null;
  readonly deliveries: readonly {
    readonly attempt: number;
    readonly status: "accepted" | "deferred" | "refused";
    readonly detail: string | null;
    readonly at: Instant;
  }[];
}

export interface MailboxFilter {
  readonly campaign?: string;
  readonly person?: string;
  /** Every channel unless told. */
  readonly channel?: string;
  /** At most so many, newest first; 100 unless told. */
  readonly limit?: number;
  /** Only those that come after this one in that order. */
  readonly after?: { readonly at: Instant; readonly id: string };
}

/**
 * The messages of one realm, newest first, each with its ledger: a rehearsal's mailbox, and the record of
 * what the real realm's people were sent. Never crosses the realm.
 */
export async function listMailbox(
  reader: Reader,
  realm: string,
  filter: MailboxFilter = {},
): Promise<MailboxMessage[]> {
  const { rows } = await reader.query<MailboxMessage>(
    `SELECT m.id, m.campaign, m.notice,
            substr(o.id, length(o.campaign) + 2) AS obligation, o.unit, o.step, n.rung, m.post, m.person, p.name,
            m.acting_for AS "actingFor", m.address, m.message_id AS "messageId", m.subject,
            m.body_text AS text, m.body_html AS html, m.at, m.status, m.reason, m.channel, m.kind,
            m.carried_by AS "carriedBy", m.opened_at AS "openedAt", m.fell_back AS "fellBack",
            coalesce((SELECT json_agg(json_build_object(
                        'attempt', d.attempt, 'status', d.status, 'detail', d.detail,
                        'at', to_char(d.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
                        ORDER BY d.attempt)
                        FROM deliveries d WHERE d.message = m.id), '[]') AS deliveries
       FROM messages m
       JOIN notices n ON n.id = m.notice
       JOIN obligations o ON o.id = n.obligation
       LEFT JOIN persons p ON p.realm = m.realm AND p.id = m.person
      WHERE m.realm = $1
        AND ($2::text IS NULL OR m.campaign = $2)
        AND ($3::text IS NULL OR m.person = $3)
        AND ($7::text IS NULL OR m.channel = $7)
        AND ($5::timestamptz IS NULL OR (m.at, m.id) < ($5, $6))
      ORDER BY m.at DESC, m.id DESC
      LIMIT $4`,
    [
      realm,
      filter.campaign ?? null,
      filter.person ?? null,
      filter.limit ?? 100,
      filter.after?.at ?? null,
      filter.after?.id ?? null,
      filter.channel ?? null,
    ],
  );
  return rows;
}
