import type { BundleKind } from "#domain/digest.ts";
import type { Text } from "#domain/text.ts";
import type { Instant } from "#domain/time.ts";
import type { Tx } from "#prisma/client.ts";
import type { MessageParams } from "./message.ts";

/** A message that waits to be carried, with whatever its carrier says of it. */
export interface WaitingMessage {
  readonly id: string;
  readonly realm: string;
  readonly rehearsal: boolean;
  readonly campaign: string;
  readonly campaignTitle: Text;
  readonly notice: string;
  readonly post: string;
  readonly person: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly bundle: BundleKind;
  readonly kind: string;
  readonly params: MessageParams;
  /** When its rung was due. */
  readonly dueAt: Instant;
  /** The campaign's instant. */
  readonly now: Instant;
  /** Why it is not needed any more; null while what it says is still true. */
  readonly ended: string | null;
}

/** Real messages that a mail server's outage of this long has held back are gathered, too. */
const OUTAGE = "interval '1 hour'";

/**
 * After an outage: messages that were never tried, and stood while nothing at all could be handed over for an
 * hour, wait for one that carries them; one that carried others and was never tried gives them back first.
 * What was tried stays what it is, its Message-ID with it; who has one such message keeps it.
 * Returns how many were gathered. Call it under `lockBundles`.
 */
export async function gatherHeldBack(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ id: string; bundle: string | null }>(
    `WITH held AS MATERIALIZED (
       SELECT m.id, m.realm, m.person, m.bundle
         FROM messages m JOIN realms r ON r.id = m.realm AND r.kind = 'real'
        WHERE m.channel = 'email' AND m.status = 'frozen' AND m.attempts = 0 AND m.person IS NOT NULL
          AND m.params IS NOT NULL AND greatest(m.frozen_at, m.hold_until) < now() - ${OUTAGE}
          AND (m.lease_until <= now() OR m.lease_until = 'infinity')
          AND NOT EXISTS (SELECT FROM deliveries d JOIN messages x ON x.id = d.message
                           WHERE d.at > now() - ${OUTAGE} AND d.status = 'accepted' AND x.channel = 'email'
                             AND d.realm = m.realm)
          FOR NO KEY UPDATE OF m SKIP LOCKED
     )
     SELECT h.id, h.bundle FROM held h
      WHERE (SELECT count(*) FROM held o WHERE o.realm = h.realm AND o.person = h.person) > 1`,
  );
  if (rows.length === 0) return 0;
  const carriers = rows.filter(({ bundle }) => bundle !== null).map(({ id }) => id);
  const single = rows.filter(({ bundle }) => bundle === null).map(({ id }) => id);
  await tx.query(
    `UPDATE messages m
        SET status = 'waiting', channel = 'digest', bundle = 'catch_up', reason = NULL, lease_until = NULL,
            carried_by = NULL, release_at = campaign_now(m.campaign), release_real = now()
      WHERE m.id = ANY ($1) OR m.carried_by = ANY ($2)`,
    [single, carriers],
  );
  // Nobody has ever seen them, and what they carried goes on in another.
  await tx.query("DELETE FROM messages WHERE id = ANY ($1)", [carriers]);
  return rows.length;
}

/** One bundler at a time: two would make two messages of one person's notices. */
export async function lockBundles(tx: Tx): Promise<boolean> {
  const { rows } = await tx.query<{ mine: boolean }>(
    "SELECT pg_try_advisory_xact_lock(hashtextextended('plenum/bundles', 0)) AS mine",
  );
  return rows[0]?.mine ?? false;
}

/** All waiting messages of up to so many persons whose time has come. Call it under `lockBundles`. */
export async function claimWaiting(tx: Tx, persons: number): Promise<WaitingMessage[]> {
  const { rows } = await tx.query<WaitingMessage>(
    `WITH whose AS MATERIALIZED (
       SELECT realm, person, bundle FROM messages
        WHERE status = 'waiting' AND release_real <= now()
        GROUP BY 1, 2, 3 ORDER BY min(release_real) LIMIT $1
     )
     SELECT m.id, m.realm, r.kind = 'rehearsal' AS rehearsal, m.campaign,
            json_build_object('vi', c.title_vi, 'en', c.title_en) AS "campaignTitle",
            m.notice, m.post, m.person, p.name, p.email, p.phone, m.bundle, m.kind, m.params,
            n.due_at AS "dueAt", campaign_now(m.campaign) AS now,
            CASE WHEN o.status = 'met' THEN 'met' WHEN o.status = 'excused' THEN 'excused'
                 WHEN o.status = 'void' OR c.status <> 'running' OR y.status <> 'running' THEN 'cancelled'
                 WHEN o.generation <> n.generation THEN 'moved' END AS ended
       FROM whose w
       JOIN messages m ON m.realm = w.realm AND m.person = w.person AND m.bundle = w.bundle
        AND m.status = 'waiting' AND m.release_real <= now()
       JOIN realms r ON r.id = m.realm
       JOIN campaigns c ON c.id = m.campaign
       JOIN notices n ON n.id = m.notice
       JOIN obligations o ON o.id = n.obligation
       JOIN cycles y ON y.id = o.cycle
       JOIN persons p ON p.realm = m.realm AND p.id = m.person
      ORDER BY m.realm, m.person, m.id
        FOR NO KEY UPDATE OF m`,
    [persons],
  );
  return rows;
}

/** What became of a waiting message: in whose it is carried, or why it is not needed. */
export interface CarriedFate {
  readonly id: string;
  readonly carriedBy: string | null;
  readonly reason: string | null;
}

/** Writes what became of waiting messages, and settles notices that wait for nothing any more. */
export async function writeCarried(tx: Tx, fates: readonly CarriedFate[]): Promise<void> {
  if (fates.length === 0) return;
  const ids = fates.map(({ id }) => id);
  await tx.query(
    `UPDATE messages m
        SET status = CASE WHEN f."carriedBy" IS NULL THEN 'not_sent' ELSE 'carried' END,
            carried_by = f."carriedBy", reason = f.reason
       FROM json_to_recordset($1::json) AS f (id text, "carriedBy" text, reason text)
      WHERE m.id = f.id AND m.status = 'waiting'`,
    [JSON.stringify(fates)],
  );
  await tx.query(
    `UPDATE notices n
        SET status = CASE WHEN EXISTS (SELECT FROM messages m WHERE m.notice = n.id
                                          AND m.status IN ('carried', 'accepted')) THEN 'sent' ELSE 'dropped' END,
            reason = (SELECT min(m.reason) FROM messages m WHERE m.notice = n.id AND m.status = 'not_sent'
                         AND NOT EXISTS (SELECT FROM messages x WHERE x.notice = n.id
                                            AND x.status IN ('carried', 'accepted'))),
            settled_at = now()
      WHERE n.status = 'frozen' AND n.id IN (SELECT notice FROM messages WHERE id = ANY ($1))
        AND NOT EXISTS (SELECT FROM messages m WHERE m.notice = n.id
                           AND (m.status IN ('frozen', 'waiting') OR (m.status = 'carried' AND EXISTS (
                             SELECT FROM messages b WHERE b.id = m.carried_by AND b.status = 'frozen'))))`,
    [ids],
  );
}

/** How many of these messages are there: a carrier that was not written would lose what it carries. */
export async function countWritten(tx: Tx, ids: readonly string[]): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM messages WHERE id = ANY ($1)",
    [ids],
  );
  return rows[0]?.n ?? 0;
}
