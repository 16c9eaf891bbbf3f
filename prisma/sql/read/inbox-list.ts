import type { CyclePlan, CycleState } from "#domain/cycle.ts";
import type { OpenObligation } from "#domain/explain.ts";
import type { Text } from "#domain/text.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";
import { ANY_ACT, civilDay, coverHolds, isVacant } from "../post-holder.ts";
import type { Account } from "../token.ts";
import { holderSql, type Scope } from "./scope.ts";

export interface OwedRead {
  readonly id: string;
  readonly campaign: string;
  readonly cycle: string;
  readonly unit: string;
  readonly step: string;
  readonly act: string;
  readonly post: string;
  readonly postTitle: Text;
  readonly definitionHash: string;
  readonly campaignTitle: Text;
  readonly round: number;
  readonly due: Instant;
  readonly arose: Instant;
  readonly overdue: boolean;
  /** They said “seen, working on it” until then. */
  readonly seenUntil: Instant | null;
  /** The campaign's present instant. */
  readonly now: Instant;
  /** The post is their own; otherwise they stand in for somebody. */
  readonly own: boolean;
}

/**
 * SQL: `mine`, the posts that person $2 of realm $1 holds or covers on each campaign's own day ($3: one campaign or
 * null), with the acts a cover is limited to (`every`: all of them).
 */
export const MINE = `
WITH here AS (
  SELECT c.id, c.realm, n.now, (n.now AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day
    FROM campaigns c, campaign_now(c.id) AS n (now)
   WHERE c.realm = $1 AND ($3::text IS NULL OR c.id = $3)
), held AS (
  SELECT here.id AS campaign, here.now, a.post, NULL::text[] AS acts, true AS own
    FROM here JOIN appointments a
      ON a.realm = here.realm AND a.person = $2 AND a.from_day <= here.day
     AND (a.to_day IS NULL OR a.to_day >= here.day)
   UNION
  SELECT here.id, here.now, v.post, v.acts, false FROM here JOIN covers v
      ON v.realm = here.realm AND v.person = $2
     AND ${coverHolds("v", "here.day", { campaign: "here.id", acts: ANY_ACT })}
), mine AS (
  SELECT campaign, now, post, array_agg(DISTINCT one) FILTER (WHERE one IS NOT NULL) AS acts,
         bool_or(held.acts IS NULL) AS every, bool_or(held.own) AS own
    FROM held LEFT JOIN LATERAL unnest(held.acts) AS one ON true GROUP BY campaign, now, post
)`;

/**
 * What a person owes now: open obligations of the posts they hold or cover on each campaign's own
 * day, soonest first. At most `limit`, after the one given.
 */
export async function inboxOf(
  db: Reader,
  account: Account,
  campaign: string | null,
  limit: number,
  after: readonly [Instant, string, string] | null,
): Promise<OwedRead[]> {
  const { rows } = await db.query<OwedRead>({
    name: "inbox-list",
    text: `
${MINE}
SELECT substr(o.id, length(o.campaign) + 2) AS id, o.campaign, o.cycle, o.unit, o.step, o.act,
       o.post, o.round, o.due_at AS due, o.arose_at AS arose, o.seen_until AS "seenUntil", held.now,
       held.own, o.due_at < held.now AS overdue,
       g.definition_hash AS "definitionHash",
       json_build_object('vi', g.title_vi, 'en', g.title_en) AS "campaignTitle",
       json_build_object('vi', p.title_vi, 'en', p.title_en) AS "postTitle"
  FROM mine AS held
  JOIN obligations o
    ON o.realm = $1 AND o.campaign = held.campaign AND o.post = held.post AND o.status = 'open'
   AND (held.every OR o.act = ANY (held.acts))
  JOIN posts p ON p.realm = o.realm AND p.id = o.post
  JOIN campaigns g ON g.id = o.campaign
 WHERE $5::timestamptz IS NULL OR (o.due_at, o.campaign, o.id) > ($5, $6, $6 || '/' || $7)
 ORDER BY o.due_at, o.campaign, o.id LIMIT $4`,
    values: [account.realm, account.person, campaign, limit, ...(after ?? [null, null, null])],
  });
  return rows;
}

