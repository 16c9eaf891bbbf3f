import type { DelegationFault } from "#domain/delegation.ts";
import type { Invited } from "#domain/invitation.ts";
import type { ReplyAnswer } from "#domain/reply.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";

/** A conference whose attendees are to be looked at. */
export interface ConferenceToLook {
  readonly cycle: string;
  readonly step: string;
}

/** All that may change who is invited to what, but for who holds a post: that is looked at every hour. */
const SEEN = `concat_ws('|', s.status, s.round, s.day, s.due_at, s.proposed, y.status, y.plan_version, c.status, c.plan_version)`;

/** A rehearsal's clock does not wait for its calendars: what has passed unseen is told as of when it opened. */
const MISSED = `(s.status = 'done' AND i.cycle IS NULL AND EXISTS (
  SELECT FROM clocks x WHERE x.campaign = s.campaign AND x.mode = 'stepped') AND EXISTS (
  SELECT FROM obligations x WHERE x.cycle = s.cycle AND x.step = s.step AND x.act = 'hold'))`;

const CONFERENCES = `
  FROM steps s JOIN cycles y ON y.id = s.cycle JOIN campaigns c ON c.id = s.campaign
  LEFT JOIN invitations i ON i.cycle = s.cycle AND i.step = s.step
 WHERE s.kind = 'conference' AND y.seq > 0`;

/**
 * Conferences that have opened or changed since their attendees were looked at, or were not looked at for
 * long. What was never open has invited nobody. A suspended campaign tells nobody anything.
 */
export async function conferencesToLook(
  reader: Reader,
  limit: number,
): Promise<ConferenceToLook[]> {
  const { rows } = await reader.query<ConferenceToLook>({
    name: "conferences-to-look",
    text: `SELECT s.cycle, s.step ${CONFERENCES}
             AND c.status <> 'suspended' AND y.status <> 'suspended'
             AND (s.status = 'open' OR i.cycle IS NOT NULL OR ${MISSED})
             AND (i.seen IS DISTINCT FROM ${SEEN} OR i.look_at <= now())
           ORDER BY s.cycle LIMIT $1`,
    values: [limit],
  });
  return rows;
}

/** A conference about to be told, as it stands. */
export interface Conference {
  readonly realm: string;
  readonly rehearsal: boolean;
  readonly campaign: string;
  readonly definitionHash: string;
  readonly unit: string;
  /** Its attendees are to be told: it is open, or was while nobody looked. */
  readonly tells: boolean;
  readonly owner: string;
  readonly seen: string;
  readonly runs: number;
  /** The campaign's present; in a rehearsal, whose clock may have moved on, when the conference opened or changed. */
  readonly now: Instant;
  /** The row of what its owner owes, under which the messages are kept. */
  readonly obligation: string | null;
  readonly generation: number;
}

/** Reads a conference under its campaign's lock. */
export async function readConference(
  tx: Tx,
  { cycle, step }: ConferenceToLook,
): Promise<Conference | null> {
  const { rows } = await tx.query<Conference>(
    `SELECT s.realm, r.kind = 'rehearsal' AS rehearsal, s.campaign, c.definition_hash AS "definitionHash",
            s.unit, s.owner, s.status = 'open' OR ${MISSED} AS tells, ${SEEN} AS seen, coalesce(i.runs, 0) AS runs,
            CASE WHEN k.mode = 'real' THEN campaign_now(c.id)
                 WHEN i.cycle IS NULL AND o.id IS NOT NULL THEN o.arose_at ELSE coalesce((
              SELECT x.campaign_at FROM events e JOIN inbox x ON x.id = e.inbox
               WHERE e.cycle = y.id AND e.seq = y.seq LIMIT 1), k.instant) END AS now,
            o.id AS obligation, coalesce(o.generation, 1) AS generation
       FROM steps s JOIN cycles y ON y.id = s.cycle JOIN campaigns c ON c.id = s.campaign
       JOIN realms r ON r.id = s.realm JOIN clocks k ON k.campaign = c.id
       LEFT JOIN invitations i ON i.cycle = s.cycle AND i.step = s.step
       LEFT JOIN LATERAL (
         SELECT id, generation, arose_at FROM obligations o
          WHERE o.cycle = s.cycle AND o.step = s.step AND o.act = 'hold'
          ORDER BY o.round DESC LIMIT 1) o ON true
      WHERE s.cycle = $1 AND s.step = $2 AND s.kind = 'conference'`,
    [cycle, step],
  );
  return rows[0] ?? null;
}

/** Somebody who was written to of a conference, with all that is known of them. */
export interface InvitedPerson extends Invited {
  /** null: an address and nothing else. */
  readonly name: string | null;
  readonly email: string | null;
  readonly post: string;
  readonly address: string | null;
  readonly reply: ReplyAnswer | null;
  /** The address of whom they send instead. */
  readonly delegate: string | null;
  /** Whom they stand for. */
  readonly delegatedFrom: string | null;
  readonly refused: DelegationFault | null;
}

