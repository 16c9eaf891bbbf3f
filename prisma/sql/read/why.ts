import type { ObligationAct } from "#domain/obligation-act.ts";
import type { Text } from "#domain/text.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";
import type { Scope } from "./scope.ts";

/** An obligation as an explanation needs it. */
export interface ExplainedObligation {
  /** As the rules have it, without the campaign. */
  readonly id: string;
  readonly unit: string;
  readonly unitName: string;
  readonly step: string;
  readonly title: Text;
  readonly act: ObligationAct;
  readonly post: string;
  readonly round: number;
  readonly generation: number;
  readonly ladder: string;
  readonly status: "open" | "met" | "void" | "excused";
  readonly due: Instant;
  readonly firstDue: Instant;
  readonly arose: Instant;
  readonly endedAt: Instant | null;
  /** Notices of this generation, soonest first. */
  readonly notices: readonly {
    readonly id: string;
    readonly rung: string;
    readonly at: Instant;
    readonly arose: Instant;
    readonly posts: readonly string[];
    readonly channel: string;
    readonly status: "open" | "frozen" | "sent" | "dropped";
    readonly reason: string | null;
  }[];
}

export interface ExplainedMessage {
  readonly id: string;
  readonly post: string;
  readonly person: string | null;
  readonly name: string | null;
  readonly actingFor: string | null;
  readonly address: string | null;
  readonly channel: string;
  readonly status: string;
  readonly reason: string | null;
  readonly deliveries: readonly {
    readonly attempt: number;
    readonly status: "accepted" | "deferred" | "refused";
    readonly detail: string | null;
    readonly at: Instant;
  }[];
}

export interface ExplainedNotice {
  readonly id: string;
  readonly obligation: string;
  readonly rung: string;
  readonly channel: string;
  readonly posts: readonly string[];
  readonly due: Instant;
  readonly status: "open" | "frozen" | "sent" | "dropped";
  readonly reason: string | null;
  readonly settledAt: Instant | null;
  readonly note: string | null;
  readonly messages: readonly ExplainedMessage[];
}

const iso = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** One obligation in scope; null when there is none that the reader may know of. */
export async function explainedObligation(
  db: Reader,
  scope: Scope,
  id: string,
): Promise<ExplainedObligation | null> {
  const { rows } = await db.query<ExplainedObligation>({
    name: "why-obligation",
    text: `SELECT substr(o.id, length(o.campaign) + 2) AS id, o.unit, u.name AS "unitName", o.step,
                  json_build_object('vi', coalesce(s.title_vi, o.step), 'en', coalesce(s.title_en, o.step)) AS title,
                  o.act, o.post, o.round, o.generation, o.ladder, o.status, o.due_at AS due,
                  o.first_due_at AS "firstDue", o.ended_at AS "endedAt",
                  greatest(o.arose_at, o.seen_until) AS arose,
                  coalesce((SELECT json_agg(json_build_object('id', n.id, 'rung', n.rung, 'at', ${iso("n.due_at")},
                                     'arose', ${iso("n.arose_at")}, 'posts', n.posts, 'channel', n.channel,
                                     'status', n.status, 'reason', n.reason) ORDER BY n.due_at, n.id)
                      FROM notices n WHERE n.obligation = o.id AND n.generation = o.generation), '[]') AS notices
             FROM obligations o
             JOIN campaign_units u ON u.campaign = o.campaign AND u.unit = o.unit
             LEFT JOIN steps s ON s.cycle = o.cycle AND s.step = o.step
            WHERE o.campaign = $1 AND o.id = $1 || '/' || $2
              AND ($3::text[] IS NULL OR o.unit = ANY ($3) OR o.post = ANY ($4))`,
    values: [scope.campaign, id, scope.units, scope.posts],
  });
  return rows[0] ?? null;
}

/** One notice in scope with every message of it; null when there is none that the reader may know of. */
export async function explainedNotice(
  db: Reader,
  scope: Scope,
  id: string,
): Promise<ExplainedNotice | null> {
  const { rows } = await db.query<ExplainedNotice>({
    name: "why-notice",
    text: `SELECT n.id, substr(n.obligation, length(n.campaign) + 2) AS obligation, n.rung, n.channel, n.posts,
                  n.due_at AS due, n.status, n.reason, n.settled_at AS "settledAt", n.note,
                  coalesce((SELECT json_agg(json_build_object('id', m.id, 'post', m.post, 'person', m.person,
                              'name', p.name, 'actingFor', f.name, 'address', m.address, 'channel', m.channel,
                              'status', m.status, 'reason', m.reason,
                              'deliveries', coalesce((SELECT json_agg(json_build_object('attempt', d.attempt,
                                  'status', d.status, 'detail', d.detail, 'at', ${iso("d.at")}) ORDER BY d.attempt)
                                FROM deliveries d WHERE d.message = coalesce(m.carried_by, m.id)), '[]'))
                              ORDER BY array_position(n.posts, m.post), m.id)
                      FROM messages m
                      LEFT JOIN persons p ON p.realm = m.realm AND p.id = m.person
                      LEFT JOIN persons f ON f.realm = m.realm AND f.id = m.acting_for
                     WHERE m.notice = n.id), '[]') AS messages
             FROM notices n JOIN obligations o ON o.id = n.obligation
            WHERE n.campaign = $1 AND n.id = $2
              AND ($3::text[] IS NULL OR o.unit = ANY ($3) OR o.post = ANY ($4) OR n.posts && $4::text[])`,
    values: [scope.campaign, id, scope.units, scope.posts],
  });
  return rows[0] ?? null;
}

/** The obligation of a notice in scope, which its recipient may know whatever unit it belongs to. */
export const obligationOfNotice = (
  db: Reader,
  scope: Scope,
  { obligation }: ExplainedNotice,
): Promise<ExplainedObligation | null> =>
  explainedObligation(db, { ...scope, units: null }, obligation);
