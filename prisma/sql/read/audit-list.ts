import type { Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";
import type { Scope } from "./scope.ts";

export interface AuditRead {
  readonly n: number;
  readonly recordedAt: Instant;
  readonly entry: string;
  readonly hash: string;
}

/** The chain, oldest first; who may not know of all units gets the entries about those in scope. */
export async function listAudit(
  db: Reader,
  scope: Scope,
  limit: number,
  after: number | null,
): Promise<AuditRead[]> {
  const { rows } = await db.query<AuditRead>({
    name: "audit-list",
    text: `SELECT n, recorded_at AS "recordedAt", entry, hash FROM audit
            WHERE campaign = $1 AND realm = $2 AND n > $4
              AND ($5::text[] IS NULL
                   OR CASE WHEN entry IS JSON THEN entry::jsonb ->> 'unit' END = ANY ($5))
            ORDER BY n LIMIT $3`,
    values: [scope.campaign, scope.realm, limit, after ?? 0, scope.units],
  });
  return rows;
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
