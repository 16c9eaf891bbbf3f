import type { Reply, ReplyAnswer } from "#domain/reply.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";
import { appendAudit } from "./audit.ts";

/** Somebody who was invited to a conference, and what they answered. */
export interface Attendee {
  readonly person: string;
  readonly name: string;
  readonly post: string;
  readonly status: "invited" | "cancelled";
  readonly sequence: number;
  readonly reply: ReplyAnswer | null;
  readonly delegate: string | null;
  readonly comment: string | null;
  readonly repliedAt: Instant | null;
}

export async function attendeesOf(db: Reader, cycle: string, step: string): Promise<Attendee[]> {
  const { rows } = await db.query<Attendee>(
    `SELECT a.person, p.name, a.post, a.status, a.sequence, a.reply, a.delegate, a.comment,
            a.reply_stamp AS "repliedAt"
       FROM attendees a JOIN persons p ON p.realm = a.realm AND p.id = a.person
      WHERE a.cycle = $1 AND a.step = $2 ORDER BY a.status DESC, p.name, a.person`,
    [cycle, step],
  );
  return rows;
}

export interface ReplyOutcome {
  readonly status: "recorded" | "outdated" | "repeated";
  readonly campaign: string;
  readonly unit: string;
  readonly step: string;
  readonly person: string;
}

/**
 * Enters a reply for the one it comes from; null when nobody was invited like that in a realm of the account's.
 * A reply to an invitation that has changed since counts for nothing: they have been asked again.
 */
export async function enterReply(
  tx: Tx,
  { realm, by }: { readonly realm: string; readonly by: string },
  reply: Reply,
): Promise<ReplyOutcome | null> {
  const { rows } = await tx.query<{
    realm: string;
    campaign: string;
    unit: string;
    step: string;
    person: string;
    current: boolean;
    newer: boolean;
  }>(
    `SELECT a.realm, e.campaign, split_part(e.key, '/', 1) AS unit, a.step, a.person,
            a.status = 'invited' AND a.sequence <= $4 AS current,
            a.reply_stamp IS NULL OR a.reply_stamp < $5 AS newer
       FROM calendar_entries e
       JOIN attendees a ON a.cycle = e.campaign || '/' || split_part(e.key, '/', 1)
                       AND a.step = split_part(e.key, '/', 2)
      WHERE e.uid = $1 AND lower(a.address) = $2 AND (e.realm = $3 OR $3 = 'real')
        FOR UPDATE OF a`,
    [reply.uid, reply.attendee, realm, reply.sequence, reply.stamp],
  );
  const [found] = rows;
  if (!found) return null;
  const { campaign, unit, step, person, current, newer } = found;
  const place = { campaign, unit, step, person };
  if (!current) return { ...place, status: "outdated" };
  if (!newer) return { ...place, status: "repeated" };
  const { answer, delegate, comment, stamp } = reply;
  await tx.query(
    `UPDATE attendees SET reply = $4, delegate = $5, comment = $6, reply_stamp = $7
      WHERE cycle = $1 AND step = $2 AND person = $3`,
    [`${campaign}/${unit}`, step, person, answer, delegate, comment?.slice(0, 2_000), stamp],
  );
  const entry = { what: "calendar_reply", unit, step, person, answer, delegate, stamp, by };
  await appendAudit(tx, { campaign, realm: found.realm, entry });
  return { ...place, status: "recorded" };
}

/** Whether an address is a person's of the realm: a secretary may write for somebody, a stranger may not. */
export async function isKnownAddress(db: Reader, realm: string, address: string): Promise<boolean> {
  const { rowCount } = await db.query(
    "SELECT FROM persons WHERE realm = $1 AND lower(trim(email)) = $2 LIMIT 1",
    [realm, address],
  );
  return (rowCount ?? 0) > 0;
}
