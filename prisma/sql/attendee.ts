import { type Delegating, type DelegationFault, delegationFault } from "#domain/delegation.ts";
import type { Reply, ReplyAnswer } from "#domain/reply.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";
import { appendAudit } from "./audit.ts";
import { lockCalendar } from "./calendar-stamp.ts";

/** Somebody who was invited to a conference, and what they answered. */
export interface Attendee {
  /** null: a delegate of whom only the address is known, which is their name too. */
  readonly person: string | null;
  readonly name: string;
  readonly post: string;
  readonly status: "invited" | "cancelled";
  readonly sequence: number;
  readonly reply: ReplyAnswer | null;
  readonly delegate: string | null;
  /** Whom they stand for. */
  readonly delegatedFrom: string | null;
  readonly comment: string | null;
  readonly repliedAt: Instant | null;
}

export async function attendeesOf(db: Reader, cycle: string, step: string): Promise<Attendee[]> {
  const { rows } = await db.query<Attendee>(
    `SELECT p.id AS person, coalesce(p.name, a.address, a.person) AS name, a.post, a.status, a.sequence,
            a.reply, a.delegate, a.delegated_from AS "delegatedFrom", a.comment, a.reply_stamp AS "repliedAt"
       FROM attendees a LEFT JOIN persons p ON p.realm = a.realm AND p.id = a.person
      WHERE a.cycle = $1 AND a.step = $2 ORDER BY a.status DESC, name, a.person`,
    [cycle, step],
  );
  return rows;
}

export interface ReplyOutcome {
  readonly status: "recorded" | "outdated" | "repeated" | "refused";
  /** Refused: why whom they send is not taken. */
  readonly fault: DelegationFault | null;
  readonly campaign: string;
  readonly unit: string;
  readonly step: string;
  readonly person: string;
}

/**
 * Enters a reply for the one it comes from; null when nobody was invited like that in a realm of the account's.
 * A reply to an invitation that has changed since counts for nothing: they have been asked again. So they are
 * when whom they send cannot be taken, with the reason.
 */
export async function enterReply(
  tx: Tx,
  { realm, by }: { readonly realm: string; readonly by: string },
  reply: Reply,
): Promise<ReplyOutcome | null> {
  const entry = await tx.query<{ campaign: string }>(
    "SELECT campaign FROM calendar_entries WHERE uid = $1",
    [reply.uid],
  );
  const [of] = entry.rows;
  if (!of) return null;
  await lockCalendar(tx, of.campaign);
  const { rows } = await tx.query<Replying>(
    `SELECT a.realm, e.campaign, a.cycle, split_part(e.key, '/', 1) AS unit, a.step, a.person, a.reply,
            lower(a.address) AS address, a.delegated_from AS "delegatedFrom", a.status,
            a.status = 'invited' AND a.sequence <= $4 AS current,
            a.reply_stamp IS NULL OR a.reply_stamp < $5 AS newer
       FROM calendar_entries e
       JOIN attendees a ON a.cycle = e.campaign || '/' || split_part(e.key, '/', 1)
                       AND a.step = split_part(e.key, '/', 2)
      WHERE e.uid = $1 AND lower(a.address) = $2 AND (e.realm = $3 OR $3 = 'real')
      ORDER BY a.status DESC LIMIT 1 FOR UPDATE OF a`,
    [reply.uid, reply.attendee, realm, reply.sequence, reply.stamp],
  );
  const [found] = rows;
  if (!found) return null;
  const { campaign, unit, step, person, current, newer } = found;
  const place = { campaign, unit, step, person, fault: null };
  if (!current) return { ...place, status: "outdated" };
  if (!newer) return { ...place, status: "repeated" };
  const fault = await faultOf(tx, found, reply);
  await writeReply(tx, found, reply, fault);
  const { answer, delegate, stamp } = reply;
  const audit = { what: "calendar_reply", unit, step, person, answer, delegate, stamp, by };
  await appendAudit(tx, {
    campaign,
    realm: found.realm,
    entry: fault === null ? audit : { ...audit, refused: fault },
  });
  return { ...place, fault, status: fault === null ? "recorded" : "refused" };
}

interface Replying extends Delegating {
  readonly realm: string;
  readonly campaign: string;
  readonly cycle: string;
  readonly unit: string;
  readonly step: string;
  readonly reply: ReplyAnswer | null;
  readonly current: boolean;
  readonly newer: boolean;
}

async function faultOf(
  tx: Tx,
  asking: Replying,
  { answer, delegate }: Reply,
): Promise<DelegationFault | null> {
  if (answer !== "delegated" || delegate === null) return null;
  const { rows } = await tx.query<Delegating>(
    `SELECT person, lower(address) AS address, delegated_from AS "delegatedFrom", status
       FROM attendees WHERE cycle = $1 AND step = $2`,
    [asking.cycle, asking.step],
  );
  return delegationFault(asking, delegate, rows);
}

/** Whatever touches a delegation has the conference looked at: a delegate is invited or let go, or it is refused. */
async function writeReply(
  tx: Tx,
  { cycle, step, person, reply: before }: Replying,
  { answer, delegate, comment, stamp }: Reply,
  fault: DelegationFault | null,
): Promise<void> {
  const at = [cycle, step, person];
  if (fault === null)
    await tx.query(
      `UPDATE attendees SET reply = $4, delegate = $5, comment = $6, reply_stamp = $7
        WHERE cycle = $1 AND step = $2 AND person = $3`,
      [...at, answer, delegate, comment?.slice(0, 2_000), stamp],
    );
  // What they were told is void: they are asked again.
  else
    await tx.query(
      `UPDATE attendees SET refused = $4, reply_stamp = $5, material = ''
        WHERE cycle = $1 AND step = $2 AND person = $3`,
      [...at, fault, stamp],
    );
  if (answer === "delegated" || before === "delegated")
    await tx.query("UPDATE invitations SET look_at = now() WHERE cycle = $1 AND step = $2", [
      cycle,
      step,
    ]);
}

/** Whether an address is a person's of the realm: a secretary may write for somebody, a stranger may not. */
export async function isKnownAddress(db: Reader, realm: string, address: string): Promise<boolean> {
  const { rowCount } = await db.query(
    "SELECT FROM persons WHERE realm = $1 AND lower(trim(email)) = $2 LIMIT 1",
    [realm, address],
  );
  return (rowCount ?? 0) > 0;
}
