import type { Campaign } from "#domain/campaign.ts";
import type { CyclePlan } from "#domain/cycle.ts";
import { fold } from "#domain/search.ts";
import { firstNumber, seriesAt } from "#domain/series.ts";
import { type Instant, instantOf } from "#domain/time.ts";
import type { Tx } from "#prisma/client.ts";

/** The campaign's row and its realm's. */
export interface CampaignKey {
  readonly realm: string;
  readonly id: string;
}

/** Writes what a campaign pins of its tree: units with depth and team, teams, models, number series. */
export async function writeCampaignUnits(
  tx: Tx,
  { realm, id }: CampaignKey,
  campaign: Campaign,
  cycles: readonly CyclePlan[],
  now: Instant,
): Promise<void> {
  const write = (sql: string, rows: readonly unknown[], ...more: readonly string[]) =>
    rows.length > 0 ? tx.query(sql, [realm, id, JSON.stringify(rows), ...more]) : undefined;
  await write(UNITS, unitRows(campaign, cycles));
  await write(TEAMS, campaign.teams);
  await write(
    MODELS,
    campaign.models.map((one) => ({ ...one, search: fold(one.title) })),
    now,
  );
  await tx.query(SERIES, [realm, JSON.stringify(seriesRows(campaign, cycles))]);
}

/** In tree order, each with how far it is below the root. */
function unitRows(campaign: Campaign, cycles: readonly CyclePlan[]): unknown[] {
  const units = new Map(campaign.units.map((unit) => [unit.id, unit]));
  const teams = new Map(
    campaign.teams.flatMap((team) => team.follows.map((unit) => [unit, team.id])),
  );
  const depths = new Map<string, number>();
  return cycles.map(({ unit: id, parent, pilot }, ord) => {
    const depth = parent === null ? 0 : (depths.get(parent) ?? 0) + 1;
    depths.set(id, depth);
    const unit = units.get(id);
    const name = unit?.name ?? id;
    const { level, territorial } = unit ?? { level: "", territorial: false };
    const team = teams.get(id) ?? null;
    return {
      unit: id,
      ord,
      depth,
      name,
      search: fold(name),
      level,
      parent,
      territorial,
      pilot,
      team,
    };
  });
}

/**
 * Every series a planned paper will take its number from, continued where the campaign says so: planned, in the year
 * in which the campaign starts, and as entered. That of another year is made when a paper is issued in it.
 */
function seriesRows(campaign: Campaign, cycles: readonly CyclePlan[]): unknown[] {
  const series = new Map<string, unknown>();
  for (const step of cycles.flatMap((cycle) => cycle.steps)) {
    if (step.kind !== "document") continue;
    const { series: planned, issuer: committee, type } = step.document;
    const entered = step.entered === undefined ? [] : [seriesAt(step.document, step.entered)];
    const atStart = seriesAt(step.document, instantOf(campaign.starts, "00:00"));
    for (const id of [planned, atStart, ...entered]) {
      const period = id.slice(id.lastIndexOf("/") + 1);
      const next = firstNumber(campaign, { ...step.document, series: id });
      series.set(id, { id, committee, type, period, next });
    }
  }
  return [...series.values()];
}

const UNITS = `
INSERT INTO campaign_units (realm, campaign, unit, ord, depth, name, name_search, level, parent, territorial, pilot, team)
SELECT $1, $2, x.unit, x.ord, x.depth, x.name, x.search, x.level, x.parent, x.territorial, x.pilot, x.team
  FROM jsonb_to_recordset($3) AS x (unit text, ord integer, depth integer, name text, search text,
       level text, parent text, territorial boolean, pilot boolean, team text)`;

const TEAMS = `
WITH team AS (
  SELECT * FROM jsonb_to_recordset($3)
      AS x (id text, name text, leader text, capacity integer, members jsonb, follows jsonb)
), written AS (
  INSERT INTO teams (realm, campaign, id, name, leader, capacity)
  SELECT $1, $2, id, name, leader, capacity FROM team RETURNING id
), members AS (
  INSERT INTO team_members (campaign, team, post)
  SELECT $2, w.id, post FROM written w JOIN team t USING (id), jsonb_array_elements_text(t.members) AS post
  ON CONFLICT DO NOTHING
)
INSERT INTO team_units (campaign, team, unit)
SELECT $2, w.id, unit FROM written w JOIN team t USING (id), jsonb_array_elements_text(t.follows) AS unit
ON CONFLICT DO NOTHING`;

const MODELS = `
INSERT INTO models (realm, campaign, id, unit, field, kind, title, title_search, state, updated_at)
SELECT $1, $2, x.id, x.unit, x.field, x.kind, x.title, x.search, 'registered', $4
  FROM jsonb_to_recordset($3) AS x (id text, unit text, field text, kind text, title text, search text)`;

const SERIES = `
INSERT INTO series (realm, id, committee, type, period, next)
SELECT $1, x.id, x.committee, x.type, x.period, x.next
  FROM jsonb_to_recordset($2) AS x (id text, committee text, type text, period text, next integer)
ON CONFLICT (realm, id) DO NOTHING`;
