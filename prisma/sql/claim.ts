import type { Campaign } from "#domain/campaign.ts";
import type { CycleState } from "#domain/cycle.ts";
import type { ObligationAct } from "#domain/obligation.ts";
import { PACKAGE } from "#domain/package.ts";
import type { Text } from "#domain/text.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";
import { CALENDAR } from "./invitation.ts";

/** The channels that a rung may name: the index of due notices begins with them. */
const NOTICE_CHANNELS: readonly string[] = ["email", "inapp", "push", "webhook", "call"];

/** A due notice under its lock, with everything its message says and its next rung needs. */
export interface ClaimedNotice {
  readonly id: string;
  readonly realm: string;
  readonly rehearsal: boolean;
  readonly campaign: string;
  readonly definitionHash: string;
  readonly generation: number;
  readonly rung: string;
  readonly channel: string;
  readonly posts: readonly string[];
  readonly arose: Instant;
  readonly dueAt: Instant;
  /** The campaign's instant at the claim. */
  readonly now: Instant;
  /** Rungs already climbed in this generation, this one included. */
  readonly climbed: readonly string[];
  readonly obligation: string;
  readonly obligationStatus: "open" | "met" | "void" | "excused";
  readonly obligationGeneration: number;
  readonly unit: string;
  readonly unitName: string;
  readonly step: string;
  readonly stepTitle: Text;
  /** The post that owes the step first; it waits when others must act on it. */
  readonly stepOwner: string | null;
  readonly act: ObligationAct;
  readonly post: string;
  readonly round: number;
  readonly ladder: string;
  readonly due: Instant;
  /** What goes out with a submission to the party above the root; null in every other notice. */
  readonly package: {
    readonly content: {
      readonly title: string;
      readonly content: string;
      readonly nominees: readonly string[];
    };
    readonly hash: string;
    readonly sentAt: Instant;
  } | null;
  /** How the cycle stands, where its gate's notice must say what is missing. */
  readonly cycle: CycleState | null;
  /** Its owner had said “seen, working on it”: this generation began with the day they chose. */
  readonly seen: boolean;
  /** A person's own sentence in it, and whose it is. */
  readonly note: string | null;
  readonly saidBy: string | null;
  /** Neither the campaign nor the unit's cycle has ended. */
  readonly running: boolean;
}

/**
 * Locks up to `limit` due notices and their obligations, passing over what others hold: two
 * dispatchers share the work, and what is being recorded right now waits for its outcome.
 * The obligation's lock makes a recording that ends it wait until its next notice is written.
 */
export async function claimNotices(tx: Tx, limit: number): Promise<ClaimedNotice[]> {
  const { rows } = await tx.query<ClaimedNotice>(
    `SELECT n.id, n.realm, r.kind = 'rehearsal' AS rehearsal, n.campaign,
            c.definition_hash AS "definitionHash", n.generation, n.rung, n.channel, n.posts,
            n.arose_at AS arose, n.due_at AS "dueAt",
            CASE k.mode WHEN 'real' THEN date_trunc('milliseconds', clock_timestamp()) ELSE k.instant END AS now,
            ARRAY(SELECT x.rung FROM notices x
                   WHERE x.obligation = n.obligation AND x.generation = n.generation) AS climbed,
            o.id AS obligation, o.status AS "obligationStatus", o.generation AS "obligationGeneration",
            o.unit, u.name AS "unitName", o.step,
            json_build_object('vi', coalesce(s.title_vi, o.step), 'en', coalesce(s.title_en, o.step)) AS "stepTitle",
            CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('content', p.content, 'hash', p.hash,
                   'sentAt', to_char(p.sent_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) END AS package,
            CASE WHEN o.act = 'open_gate' THEN y.state || jsonb_build_object('plan', y.plan) END AS cycle,
            o.seen_until IS NOT NULL AS seen, n.note,
            (SELECT name FROM persons q WHERE q.realm = n.realm AND q.id = n.said_by) AS "saidBy",
            s.owner AS "stepOwner", o.act, o.post, o.round, o.ladder, o.due_at AS due,
            c.status = 'running' AND y.status = 'running' AS running
       FROM notices n
       JOIN realms r ON r.id = n.realm
       JOIN campaigns c ON c.id = n.campaign
       JOIN clocks k ON k.campaign = n.campaign
       JOIN obligations o ON o.id = n.obligation
       JOIN cycles y ON y.id = o.cycle
       JOIN campaign_units u ON u.campaign = n.campaign AND u.unit = o.unit
       LEFT JOIN steps s ON s.cycle = o.cycle AND s.step = o.step
       LEFT JOIN outside_packages p ON n.rung = $2 AND p.id = concat_ws('/', o.cycle, o.step, o.round)
      WHERE n.channel = ANY ($3) AND n.status = 'open' AND n.due_real <= now()
        AND c.status <> 'suspended' AND y.status <> 'suspended'
      ORDER BY n.due_real
      LIMIT $1
        FOR NO KEY UPDATE OF n, o SKIP LOCKED`,
    [limit, PACKAGE, NOTICE_CHANNELS],
  );
  return rows;
}