export interface ObligationRead {
  readonly id: string;
  readonly unit: string;
  readonly step: string;
  readonly act: string;
  readonly post: string;
  readonly round: number;
  readonly ladder: string;
  readonly due: Instant;
  readonly firstDue: Instant;
  readonly arose: Instant;
  readonly overdue: boolean;
  readonly holder: { person: string; name: string } | null;
}

/** All that is owed in a campaign now, soonest first, with who holds the post. */
export async function openObligations(
  db: Reader,
  scope: Scope,
  limit: number,
  after: readonly [Instant, string] | null,
): Promise<ObligationRead[]> {
  const { rows } = await db.query<ObligationRead>({
    name: "obligation-list",
    text: `
WITH page AS (
  SELECT o.* FROM obligations o
   WHERE o.campaign = $1 AND o.status = 'open'
     AND ($3::text[] IS NULL OR o.unit = ANY ($3) OR o.post = ANY ($4))
     AND ($6::timestamptz IS NULL OR (o.due_at, o.id) > ($6, $7))
   ORDER BY o.due_at, o.id LIMIT $5
)
SELECT substr(o.id, length(o.campaign) + 2) AS id, o.unit, o.step, o.act, o.post, o.round, o.ladder,
       o.due_at AS due, o.first_due_at AS "firstDue", o.arose_at AS arose, o.due_at < $2 AS overdue,
       ${holderSql("o.realm", "o.post", "d.day", { campaign: "o.campaign", acts: "ARRAY[o.act]" })} AS holder
  FROM page o, (SELECT ($2::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day) d
 ORDER BY o.due_at, o.id`,
    values: [
      scope.campaign,
      scope.now,
      scope.units,
      scope.posts,
      limit,
      after?.[0] ?? null,
      after ? `${scope.campaign}/${after[1]}` : null,
    ],
  });
  return rows;
}

/** A cycle whole, as the rules want it. */
export interface CycleRead {
  readonly id: string;
  readonly unit: string;
  readonly seq: number;
  readonly phase: string;
  readonly state: CycleState;
}

/** Several cycles at once, by their ids. */
export async function readCycles(
  db: Reader,
  ids: readonly string[],
): Promise<Map<string, CycleRead>> {
  const { rows } = await db.query<
    Omit<CycleRead, "state"> & { state: CycleState; plan: CyclePlan }
  >({
    name: "cycles-read",
    text: "SELECT id, unit, seq, phase, state, plan FROM cycles WHERE id = ANY ($1)",
    values: [[...new Set(ids)]],
  });
  return new Map(
    rows.map(({ plan, state, ...row }) => [row.id, { ...row, state: { ...state, plan } }]),
  );
}

/** What is still owed on several cycles, as the rules have it. */
export async function openOf(
  db: Reader,
  cycles: readonly string[],
): Promise<Map<string, OpenObligation[]>> {
  const { rows } = await db.query<OpenObligation & { cycle: string }>({
    name: "open-of-cycles",
    text: `SELECT substr(o.id, length(o.campaign) + 2) AS id, o.cycle, o.unit, o.step, o.act, o.post, o.round,
                  o.due_at AS due, o.ladder, ${isVacant("o.realm", "o.post", "d.day", "o.campaign", "o.act")} AS vacant
             FROM obligations o
             JOIN (SELECT c.campaign, ${civilDay("campaign_now(c.campaign)")} AS day
                     FROM cycles c WHERE c.id = ANY ($1) GROUP BY c.campaign) d ON d.campaign = o.campaign
            WHERE o.cycle = ANY ($1) AND o.status = 'open' ORDER BY o.due_at, o.id`,
    values: [[...new Set(cycles)]],
  });
  const found = new Map<string, OpenObligation[]>();
  for (const { cycle, ...obligation } of rows) {
    const known = found.get(cycle);
    if (known) known.push(obligation);
    else found.set(cycle, [obligation]);
  }
  return found;
}