export async function invitedTo(
  reader: Reader,
  { cycle, step }: ConferenceToLook,
): Promise<InvitedPerson[]> {
  const { rows } = await reader.query<InvitedPerson>(
    `SELECT a.person, a.sequence, a.material, a.status, p.name, p.email, a.post, a.address, a.reply,
            CASE WHEN a.reply = 'delegated' THEN a.delegate END AS delegate,
            a.delegated_from AS "delegatedFrom", a.refused
       FROM attendees a LEFT JOIN persons p ON p.realm = a.realm AND p.id = a.person
      WHERE a.cycle = $1 AND a.step = $2 ORDER BY a.person`,
    [cycle, step],
  );
  return rows;
}

/** Who of the realm has these addresses. */
export async function personsAt(
  reader: Reader,
  realm: string,
  addresses: readonly string[],
): Promise<Map<string, { readonly person: string; readonly name: string }>> {
  if (addresses.length === 0) return new Map();
  const { rows } = await reader.query<{ address: string; person: string; name: string }>(
    `SELECT DISTINCT ON (1) lower(trim(email)) AS address, id AS person, name FROM persons
      WHERE realm = $1 AND lower(trim(email)) = ANY ($2) ORDER BY 1, id`,
    [realm, addresses],
  );
  return new Map(rows.map(({ address, ...found }) => [address, found]));
}

/** Notes as what a conference was looked at, and when to look again: who holds a post may change unseen. */
export async function writeLook(
  tx: Tx,
  { cycle, step }: ConferenceToLook,
  { realm, seen, runs }: Pick<Conference, "realm" | "seen" | "runs">,
): Promise<void> {
  await tx.query(
    `INSERT INTO invitations (cycle, step, realm, seen, look_at, runs)
     VALUES ($1, $2, $3, $4, now() + interval '1 hour', $5)
     ON CONFLICT (cycle, step) DO UPDATE
        SET seen = excluded.seen, look_at = excluded.look_at, runs = excluded.runs`,
    [cycle, step, realm, seen, runs],
  );
}

/** One who has been written to, as of the last message. */
export interface AttendeeWrite {
  readonly person: string;
  readonly post: string;
  readonly address: string | null;
  readonly sequence: number;
  readonly status: "invited" | "cancelled";
  readonly delegatedFrom: string | null;
}

/**
 * Writes who has been told of an entry; an answer to what it was before no longer counts. Whoever sent somebody
 * else has still done so: both are told, and either may answer anew.
 */
export async function writeAttendees(
  tx: Tx,
  { cycle, step }: ConferenceToLook,
  realm: string,
  material: string,
  attendees: readonly AttendeeWrite[],
): Promise<void> {
  await tx.query(
    `INSERT INTO attendees AS a (cycle, step, realm, person, post, address, sequence, material, status, delegated_from)
     SELECT $1, $2, $3, x.person, x.post, x.address, x.sequence, $4, x.status, x."delegatedFrom"
       FROM json_to_recordset($5::json)
            AS x (person text, post text, address text, sequence integer, status text, "delegatedFrom" text)
     ON CONFLICT (cycle, step, person) DO UPDATE
        SET post = excluded.post, address = coalesce(excluded.address, a.address),
            sequence = excluded.sequence, material = excluded.material, status = excluded.status,
            delegated_from = excluded.delegated_from, refused = NULL,
            reply = CASE WHEN ${KEEPS} THEN a.reply END, delegate = CASE WHEN ${KEEPS} THEN a.delegate END,
            comment = CASE WHEN ${KEEPS} THEN a.comment END, reply_stamp = CASE WHEN ${KEEPS} THEN a.reply_stamp END`,
    [cycle, step, realm, material, JSON.stringify(attendees)],
  );
}

/** SQL: a delegation outlasts what the conference was when it was made. */
const KEEPS = `a.reply = 'delegated' AND a.delegate IS NOT NULL AND excluded.status = 'invited'`;

/** A notice that carries invitations: it is frozen as it is written. */
export interface InvitationNotice {
  readonly id: string;
  readonly conference: Conference;
  readonly obligation: string;
  readonly rung: string;
  readonly posts: readonly string[];
  readonly status: "frozen" | "sent" | "dropped";
  readonly reason: string | null;
}

/** The channel of invitations: mail, too, but no part of a ladder and of what a dry rehearsal foretells. */
export const CALENDAR = "calendar";

/** A delegate's have notices of their own: they come by the same post as whoever sent them. */
export const DELEGATE = "delegate-";

/** Rungs of its notices, before their number. What takes an invitation back goes out whatever has ended. */
export const INVITE = "invite-";
export const UNINVITE = "uninvite-";

export async function writeInvitationNotice(tx: Tx, notice: InvitationNotice): Promise<void> {
  const { id, conference, obligation, rung, posts, status, reason } = notice;
  const { realm, campaign, generation, now } = conference;
  await tx.query(
    `INSERT INTO notices (id, realm, campaign, obligation, generation, rung, channel, posts, arose_at, due_at,
                          due_real, status, reason, settled_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, now(), $10, $11, CASE WHEN $10 <> 'frozen' THEN now() END)`,
    [id, realm, campaign, obligation, generation, rung, CALENDAR, posts, now, status, reason],
  );
}
