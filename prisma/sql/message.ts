import type { BundleKind } from "#domain/digest.ts";
import { CHANGED } from "#domain/news.ts";
import { PACKAGE } from "#domain/package.ts";
import type { Text } from "#domain/text.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";
import { CALENDAR, UNINVITE } from "./invitation.ts";
import type { PushDevice, PushSubscription } from "./push-device.ts";

/** A message about to be frozen: after this nothing in it changes, however often it is handed over. */
export interface FrozenMessage {
  readonly id: string;
  readonly realm: string;
  readonly campaign: string;
  readonly notice: string;
  readonly channel: string;
  readonly post: string;
  readonly person: string | null;
  readonly actingFor: string | null;
  readonly address: string | null;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly at: Instant;
  readonly status: "frozen" | "waiting" | "accepted" | "not_sent";
  readonly reason: string | null;
  /** It goes nowhere until a mail server is configured. */
  readonly held: boolean;
  readonly attachments?: readonly Attachment[];
  /** What it is to its recipient. */
  readonly kind?: string;
  readonly params?: MessageParams;
  /** Waiting: what will carry it, and from which campaign instant on. */
  readonly bundle?: BundleKind | null;
  readonly releaseAt?: Instant | null;
  /** Frozen: not handed over before this campaign instant. */
  readonly holdUntil?: Instant | null;
  /** Another channel has it too when nobody has read it after so many hours, at this campaign instant. */
  readonly unreadAfter?: number | null;
  readonly unreadAt?: Instant | null;
  /** The message it took over from. */
  readonly fellFrom?: string;
}

/** The facts of a notice: what fills the templates of other channels, and a line of a digest. */
export interface MessageParams {
  readonly step: Text;
  readonly unit: string;
  readonly act: string;
  readonly due: Instant;
  readonly owedBy: Text | null;
  readonly waiting: readonly Text[];
  /** `unit/step`, as the page's address names it. */
  readonly link: string;
  /** How many notices it carries, where it carries any. */
  readonly count?: number;
}

/** A text file that goes with a message. */
export interface Attachment {
  /** ASCII, with its ending. */
  readonly name: string;
  readonly type: "application/json" | "text/plain" | "text/calendar";
  readonly content: string;
  /** Of a calendar's file: what the mail program is to do with it. It is no attachment then, but one of the bodies. */
  readonly method?: "REQUEST" | "CANCEL";
}

/** How a rehearsal's message is delivered: its row in the mailbox is the delivery. */
export const REHEARSAL_MAILBOX = "rehearsal mailbox";

/**
 * Writes a batch of messages in one statement. Those accepted at once (a rehearsal's, whose mailbox
 * these rows are) get their line in the ledger with it.
 */
export async function freezeMessages(tx: Tx, messages: readonly FrozenMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await tx.query(
    `WITH written AS (
       INSERT INTO messages (id, realm, campaign, notice, channel, post, person, acting_for, address,
                             message_id, subject, body_text, body_html, attachments, at, status, reason, attempts,
                             kind, params, bundle, release_at, hold_until, unread_after, unread_at, fell_from,
                             release_real, unread_real, lease_until)
       SELECT m.id, m.realm, m.campaign, m.notice, m.channel, m.post, m.person, m."actingFor", m.address,
              m."messageId", m.subject, m.text, m.html, m.attachments, m.at, m.status, m.reason,
              CASE WHEN m.status = 'accepted' THEN 1 ELSE 0 END,
              m.kind, m.params, m.bundle, m."releaseAt", m."holdUntil", m."unreadAfter", m."unreadAt", m."fellFrom",
              CASE WHEN k.mode = 'real' THEN m."releaseAt" WHEN m."releaseAt" <= k.instant THEN now() END,
              CASE WHEN k.mode = 'real' THEN m."unreadAt" WHEN m."unreadAt" <= k.instant THEN now() END,
              CASE WHEN m.status <> 'frozen' THEN NULL
                   WHEN m."holdUntil" IS NOT NULL THEN CASE WHEN k.mode = 'real' THEN m."holdUntil" END
                   WHEN m.held THEN 'infinity' ELSE now() END
         FROM json_to_recordset($1::json) AS m (
              id text, realm text, campaign text, notice text, channel text, post text, person text,
              "actingFor" text, address text, "messageId" text, subject text, text text, html text,
              attachments jsonb, at timestamptz, status text, reason text, held boolean,
              kind text, params jsonb, bundle text, "releaseAt" timestamptz,
              "holdUntil" timestamptz, "unreadAfter" integer, "unreadAt" timestamptz, "fellFrom" text)
         JOIN clocks k ON k.campaign = m.campaign
       ON CONFLICT DO NOTHING
       RETURNING id, realm, status, channel
     )
     INSERT INTO deliveries (message, attempt, realm, status, detail)
     SELECT id, 1, realm, 'accepted',
            CASE channel WHEN 'inapp' THEN 'inbox in the app' WHEN 'call' THEN 'on the call list' ELSE $2 END
       FROM written WHERE status = 'accepted'`,
    [JSON.stringify(messages), REHEARSAL_MAILBOX],
  );
}

/** A message claimed for one attempt. */
export interface ClaimedMessage {
  readonly id: string;
  readonly realm: string;
  readonly rehearsal: boolean;
  readonly notice: string;
  readonly attempt: number;
  readonly address: string | null;
  readonly name: string | null;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments?: readonly Attachment[] | null;
  readonly kind?: string | null;
  readonly params?: MessageParams | null;
  readonly person?: string | null;
  /** Of a push: the person's browsers. */
  readonly devices?: readonly (PushSubscription & Pick<PushDevice, "id" | "label">)[] | null;
  readonly campaign: string;
  /** Its date: the same at every attempt. */
  readonly frozenAt: Instant;
}

