import {
  CLERK_ROLE,
  LEADER_ROLES,
  type Right,
  type Standing,
  unitsReached,
} from "#domain/rights.ts";
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
  /** From which every other right's units follow. */
  readonly standing: Standing;
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
  SELECT p.unit, bool_or(p.role ~ $5) AS led, bool_or(p.role = $6) AS clerk
    FROM held JOIN here ON true JOIN posts p ON p.realm = here.realm AND p.id = held.post GROUP BY p.unit
), tree AS (
  SELECT u.unit, own.led FROM campaign_units u JOIN own USING (unit) WHERE u.campaign = $4
   UNION
  SELECT u.unit, tree.led FROM tree JOIN campaign_units u ON u.campaign = $4 AND u.parent = tree.unit
), followed AS (
  SELECT DISTINCT t.unit FROM held JOIN team_members m ON m.campaign = $4 AND m.post = held.post
    JOIN team_units t ON t.campaign = $4 AND t.team = m.team
), theirs AS (
  -- A clerk enters what is addressed to others of the unit, and so must know of it.
  SELECT post FROM held
   UNION
  SELECT p.id FROM own JOIN here ON own.clerk JOIN posts p ON p.realm = here.realm AND p.unit = own.unit
), addressed AS (
  SELECT o.cycle, o.step FROM obligations o, here
   WHERE o.realm = here.realm AND o.campaign = $4 AND o.post IN (SELECT post FROM theirs)
   UNION
  SELECT r.cycle, r.step FROM receipts r WHERE r.campaign = $4 AND r.post IN (SELECT post FROM theirs)
)
SELECT here.id AS campaign, here.realm, here.kind, here.now, here.definition_hash AS "definitionHash",
       ARRAY(SELECT post FROM held) AS posts,
       ARRAY(SELECT u.unit FROM own JOIN campaign_units u ON u.campaign = $4 AND u.unit = own.unit) AS held,
       ARRAY(SELECT unit FROM own WHERE led) AS leads, ARRAY(SELECT unit FROM own WHERE clerk) AS clerks,
       ARRAY(SELECT unit FROM followed) AS followed,
       CASE WHEN reach.whole THEN NULL ELSE ARRAY(SELECT DISTINCT unit FROM tree) END AS "heldBelow",
       CASE WHEN reach.led THEN NULL ELSE ARRAY(SELECT unit FROM tree WHERE led) END AS "ledBelow",
       CASE WHEN reach.whole THEN '{}' ELSE ARRAY(SELECT cycle FROM addressed ORDER BY cycle, step) END AS cycles,
       CASE WHEN reach.whole THEN '{}' ELSE ARRAY(SELECT step FROM addressed ORDER BY cycle, step) END AS steps
  FROM here, LATERAL (
    SELECT $2 = 'operator' OR here.root_unit IN (SELECT unit FROM own) AS whole,
           $2 = 'operator' OR here.root_unit IN (SELECT unit FROM own WHERE led) AS led) AS reach`;

type Row = Omit<Scope, "units" | "standing"> & {
  readonly held: readonly string[];
  readonly leads: readonly string[];
  readonly clerks: readonly string[];
  readonly followed: readonly string[];
  readonly heldBelow: readonly string[] | null;
  readonly ledBelow: readonly string[] | null;
};

/** What the account may know of a campaign; null when not even that there is one. */
export async function scopeOf(
  db: Reader,
  account: Account,
  campaign: string,
): Promise<Scope | null> {
  const { kind, realm, person } = account;
  const { rows } = await db.query<Row>({
    name: "scope",
    text: SCOPE,
    values: [realm, kind, person, campaign, LEADER_ROLES, CLERK_ROLE],
  });
  const [row] = rows;
  if (!row) return null;
  const { held, leads, clerks, followed, heldBelow, ledBelow, ...rest } = row;
  const standing: Standing = {
    operator: kind === "operator",
    places: [
      { role: "holder", units: held, below: heldBelow },
      { role: "leader", units: leads, below: ledBelow },
      { role: "clerk", units: clerks, below: clerks },
      { role: "team", units: followed, below: followed },
    ],
  };
  const units = unitsReached("read_campaign", standing);
  const nothing = units?.length === 0 && rest.cycles.length === 0;
  return nothing ? null : { ...rest, units, standing };
}

/** The units in which somebody has a right; null: all of them. */
export const unitsOf = ({ standing }: Scope, right: Right): readonly string[] | null =>
  unitsReached(right, standing);

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
