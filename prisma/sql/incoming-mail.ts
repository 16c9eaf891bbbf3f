import type { Reader, Tx } from "#prisma/client.ts";

/** Who reads a mailbox now. */
export interface MailboxHold {
  /** `user@host/folder`. */
  readonly mailbox: string;
  readonly holder: string;
}

/** A mail by its place. */
export interface MailPlace extends MailboxHold {
  readonly uidValidity: number;
  readonly uid: number;
}

export type MailOutcome = "bounce" | "reply" | "auto_reply" | "other" | "repeated" | "set_aside";

/** Takes the mailbox, or keeps it, for so many ms; false while another reader holds it. */
export async function holdMailbox(
  db: Reader,
  { mailbox, holder }: MailboxHold,
  ms: number,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO incoming_mailboxes AS b (id, holder, held_until)
     VALUES ($1, $2, clock_timestamp() + $3 * interval '1 millisecond')
     ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
      WHERE b.holder = excluded.holder OR b.held_until < clock_timestamp()`,
    [mailbox, holder, ms],
  );
  return rowCount === 1;
}

/** Lets the next reader in at once. */
export async function releaseMailbox(db: Reader, { mailbox, holder }: MailboxHold): Promise<void> {
  await db.query(
    "UPDATE incoming_mailboxes SET held_until = '-infinity' WHERE id = $1 AND holder = $2",
    [mailbox, holder],
  );
}

/**
 * Up to which UID everything has a row, and which of these have not come to an outcome. A mailbox that was
 * rebuilt (another UIDVALIDITY) is read again from its beginning; Message-IDs say what is known already.
 */
export async function standingOf(
  db: Reader,
  { mailbox }: MailboxHold,
  uidValidity: number,
): Promise<{ readonly lastUid: number; readonly unread: readonly number[] }> {
  const { rows } = await db.query<{ lastUid: number; unread: number[] }>(
    `UPDATE incoming_mailboxes b
        SET last_uid = CASE WHEN uid_validity = $2 THEN last_uid ELSE 0 END, uid_validity = $2
      WHERE id = $1
     RETURNING last_uid::float8 AS "lastUid", ARRAY(
       SELECT uid::float8 FROM incoming_mails m
        WHERE m.mailbox = b.id AND m.uid_validity = $2 AND m.outcome IS NULL ORDER BY uid) AS unread`,
    [mailbox, uidValidity],
  );
  return rows[0] ?? { lastUid: 0, unread: [] };
}

/** Counts an attempt before it is made; returns how many there were with it, and why the last one failed. */
export async function beginMail(
  db: Reader,
  { mailbox, uidValidity, uid }: MailPlace,
): Promise<{ readonly attempts: number; readonly reason: string | null }> {
  const { rows } = await db.query<{ attempts: number; reason: string | null }>(
    `WITH passed AS (
       UPDATE incoming_mailboxes SET last_uid = greatest(last_uid, $3) WHERE id = $1
     )
     INSERT INTO incoming_mails AS m (mailbox, uid_validity, uid) VALUES ($1, $2, $3)
     ON CONFLICT (mailbox, uid_validity, uid) DO UPDATE SET attempts = m.attempts + 1
     RETURNING attempts, reason`,
    [mailbox, uidValidity, uid],
  );
  return rows[0] ?? { attempts: 1, reason: null };
}

/** Notes why an attempt came to nothing. */
export async function writeMailFailure(
  db: Reader,
  { mailbox, uidValidity, uid }: MailPlace,
  reason: string,
): Promise<void> {
  await db.query(
    `UPDATE incoming_mails SET reason = $4
      WHERE mailbox = $1 AND uid_validity = $2 AND uid = $3 AND outcome IS NULL`,
    [mailbox, uidValidity, uid, reason],
  );
}

/**
 * Locks the mailbox for the one who holds it and asks whether this mail was read before, also under another UID.
 * null: another reader has taken over, and nothing may be written.
 */
export async function lockMail(
  tx: Tx,
  { mailbox, holder, uidValidity, uid }: MailPlace,
  messageId: string | null,
): Promise<{ readonly known: boolean } | null> {
  const held = await tx.query(
    "SELECT FROM incoming_mailboxes WHERE id = $1 AND holder = $2 FOR NO KEY UPDATE",
    [mailbox, holder],
  );
  if (held.rowCount === 0) return null;
  const { rows } = await tx.query<{ known: boolean }>(
    `SELECT EXISTS (SELECT FROM incoming_mails
                     WHERE mailbox = $1 AND message_id = $4 AND outcome IS NOT NULL
                       AND (uid_validity, uid) <> ($2, $3)) AS known`,
    [mailbox, uidValidity, uid, messageId],
  );
  return rows[0] ?? { known: false };
}

export interface MailFate {
  readonly messageId: string | null;
  readonly outcome: MailOutcome;
  readonly reason: string | null;
  /** Message-ID of ours that it is about. */
  readonly about: string | null;
}

/** Writes what a mail was; it is not read again. */
export async function settleMail(tx: Reader, place: MailPlace, fate: MailFate): Promise<void> {
  const { mailbox, uidValidity, uid } = place;
  const { messageId, outcome, reason, about } = fate;
  await tx.query(
    `UPDATE incoming_mails SET message_id = $4, outcome = $5, reason = $6, at = clock_timestamp(),
            message = (SELECT id FROM messages WHERE message_id = $7)
      WHERE mailbox = $1 AND uid_validity = $2 AND uid = $3`,
    [mailbox, uidValidity, uid, messageId, outcome, reason, about],
  );
}

/** Notes that the mailbox has just been looked through, or why it cannot be. */
export async function writeMailboxState(
  db: Reader,
  { mailbox }: Pick<MailboxHold, "mailbox">,
  failure: string | null,
): Promise<void> {
  await db.query(
    `UPDATE incoming_mailboxes
        SET failure = $2, failing_from = CASE WHEN $2::text IS NOT NULL THEN coalesce(failing_from, now()) END,
            read_at = CASE WHEN $2::text IS NULL THEN now() ELSE read_at END
      WHERE id = $1`,
    [mailbox, failure],
  );
}

/** How a mailbox stands, for an operator. */
export interface MailboxStanding {
  readonly mailbox: string;
  readonly readAt: string | null;
  readonly failure: string | null;
  readonly failingFrom: string | null;
  /** How many mails came to each outcome. */
  readonly counts: Readonly<Partial<Record<MailOutcome, number>>>;
  /** The newest that were set aside: their UIDs and why. */
  readonly setAside: readonly { readonly uid: number; readonly reason: string | null }[];
}

export async function mailboxStanding(
  db: Reader,
  mailbox: string,
): Promise<MailboxStanding | null> {
  const { rows } = await db.query<MailboxStanding>(
    `SELECT b.id AS mailbox, b.read_at AS "readAt", b.failure, b.failing_from AS "failingFrom",
            coalesce((SELECT jsonb_object_agg(outcome, n) FROM (
              SELECT outcome, count(*) AS n FROM incoming_mails WHERE mailbox = b.id AND outcome IS NOT NULL
               GROUP BY outcome) c), '{}') AS counts,
            coalesce((SELECT jsonb_agg(jsonb_build_object('uid', uid, 'reason', reason)) FROM (
              SELECT uid, reason FROM incoming_mails WHERE mailbox = b.id AND outcome = 'set_aside'
               ORDER BY at DESC LIMIT 5) s), '[]') AS "setAside"
       FROM incoming_mailboxes b WHERE b.id = $1`,
    [mailbox],
  );
  return rows[0] ?? null;
}
