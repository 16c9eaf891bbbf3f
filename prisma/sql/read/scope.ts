import type { Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";
import { ANY_ACT, type CoverScope, coverHolds, heldPosts } from "../post-holder.ts";
import type { Account } from "../token.ts";

/**
 * What one account may know of one campaign, now. Every list, count and stream is read through it:
 * `units` is null for all of them; `cycles` and `steps` are pairs: single steps of other units that
 * are addressed to the person (something was owed by, or sent to, a post of theirs). Who knows all units
 * has no pairs: at a root of thousands of units they would be tens of thousands, read with every request.
 */
export interface Scope {
  readonly campaign: string;
  readonly realm: string;
  readonly kind: "real" | "rehearsal";
  readonly now: Instant;
  readonly definitionHash: string;
  /** Posts the person holds or covers now; empty for an operator. */
  readonly posts: readonly string[];
  readonly units: readonly string[] | null;
  readonly cycles: readonly string[];
  readonly steps: readonly string[];
}

/** The realms an account may look into: its own; an operator of the real one, rehearsals too. */
const VISIBLE = `(c.realm = $1 OR ($1 = 'real' AND $2 = 'operator'))`;

/** Posts held or covered on the campaign's civil day in Vietnam. */
const HELD = `
  SELECT a.post FROM appointments a, here
   WHERE a.realm = here.realm AND a.person = $3 AND a.from_day <= here.day
     AND (a.to_day IS NULL OR a.to_day >= here.day)
   UNION
  SELECT v.post FROM covers v, here
   WHERE v.realm = here.realm AND v.person = $3 AND ${coverHolds("v", "here.day", { campaign: "here.id", acts: ANY_ACT })}`;

const SCOPE = `
WITH RECURSIVE here AS (
  SELECT c.id, c.realm, r.kind, c.root_unit, c.definition_hash, n.now,
         (n.now AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day
    FROM campaigns c JOIN realms r ON r.id = c.realm, campaign_now(c.id) AS n (now)
   WHERE c.id = $4 AND ${VISIBLE}
), held AS (${HELD}), own AS (
  SELECT DISTINCT p.unit FROM held JOIN here ON true
    JOIN posts p ON p.realm = here.realm AND p.id = held.post
), tree AS (
  SELECT u.unit FROM campaign_units u JOIN own USING (unit) WHERE u.campaign = $4
   UNION
  SELECT u.unit FROM tree JOIN campaign_units u ON u.campaign = $4 AND u.parent = tree.unit
), seen AS (
  SELECT unit FROM tree
   UNION
  SELECT t.unit FROM held JOIN team_members m ON m.campaign = $4 AND m.post = held.post
    JOIN team_units t ON t.campaign = $4 AND t.team = m.team
), addressed AS (
  SELECT o.cycle, o.step FROM obligations o, here
   WHERE o.realm = here.realm AND o.campaign = $4 AND o.post IN (SELECT post FROM held)
   UNION
  SELECT r.cycle, r.step FROM receipts r WHERE r.campaign = $4 AND r.post IN (SELECT post FROM held)
)
SELECT here.id AS campaign, here.realm, here.kind, here.now, here.definition_hash AS "definitionHash",
       ARRAY(SELECT post FROM held) AS posts,
       CASE WHEN reach.whole THEN NULL ELSE ARRAY(SELECT unit FROM seen) END AS units,
       CASE WHEN reach.whole THEN '{}' ELSE ARRAY(SELECT cycle FROM addressed ORDER BY cycle, step) END AS cycles,
       CASE WHEN reach.whole THEN '{}' ELSE ARRAY(SELECT step FROM addressed ORDER BY cycle, step) END AS steps
  FROM here, LATERAL (
    SELECT $2 = 'operator' OR here.root_unit IN (SELECT unit FROM own) AS whole) AS reach`;

/** What the account may know of a campaign; null when not even that there is one. */
export async function scopeOf(
  db: Reader,
  account: Account,
  campaign: string,
): Promise<Scope | null> {
  const { rows } = await db.query<Scope>({
    name: "scope",
    text: SCOPE,
    values: [account.realm, account.kind, account.person, campaign],
  });
  const [scope] = rows;
  if (!scope) return null;
  const nothing = scope.units?.length === 0 && scope.cycles.length === 0;
  return nothing ? null : scope;
}

/** The campaigns an account may know of now, by their ids: those in which the person holds or covers a post. */
export async function visibleCampaigns(db: Reader, account: Account): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT c.id FROM campaigns c, LATERAL (
        SELECT (campaign_now(c.id) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day) AS here
      WHERE ${VISIBLE}
        AND ($2 = 'operator'
          OR EXISTS (SELECT FROM posts p
                       JOIN campaign_units u ON u.campaign = c.id AND u.unit = p.unit
                      WHERE p.realm = c.realm AND p.id = ANY (${heldPosts("c.realm", "$3", "here.day", { campaign: "c.id", acts: ANY_ACT })})))`,
    [account.realm, account.kind, account.person],
  );
  return rows.map((row) => row.id);
}

/** Whether the whole unit may be known. */
export const seesUnit = (scope: Scope, unit: string): boolean =>
  scope.units === null || scope.units.includes(unit);

/** Whether one step may be known. */
export const seesStep = (scope: Scope, unit: string, step: string): boolean =>
  seesUnit(scope, unit) ||
  scope.cycles.some(
    (cycle, at) => cycle === `${scope.campaign}/${unit}` && scope.steps[at] === step,
  );

/** SQL: rows of `alias` (with unit, cycle, step) within a scope given as parameters `from`, from+1, from+2. */
export const withinScope = (alias: string, from: number): string =>
  `($${from}::text[] IS NULL OR ${alias}.unit = ANY ($${from})
    OR (${alias}.cycle, ${alias}.step) IN (SELECT * FROM unnest($${from + 1}::text[], $${from + 2}::text[])))`;

/** The parameters that `withinScope` expects. */
export const scopeValues = ({ units, cycles, steps }: Scope): unknown[] => [units, cycles, steps];

/**
 * SQL: who acts for post `post` of realm `realm` on the civil day `day`: the one who covers it,
 * otherwise its holder; of several the one who began last, as the rules have it.
 */
export const holderSql = (
  realm: string,
  post: string,
  day: string,
  scope: CoverScope = {},
): string => `(
  SELECT json_build_object('person', h.person, 'name', p.name, 'actingFor', f.name) FROM (
    SELECT v.person, a.person AS "for", 1 AS cover, v.from_day FROM covers v
      LEFT JOIN LATERAL (SELECT person FROM appointments a WHERE a.realm = ${realm} AND a.post = ${post}
         AND a.from_day <= ${day} AND (a.to_day IS NULL OR a.to_day >= ${day})
         ORDER BY a.from_day DESC LIMIT 1) a ON true
     WHERE v.realm = ${realm} AND v.post = ${post} AND ${coverHolds("v", day, scope)}
       AND (v.holder IS NULL OR v.holder = a.person)
    UNION ALL
    SELECT a.person, NULL, 0, a.from_day FROM appointments a
     WHERE a.realm = ${realm} AND a.post = ${post} AND a.from_day <= ${day}
       AND (a.to_day IS NULL OR a.to_day >= ${day})
    ORDER BY cover DESC, from_day DESC LIMIT 1
  ) h JOIN persons p ON p.realm = ${realm} AND p.id = h.person
  LEFT JOIN persons f ON f.realm = ${realm} AND f.id = h."for")`;