export interface MessageClaim {
  readonly channel: string;
  readonly limit: number;
  /** How long the claim holds without being renewed, in ms. */
  readonly lease: number;
  /** There is a mail server for the real realm; a rehearsal needs none. */
  readonly real: boolean;
}

/** SQL: what the message is about is still owed; of one that carries others, anything. */
const OWED = `(CASE WHEN n.rung LIKE '${UNINVITE}%' OR n.rung LIKE '${CHANGED}%' THEN true
  WHEN m.bundle IS NULL THEN o.status = 'open'
    AND (o.generation = n.generation OR n.rung = $5 OR m.channel = '${CALENDAR}')
  ELSE EXISTS (SELECT FROM messages x JOIN notices xn ON xn.id = x.notice
                 JOIN obligations xo ON xo.id = xn.obligation
                WHERE x.carried_by = m.id AND xo.status = 'open' AND xo.generation = xn.generation) END)`;

/**
 * Leases frozen messages for one attempt each. A real one whose obligation has ended since, and
 * which is not in doubt (no attempt is without its answer), is not sent any more. An attempt without
 * an answer — its sender died between the server's 250 and the ledger — gets its own line in the ledger,
 * so that a second hand-over of the same message shows.
 */
export async function claimMessages(db: Reader, claim: MessageClaim): Promise<ClaimedMessage[]> {
  const { channel, limit, lease, real } = claim;
  const { rows } = await db.query<ClaimedMessage>(
    `WITH ready AS MATERIALIZED (
       SELECT m.id, m.attempts, r.kind = 'rehearsal' AS rehearsal,
              m.attempts > 0 AND NOT EXISTS (
                SELECT FROM deliveries d WHERE d.message = m.id AND d.attempt = m.attempts) AS in_doubt,
              ${OWED} AS owed, o.status AS ended
         FROM messages m
         JOIN realms r ON r.id = m.realm
         JOIN notices n ON n.id = m.notice
         JOIN obligations o ON o.id = n.obligation
        WHERE m.channel = $1 AND m.status = 'frozen'
          AND (m.lease_until <= now() OR m.lease_until = 'infinity')
          AND ($4 OR r.kind = 'rehearsal')
        ORDER BY m.lease_until
        LIMIT $2
          FOR NO KEY UPDATE OF m SKIP LOCKED
     ), doubts AS (
       INSERT INTO deliveries (message, attempt, realm, status, detail)
       SELECT m.id, m.attempts, m.realm, 'deferred', 'no answer recorded: the sender stopped; it may have been taken'
         FROM ready JOIN messages m USING (id) WHERE ready.in_doubt
       ON CONFLICT DO NOTHING
     ), stale AS (
       UPDATE messages m SET status = 'not_sent', lease_until = NULL,
              reason = CASE r.ended WHEN 'met' THEN 'met' WHEN 'void' THEN 'cancelled' WHEN 'excused' THEN 'excused' ELSE 'moved' END
         FROM ready r
        WHERE m.id = r.id AND NOT r.rehearsal AND NOT r.in_doubt AND NOT r.owed
       RETURNING m.id, m.notice
     ), settled AS (
       UPDATE notices n SET status = 'sent', settled_at = now()
        WHERE n.id IN (SELECT notice FROM stale
                       UNION SELECT x.notice FROM messages x JOIN stale ON x.carried_by = stale.id)
          AND n.status = 'frozen'
          AND NOT EXISTS (SELECT FROM messages m WHERE m.notice = n.id AND m.status IN ('frozen', 'waiting')
                             AND m.id NOT IN (SELECT id FROM stale))
     ), carried AS (
       -- Nothing of it is owed any more: what it carried was not sent either.
       UPDATE messages m SET status = 'not_sent', reason = 'met' FROM stale WHERE m.carried_by = stale.id
     )
     UPDATE messages m
        SET lease_until = now() + $3 * interval '1 millisecond', attempts = m.attempts + 1, reason = NULL
       FROM ready r
      WHERE m.id = r.id AND (r.rehearsal OR r.in_doubt OR r.owed)
     RETURNING m.id, m.realm, r.rehearsal, m.notice, m.attempts AS attempt, m.address,
               (SELECT p.name FROM persons p WHERE p.realm = m.realm AND p.id = m.person) AS name,
               m.message_id AS "messageId", m.subject, m.body_text AS text, m.body_html AS html, m.attachments, m.campaign,
               m.kind, m.params, m.person,
               CASE WHEN m.channel = 'push' THEN (
                 SELECT json_agg(json_build_object('id', d.id, 'label', d.label, 'endpoint', d.endpoint,
                                                   'p256dh', d.p256dh, 'auth', d.auth) ORDER BY d.id)
                   FROM push_devices d WHERE d.realm = m.realm AND d.person = m.person) END AS devices,
               m.frozen_at AS "frozenAt"`,
    [channel, limit, lease, real, PACKAGE],
  );
  return rows;
}

/** Keeps the leases of messages that are still on their way. */
export async function renewLeases(
  db: Reader,
  ids: readonly string[],
  lease: number,
): Promise<void> {
  await db.query(
    `UPDATE messages SET lease_until = now() + $2 * interval '1 millisecond'
      WHERE id = ANY ($1) AND status = 'frozen'`,
    [ids, lease],
  );
}
