import { clerkUnits, type Keeper, type Kept } from "#domain/account-rights.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader } from "../client.ts";
import type { AccountStatus } from "./account.ts";
import { heldPosts } from "./post-holder.ts";
import { type Account, WHOLE_REALM } from "./token.ts";

/** Accounts are people's, and people live by today's date, whatever clock a campaign has. */
const TODAY = "(now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date";

const SUBTREE = (realm: string, units: string): string => `
  WITH RECURSIVE tree AS (
    SELECT unnest(${units}) AS unit
     UNION
    SELECT v.unit FROM tree JOIN unit_versions v ON v.realm = ${realm} AND v.parent = tree.unit
       AND (v.valid_to IS NULL OR v.valid_to >= ${TODAY})
  ) SELECT unit FROM tree`;

/** What somebody may keep: the units they administer with all below, and those they are clerk of today. */
export async function keeperOf(db: Reader, account: Account): Promise<Keeper> {
  const { kind, realm, person, administers = [] } = account;
  if (kind === "operator")
    return { operator: true, subtree: new Set([WHOLE_REALM]), clerkOf: new Set() };
  const { rows } = await db.query<{ subtree: string[]; posts: { unit: string; role: string }[] }>(
    `SELECT ARRAY(${SUBTREE("$1", "$3::text[]")}) AS subtree,
            coalesce((SELECT json_agg(json_build_object('unit', p.unit, 'role', p.role)) FROM posts p
               WHERE p.realm = $1 AND p.id = ANY (${heldPosts("$1", "$2", TODAY)})), '[]') AS posts`,
    [realm, person, administers],
  );
  const [row] = rows;
  return {
    operator: false,
    subtree: new Set(row?.subtree),
    clerkOf: clerkUnits(row?.posts ?? []),
  };
}

/** SQL: the units of the posts that person `person` holds, or is to hold. */
const unitsOf = (realm: string, person: string): string => `
  ARRAY(SELECT DISTINCT o.unit FROM appointments t JOIN posts o ON o.realm = t.realm AND o.id = t.post
         WHERE t.realm = ${realm} AND t.person = ${person} AND (t.to_day IS NULL OR t.to_day >= ${TODAY})
         ORDER BY o.unit)`;

/** SQL: a unit's latest name; its id where it has none. */
const nameOf = (realm: string, unit: string): string => `
  coalesce((SELECT v.name FROM unit_versions v WHERE v.realm = ${realm} AND v.unit = ${unit}
             ORDER BY v.valid_from DESC LIMIT 1), ${unit})`;

/** A person of the register, or an account without one, with what keeping it needs. */
export interface KeptRead extends Kept {
  readonly realm: string;
  readonly person: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly account: string | null;
  readonly login: string | null;
  readonly status: AccountStatus | null;
  readonly seenAt: Instant | null;
  readonly totp: boolean;
  /** As `units` has them. */
  readonly unitNames: readonly string[];
  /** As `administers` has them; the realm's is its sign. */
  readonly administersNames: readonly string[];
  /** An invitation or a recovery that may still be used, until then. */
  readonly codeUntil: Instant | null;
}

const KEPT = `
  SELECT x.realm, x.person, x.name, x.email, a.id AS account, a.login, a.status, coalesce(a.totp_on, false) AS totp,
         ${unitsOf("x.realm", "x.person")} AS units,
         ARRAY(SELECT ${nameOf("x.realm", "u")} FROM unnest(${unitsOf("x.realm", "x.person")}) AS u) AS "unitNames",
         ARRAY(SELECT g.unit FROM account_grants g WHERE g.account = a.id ORDER BY g.unit) AS administers,
         ARRAY(SELECT ${nameOf("x.realm", "g.unit")} FROM account_grants g WHERE g.account = a.id ORDER BY g.unit)
           AS "administersNames",
         (SELECT max(t.seen_at) FROM tokens t WHERE t.account = a.id) AS "seenAt",
         (SELECT max(c.expires_at) FROM account_codes c WHERE c.account = a.id AND c.used_at IS NULL
             AND c.revoked_at IS NULL AND c.expires_at > now()) AS "codeUntil"
    FROM (SELECT p.realm, p.id AS person, p.name, p.name_search, p.email, NULL AS account FROM persons p
           UNION ALL
          SELECT b.realm, NULL, b.name, lower(b.name), b.email, b.id FROM accounts b WHERE b.person IS NULL) AS x
    LEFT JOIN accounts a ON a.realm = x.realm AND (a.person = x.person OR a.id = x.account)`;

export async function keptPerson(
  db: Reader,
  realm: string,
  person: string,
): Promise<KeptRead | null> {
  const { rows } = await db.query<KeptRead>(`${KEPT} WHERE x.realm = $1 AND x.person = $2`, [
    realm,
    person,
  ]);
  return rows[0] ?? null;
}

export async function keptAccount(
  db: Reader,
  realm: string,
  account: string,
): Promise<KeptRead | null> {
  const { rows } = await db.query<KeptRead>(`${KEPT} WHERE x.realm = $1 AND a.id = $2`, [
    realm,
    account,
  ]);
  return rows[0] ?? null;
}

export interface KeptFilter {
  readonly realm: string;
  /** Words that the name holds, folded; empty = everybody. */
  readonly words: string;
  readonly limit: number;
  /** Name and id of the last one read. */
  readonly after: readonly [string, string] | null;
}

/** People with a unit inside a keeper's reach, and accounts that administer inside it; by name. */
export async function listKept(
  db: Reader,
  keeper: Keeper,
  filter: KeptFilter,
): Promise<KeptRead[]> {
  const whole = keeper.operator || keeper.subtree.has(WHOLE_REALM);
  const reach = [...keeper.subtree, ...keeper.clerkOf];
  const { rows } = await db.query<KeptRead>(
    `SELECT * FROM (${KEPT} WHERE x.realm = $1 AND x.name_search LIKE '%' || $2 || '%') AS k
      WHERE ($3 OR (k.units || k.administers) && $4::text[])
        AND ($5::text IS NULL OR (k.name, coalesce(k.person, k.account)) > ($5, $6))
      ORDER BY k.name, coalesce(k.person, k.account) LIMIT $7`,
    [
      filter.realm,
      filter.words.replace(/[%_\\]/g, "\\$&"),
      whole,
      reach,
      filter.after?.[0] ?? null,
      filter.after?.[1] ?? null,
      filter.limit,
    ],
  );
  return rows;
}

/** The first of these units that the realm does not have; null when it has them all. */
export async function unknownUnit(
  db: Reader,
  realm: string,
  units: readonly string[],
): Promise<string | null> {
  const { rows } = await db.query<{ unit: string }>(
    `SELECT u.unit FROM unnest($2::text[]) AS u (unit)
      WHERE NOT EXISTS (SELECT FROM units x WHERE x.realm = $1 AND x.id = u.unit) LIMIT 1`,
    [realm, units],
  );
  return rows[0]?.unit ?? null;
}
