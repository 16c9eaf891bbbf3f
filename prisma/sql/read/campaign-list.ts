import type { Text } from "#domain/text.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";
import type { CountsRead } from "./board.ts";
import { boardCounts, COUNTS, instantJson, stepsWithLate } from "./board.ts";
import type { Scope } from "./scope.ts";

export interface ClockRead {
  readonly mode: "real" | "stepped";
  readonly instant: Instant;
  readonly speed: number;
  readonly generation: number;
}

export interface CampaignRead {
  readonly id: string;
  readonly key: string;
  readonly title: Text;
  readonly status: "running" | "suspended" | "closed" | "cancelled";
  readonly rehearsal: boolean;
  readonly root: { readonly unit: string; readonly name: string };
  readonly pilot: string | null;
  readonly startedAt: Instant;
  /** Real instant: the order of the list. */
  readonly recordedAt: Instant;
  readonly planVersion: number;
  readonly ends: Instant;
  readonly clock: ClockRead;
}

const CLOCK = `json_build_object('mode', k.mode, 'instant', ${instantJson("campaign_now(g.id)")},
  'speed', k.speed, 'generation', k.generation) AS clock`;

// A running campaign without an open cycle is over. Derived, so that two cycles closing at once need no agreement
// and a reopened step makes it run again.
const STATUS = `CASE WHEN g.status = 'running'
    AND NOT EXISTS (SELECT FROM cycles y WHERE y.campaign = g.id AND y.open) THEN 'closed'
  ELSE g.status END AS status`;

const COLUMNS = `g.id, g.key, json_build_object('vi', g.title_vi, 'en', g.title_en) AS title,
  ${STATUS}, r.kind = 'rehearsal' AS rehearsal, g.pilot_unit AS pilot, g.plan_version AS "planVersion",
  json_build_object('unit', g.root_unit, 'name', u.name) AS root, g.started_at AS "startedAt", g.recorded_at AS "recordedAt", ${CLOCK},
  (SELECT max(due_at) FROM steps WHERE campaign = g.id) AS ends`;

const FROM = `campaigns g JOIN realms r ON r.id = g.realm JOIN clocks k ON k.campaign = g.id
  JOIN campaign_units u ON u.campaign = g.id AND u.unit = g.root_unit`;

/** Campaigns by their ids, last started first, after a given one. */
export async function listCampaigns(
  db: Reader,
  ids: readonly string[],
  limit: number,
  after: readonly [Instant, string] | null,
): Promise<CampaignRead[]> {
  const { rows } = await db.query<CampaignRead>(
    `SELECT ${COLUMNS} FROM ${FROM}
      WHERE g.id = ANY ($1) AND ($3::timestamptz IS NULL OR (g.recorded_at, g.id) < ($3, $4))
      ORDER BY g.recorded_at DESC, g.id DESC LIMIT $2`,
    [ids, limit, after?.[0] ?? null, after?.[1] ?? null],
  );
  return rows;
}

export async function readCampaign(db: Reader, scope: Scope): Promise<CampaignRead> {
  const [found] = await listCampaigns(db, [scope.campaign], 1, null);
  if (!found) throw new Error(`no campaign ${scope.campaign}`);
  return found;
}

/** Figures of several campaigns at once; those with a scope of their own, over what it may see. */
export async function countsOf(
  db: Reader,
  campaigns: readonly string[],
  scopes: readonly Scope[],
): Promise<Map<string, CountsRead>> {
  const scoped = new Set(scopes.map((scope) => scope.campaign));
  const { rows } = await db.query<{ campaign: string; counts: CountsRead }>({
    name: "campaign-counts",
    text: `SELECT g.id AS campaign, x.counts
       FROM unnest($1::text[]) AS g (id), campaign_now(g.id) AS n (now), LATERAL (
            SELECT ${COUNTS} AS counts FROM ${stepsWithLate("g.id", "n.now")}
             WHERE s.campaign = g.id) AS x`,
    values: [campaigns.filter((campaign) => !scoped.has(campaign))],
  });
  const counted = new Map(rows.map((row) => [row.campaign, row.counts]));
  for (const scope of scopes) counted.set(scope.campaign, await boardCounts(db, scope));
  return counted;
}

/** The clock and status of one campaign. */
export async function readClock(db: Reader, campaign: string): Promise<ClockRead> {
  const { rows } = await db.query<{ clock: ClockRead }>(
    `SELECT ${CLOCK} FROM campaigns g JOIN clocks k ON k.campaign = g.id WHERE g.id = $1`,
    [campaign],
  );
  const [row] = rows;
  if (!row) throw new Error(`no campaign ${campaign}`);
  return row.clock;
}
