import { fold } from "#domain/search.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";
import type { Scope } from "./scope.ts";

export interface AuditRead {
  readonly n: number;
  readonly recordedAt: Instant;
  readonly entry: string;
  readonly hash: string;
}

/** A chain and what of it may be read. */
export interface AuditPlace {
  /** A campaign's id, or the name of a realm's own chain. */
  readonly chain: string;
  readonly realm: string;
  /** Entries about these units; null: all of them. */
  readonly units: readonly string[] | null;
}

export interface AuditFilter {
  /** A person's id or a part of a name: who acted, for whom, or who entered it. */
  readonly who: string | null;
  readonly unit: string | null;
  readonly what: string | null;
  /** Only what was refused, or only what was done. */
  readonly refused: boolean | null;
  readonly newest: boolean;
}

/** Entries of a chain; of one that may only be read in part those about its units. */
export async function listAudit(
  db: Reader,
  { chain, realm, units }: AuditPlace,
  { who, unit, what, refused, newest }: AuditFilter,
  limit: number,
  after: number | null,
): Promise<AuditRead[]> {
  const { rows } = await db.query<AuditRead>({
    name: newest ? "audit-list-newest" : "audit-list",
    text: `WITH meant AS (
             SELECT ARRAY(SELECT p.id FROM persons p WHERE p.realm = $2
                             AND ($6 = p.id OR p.name_search LIKE '%' || $7 || '%') LIMIT 500) AS ids
           )
           SELECT a.n, a.recorded_at AS "recordedAt", a.entry, a.hash
             FROM audit a, LATERAL (SELECT CASE WHEN a.entry IS JSON OBJECT THEN a.entry::jsonb END AS e) AS x, meant
            WHERE a.campaign = $1 AND a.realm = $2 AND ($4::bigint IS NULL OR a.n ${newest ? "<" : ">"} $4)
              AND ($5::text[] IS NULL OR e ->> 'unit' = ANY ($5))
              AND ($6::text IS NULL OR ARRAY[e #>> '{act,person}', e #>> '{act,clerk}', e #>> '{actor,person}',
                     e #>> '{actor,clerk}', e ->> 'person', e ->> 'for'] && meant.ids)
              AND ($8::text IS NULL OR e ->> 'unit' = $8)
              AND ($9::text IS NULL OR e ->> 'what' = $9)
              AND ($10::boolean IS NULL OR (e ? 'refused' OR e ->> 'what' = 'refused_more') = $10)
            ORDER BY a.n ${newest ? "DESC" : ""} LIMIT $3`,
    values: [
      chain,
      realm,
      limit,
      after,
      units,
      who,
      who === null ? null : likeText(fold(who)),
      unit,
      what,
      refused,
    ],
  });
  return rows;
}

const likeText = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

/** The names of persons of a realm, by their ids. */
export async function namesOfPersons(
  db: Reader,
  realm: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ id: string; name: string }>({
    name: "person-names",
    text: "SELECT id, name FROM persons WHERE realm = $1 AND id = ANY ($2)",
    values: [realm, [...new Set(ids)]],
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** How far a chain reaches: its head, and when its newest entry was recorded. null: it has no entry. */
export async function headOf(
  db: Reader,
  chain: string,
): Promise<{ readonly n: number; readonly hash: string; readonly until: Instant } | null> {
  const { rows } = await db.query<{ n: number; hash: string; until: Instant }>(
    `SELECT n, hash, recorded_at AS until FROM audit WHERE campaign = $1 ORDER BY n DESC LIMIT 1`,
    [chain],
  );
  return rows[0] ?? null;
}

export interface EventRead {
  readonly unit: string;
  readonly seq: number;
  readonly n: number;
  readonly type: string;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly data: Record<string, unknown>;
}

/** What happened in the units in scope, by campaign time. Plans are left out: they are large. */
export async function listEvents(
  db: Reader,
  scope: Scope,
  limit: number,
  after: readonly [Instant, string, number, number] | null,
): Promise<EventRead[]> {
  const { rows } = await db.query<EventRead>({
    name: "event-list",
    text: `SELECT c.unit, e.seq, e.n, e.type, e.at, e.recorded_at AS "recordedAt", e.data - 'plan' AS data
             FROM cycles c JOIN events e ON e.cycle = c.id
            WHERE c.campaign = $1 AND ($2::text[] IS NULL OR c.unit = ANY ($2))
              AND ($4::timestamptz IS NULL OR (e.at, c.unit, e.seq, e.n) > ($4, $5, $6::int, $7::int))
            ORDER BY e.at, c.unit, e.seq, e.n LIMIT $3`,
    values: [scope.campaign, scope.units, limit, ...(after ?? [null, null, null, null])],
  });
  return rows;
}
