import type { Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";
import { type Scope, scopeValues, withinScope } from "./scope.ts";

export interface NextRead {
  readonly list: "late" | "blocked" | "coming";
  readonly total: number;
  readonly cycle: string;
  readonly unit: string;
  readonly step: string;
  readonly due: Instant;
  readonly posts: readonly string[];
}

/** Of each list the first few. */
const FIRST = 12;

/**
 * Who is late (the overdue steps, as the board counts them, with the posts whose date has passed), what blocks (a gate that stands, a step that waits although
 * its day is near), what comes next (owed and not yet due): one query, the soonest first.
 */
export async function nextOf(db: Reader, scope: Scope): Promise<NextRead[]> {
  const { rows } = await db.query<NextRead>({
    name: "next",
    text: `
WITH owed AS (
  SELECT CASE WHEN min(o.due_at) < $2 THEN 'late' ELSE 'coming' END AS list,
         o.cycle, o.unit, o.step, min(o.due_at) AS due,
         coalesce(array_agg(DISTINCT o.post) FILTER (WHERE o.due_at < $2), array_agg(DISTINCT o.post)) AS posts
    FROM obligations o
   WHERE o.campaign = $1 AND o.status = 'open' AND ${withinScope("o", 3)}
   GROUP BY o.cycle, o.unit, o.step
), held AS (
  SELECT 'blocked' AS list, s.cycle, s.unit, s.step, s.due_at AS due, ARRAY[s.owner] AS posts
    FROM steps s JOIN cycles c ON c.id = s.cycle
   WHERE s.campaign = $1 AND c.open AND ${withinScope("s", 3)}
     AND ((s.status = 'waiting' AND s.due_at < $2::timestamptz + interval '7 days')
       OR (s.status = 'open' AND s.kind = 'gate'))
), ranked AS (
  SELECT *, count(*) OVER (PARTITION BY list)::int AS total,
         row_number() OVER (PARTITION BY list ORDER BY due, cycle, step) AS place
    FROM (SELECT * FROM owed UNION ALL SELECT * FROM held) AS every
)
SELECT list, total, cycle, unit, step, due, posts FROM ranked WHERE place <= ${FIRST} ORDER BY place`,
    values: [scope.campaign, scope.now, ...scopeValues(scope)],
  });
  return rows;
}
