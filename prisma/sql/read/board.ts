import type { Reader } from "#prisma/client.ts";
import { type Scope, scopeValues, withinScope } from "./scope.ts";

/** An instant inside JSON, as the domain writes it. */
export const instantJson = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * SQL: the overdue steps of a campaign, one row each. A step is overdue when an open obligation on it, a decision
 * or a receipt too, is past its own date: the one definition, in rules `isOverdue`.
 */
export const lateSteps = (campaign: string, now: string): string => `(
  SELECT DISTINCT o.cycle, o.step FROM obligations o
   WHERE o.campaign = ${campaign} AND o.status = 'open' AND o.due_at < ${now})`;

/**
 * SQL: the steps of a campaign on which something was done after its own date. A submission that was handed in on
 * time and accepted within the days agreed is none, whatever its step's date was. A receipt comes after the step.
 */
const stepsDoneLate = (campaign: string): string => `(
  SELECT DISTINCT o.cycle, o.step FROM obligations o
   WHERE o.campaign = ${campaign} AND o.status = 'met' AND o.ended_at > o.due_at AND o.act <> 'acknowledge')`;

/** SQL: steps `s` by their state, beside the overdue ones joined as `late`. */
export const COUNTS = `
  json_build_object('units', count(DISTINCT s.unit), 'steps', count(*),
    'done', count(*) FILTER (WHERE s.status = 'done'),
    'open', count(*) FILTER (WHERE s.status IN ('open', 'submitted', 'approved')),
    'overdue', count(late.step))`;

/** SQL: steps `s` with the overdue ones beside them as `late`. */
export const stepsWithLate = (campaign: string, now: string): string =>
  `steps s LEFT JOIN ${lateSteps(campaign, now)} late ON late.cycle = s.cycle AND late.step = s.step`;

export interface BoardFilter {
  readonly units: readonly string[] | null;
  readonly under: string | null;
}

export interface BoardRowRead {
  readonly unit: string;
  readonly name: string;
  readonly level: string;
  readonly parent: string | null;
  readonly depth: number;
  readonly pilot: boolean;
  readonly territorial: boolean;
  readonly team: string | null;
  readonly phase: string;
  readonly seq: number;
  readonly cells: Record<string, Record<string, unknown>>;
}

/**
 * Says whether the board looks different, without reading it: the sum of the cycles' sequences, the
 * clock, and which obligations are overdue (the passing of time and receipts change that without a recording).
 */
export async function boardVersion(db: Reader, scope: Scope): Promise<string> {
  const { rows } = await db.query<{ version: string }>({
    name: "board-version",
    text: `SELECT concat_ws('.', k.generation, g.plan_version, g.status, c.seqs, c.cycles, s.late,
                    md5(concat($3::text[]::text, $4::text[]::text, $5::text[]::text))) AS version
             FROM campaigns g JOIN clocks k ON k.campaign = g.id,
                  (SELECT sum(seq) AS seqs, count(*) AS cycles FROM cycles WHERE campaign = $1) c,
                  (SELECT sum(hashtextextended(o.id, 0)) AS late FROM obligations o
                    WHERE o.campaign = $1 AND o.status = 'open' AND o.due_at < $2) s
            WHERE g.id = $1`,
    values: [scope.campaign, scope.now, ...scopeValues(scope)],
  });
  return rows[0]?.version ?? "";
}

/** Units × steps in one statement, whatever their number: a row a unit, its cells as one JSON object. */
export async function boardRows(
  db: Reader,
  scope: Scope,
  filter: BoardFilter,
): Promise<BoardRowRead[]> {
  const { rows } = await db.query<BoardRowRead>({
    name: "board",
    text: `
WITH RECURSIVE below AS (
  SELECT unit FROM campaign_units WHERE campaign = $1 AND unit = $7
   UNION
  SELECT u.unit FROM below JOIN campaign_units u ON u.campaign = $1 AND u.parent = below.unit
), cells AS (
  SELECT s.unit, json_object_agg(s.step, json_strip_nulls(json_build_object(
           'status', s.status, 'round', s.round, 'due', ${instantJson("s.due_at")},
           'overdue', CASE WHEN late.step IS NOT NULL THEN true END,
           'returned', CASE WHEN s.status = 'open' AND s.outcome ->> 'kind' = 'returned' THEN true END,
           'proposed', CASE WHEN s.proposed THEN true END,
           'doneLate', CASE WHEN s.status = 'done' AND slow.step IS NOT NULL THEN true END,
           'day', s.day, 'doneAt', ${instantJson("s.done_at")})) ORDER BY s.ord) AS cells
    FROM ${stepsWithLate("$1", "$2")}
    LEFT JOIN ${stepsDoneLate("$1")} slow ON slow.cycle = s.cycle AND slow.step = s.step
   WHERE s.campaign = $1 AND ${withinScope("s", 3)}
     AND ($6::text[] IS NULL OR s.unit = ANY ($6))
     AND ($7::text IS NULL OR s.unit IN (SELECT unit FROM below))
   GROUP BY s.unit
)
SELECT u.unit, u.name, u.level, u.parent, u.depth, u.pilot, u.territorial, u.team,
       c.phase, c.seq, cells.cells
  FROM cells JOIN campaign_units u ON u.campaign = $1 AND u.unit = cells.unit
  JOIN cycles c ON c.campaign = $1 AND c.unit = cells.unit
 ORDER BY u.ord`,
    values: [scope.campaign, scope.now, ...scopeValues(scope), filter.units, filter.under],
  });
  return rows;
}

export interface CountsRead {
  readonly units: number;
  readonly steps: number;
  readonly done: number;
  readonly open: number;
  readonly overdue: number;
}

/** The figures above the board, over all that the scope may see. */
export async function boardCounts(db: Reader, scope: Scope): Promise<CountsRead> {
  const { rows } = await db.query<{ counts: CountsRead }>({
    name: "board-counts",
    text: `SELECT ${COUNTS} AS counts FROM ${stepsWithLate("$1", "$2")}
            WHERE s.campaign = $1 AND ${withinScope("s", 3)}`,
    values: [scope.campaign, scope.now, ...scopeValues(scope)],
  });
  return rows[0]?.counts ?? { units: 0, steps: 0, done: 0, open: 0, overdue: 0 };
}