/** The campaigns as pinned, by row id. They are large: keep them by their hash. */
export async function definitionsOf(
  tx: Tx,
  campaigns: readonly string[],
): Promise<{ readonly id: string; readonly hash: string; readonly definition: Campaign }[]> {
  if (campaigns.length === 0) return [];
  const { rows } = await tx.query<{ id: string; hash: string; definition: Campaign }>(
    "SELECT id, definition_hash AS hash, definition FROM campaigns WHERE id = ANY ($1)",
    [campaigns],
  );
  return rows;
}

/** What became of a claimed notice. `dropped` needs a reason. */
export interface NoticeFate {
  readonly id: string;
  readonly status: "frozen" | "sent" | "dropped";
  readonly reason: string | null;
}

/** Writes the fates of a batch in one statement. */
export async function writeFates(tx: Tx, fates: readonly NoticeFate[]): Promise<void> {
  if (fates.length === 0) return;
  await tx.query(
    `UPDATE notices n
        SET status = f.status, reason = f.reason,
            settled_at = CASE WHEN f.status <> 'frozen' THEN now() END
       FROM unnest($1::text[], $2::text[], $3::text[]) AS f (id, status, reason)
      WHERE n.id = f.id`,
    [fates.map((f) => f.id), fates.map((f) => f.status), fates.map((f) => f.reason)],
  );
}

/** What there is to do for the dispatcher. */
export interface DispatchStatus {
  /** Notices are due. */
  readonly due: boolean;
  /** Messages wait to be carried by one whose time has come, or for another channel. */
  readonly gathered: boolean;
  /** Messages are ready to be handed over. */
  readonly ready: boolean;
}

/**
 * Whether the dispatcher has anything to do: one cheap question a second.
 * @param real whether the real realm's messages have somewhere to go by this channel.
 */
export async function dispatchStatus(
  reader: Reader,
  channel: string,
  real: boolean,
): Promise<DispatchStatus> {
  const { rows } = await reader.query<DispatchStatus>(
    `SELECT EXISTS (SELECT FROM notices n
                      JOIN obligations o ON o.id = n.obligation
                      JOIN cycles y ON y.id = o.cycle JOIN campaigns c ON c.id = n.campaign
                     WHERE n.channel = ANY ($3) AND n.status = 'open' AND n.due_real <= now()
                       AND c.status <> 'suspended' AND y.status <> 'suspended') AS due,
            EXISTS (SELECT FROM messages m WHERE m.status = 'waiting' AND m.release_real <= now())
              OR EXISTS (SELECT FROM messages m WHERE ${UNREACHED})
              OR EXISTS (SELECT FROM messages m WHERE ${UNREAD}) AS gathered,
            EXISTS (SELECT FROM messages m JOIN realms r ON r.id = m.realm
                     WHERE m.channel = $1 AND m.status = 'frozen'
                       AND (m.lease_until <= now() OR m.lease_until = 'infinity')
                       AND ($2 OR r.kind = 'rehearsal')) AS ready`,
    [channel, real, NOTICE_CHANNELS],
  );
  return rows[0] ?? { due: false, gathered: false, ready: false };
}

/** SQL: a message that its channel did not bring to its person, and no other channel has taken over yet. */
export const UNREACHED = `m.fell_back IS NULL AND m.channel <> '${CALENDAR}' AND (m.status IN ('failed', 'bounced')
  OR (m.status = 'not_sent' AND m.reason IN ('no_address', 'no_phone', 'no_webhook', 'no_device')))`;

/** SQL: a message whose time to be read is over; one that is still under way, or suspended, is given more. */
export const UNREAD = `m.unread_real <= now() AND m.status NOT IN ('frozen', 'waiting')
  AND NOT EXISTS (SELECT FROM messages b WHERE b.id = m.carried_by AND b.status = 'frozen')
  AND NOT EXISTS (SELECT FROM notices sn JOIN obligations so ON so.id = sn.obligation
                    JOIN cycles sy ON sy.id = so.cycle JOIN campaigns sc ON sc.id = sn.campaign
                   WHERE sn.id = m.notice AND (sc.status = 'suspended' OR sy.status = 'suspended'))`;
