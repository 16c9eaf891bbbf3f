import type { Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";
import { type BoardFilter, type BoardRowRead, instantJson, stepsWithLate } from "./board.ts";
import { type Scope, scopeValues, withinScope } from "./scope.ts";

/** A cell that some units share, and which: `units[n]` has it at its step `steps[n]`. */
export interface KindRead {
  readonly cell: {
    readonly status: string;
    readonly round: number;
    readonly due: Instant;
    readonly overdue?: true;
    readonly returned?: true;
    readonly proposed?: true;
    readonly day?: string;
    readonly done?: string;
    readonly earliest: Instant;
    readonly slack: number;
  };
  readonly units: readonly string[];
  readonly steps: readonly string[];
}

const BELOW = `
below AS (
  SELECT unit FROM campaign_units WHERE campaign = $1 AND unit = $7
   UNION
  SELECT u.unit FROM below JOIN campaign_units u ON u.campaign = $1 AND u.parent = below.unit
)`;

/** The board's cells grouped by what they show: the database writes JSON for each different one, not for each. */
export async function gridKinds(
  db: Reader,
  scope: Scope,
  filter: BoardFilter,
): Promise<KindRead[]> {
  const { rows } = await db.query<KindRead>({
    name: "grid",
    text: `
WITH RECURSIVE ${BELOW}, picked AS (
  SELECT s.unit, s.step, s.status, s.round, s.due_at, s.day, s.proposed, s.slack,
         coalesce(s.earliest_at, s.due_at) AS earliest_at, late.step IS NOT NULL AS overdue,
         s.status = 'open' AND coalesce(s.outcome ->> 'kind' = 'returned', false) AS returned,
         (s.done_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS done
    FROM ${stepsWithLate("$1", "$2")}
   WHERE s.campaign = $1 AND ${withinScope("s", 3)}
     AND ($6::text[] IS NULL OR s.unit = ANY ($6))
     AND ($7::text IS NULL OR s.unit IN (SELECT unit FROM below))
)
SELECT json_strip_nulls(json_build_object('status', status, 'round', round, 'due', ${instantJson("due_at")},
         'overdue', CASE WHEN overdue THEN true END, 'returned', CASE WHEN returned THEN true END,
         'proposed', CASE WHEN proposed THEN true END, 'day', day, 'done', done,
         'earliest', ${instantJson("earliest_at")}, 'slack', coalesce(slack, 0))) AS cell,
       array_agg(unit) AS units, array_agg(step) AS steps
  FROM picked
 GROUP BY status, round, due_at, overdue, returned, proposed, day, done, earliest_at, slack`,
    values: [scope.campaign, scope.now, ...scopeValues(scope), filter.units, filter.under],
  });
  return rows;
}

/** The units themselves, in tree order; whoever calls keeps those that have cells. */
export async function gridUnits(
  db: Reader,
  { campaign }: Scope,
  units: readonly string[] | null,
): Promise<Omit<BoardRowRead, "cells">[]> {
  const { rows } = await db.query<Omit<BoardRowRead, "cells">>({
    name: "grid-units",
    text: `SELECT u.unit, u.name, u.level, u.parent, u.depth, u.pilot, u.territorial, u.team, c.phase, c.seq
             FROM campaign_units u JOIN cycles c ON c.campaign = u.campaign AND c.unit = u.unit
            WHERE u.campaign = $1 AND ($2::text[] IS NULL OR u.unit = ANY ($2)) ORDER BY u.ord`,
    values: [campaign, units],
  });
  return rows;
}
