import type { Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";
import type { Scope } from "./scope.ts";

export interface ModelRead {
  readonly id: string;
  readonly unit: string;
  readonly unitName: string;
  readonly field: string;
  readonly kind: "collective" | "individual";
  readonly title: string;
  readonly state:
    | "registered"
    | "proposed"
    | "appraised"
    | "chosen"
    | "commended"
    | "nominated"
    | "recognised"
    | "not_chosen"
    | "withdrawn";
}

const MODEL = `m.id, m.unit, u.name AS "unitName", m.field, m.kind, m.title, m.state`;

/** Models of the units in scope, by id. */
export async function listModels(
  db: Reader,
  scope: Scope,
  limit: number,
  after: string | null,
): Promise<ModelRead[]> {
  const { rows } = await db.query<ModelRead>({
    name: "model-list",
    text: `SELECT ${MODEL} FROM models m
             JOIN campaign_units u ON u.campaign = m.campaign AND u.unit = m.unit
            WHERE m.campaign = $1 AND ($2::text[] IS NULL OR m.unit = ANY ($2))
              AND ($4::text IS NULL OR m.id > $4)
            ORDER BY m.id LIMIT $3`,
    values: [scope.campaign, scope.units, limit, after],
  });
  return rows;
}

/** Models by their ids, for the choices of a step: who may choose among them may read them. */
export async function modelsById(
  db: Reader,
  campaign: string,
  ids: readonly string[],
): Promise<Map<string, ModelRead>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<ModelRead>({
    name: "models-by-id",
    text: `SELECT ${MODEL} FROM models m
             JOIN campaign_units u ON u.campaign = m.campaign AND u.unit = m.unit
            WHERE m.campaign = $1 AND m.id = ANY ($2)`,
    values: [campaign, [...new Set(ids)]],
  });
  return new Map(rows.map((row) => [row.id, row]));
}

export interface NominationRead {
  readonly model: string;
  readonly title: string;
  readonly fromUnit: string;
  readonly toUnit: string;
  readonly step: string;
  readonly fromBelow: string | null;
  readonly state: "proposed" | "accepted" | "returned" | "chosen" | "not_chosen";
  readonly reason: string | null;
  readonly at: Instant;
  readonly decidedAt: Instant | null;
}

/** Nominations that come from, or concern a model of, the units in scope. */
export async function listNominations(
  db: Reader,
  scope: Scope,
  limit: number,
  after: readonly [string, string] | null,
): Promise<NominationRead[]> {
  const { rows } = await db.query<NominationRead>({
    name: "nomination-list",
    text: `SELECT n.model, m.title, n.from_unit AS "fromUnit", n.to_unit AS "toUnit", n.step,
                  n.from_below AS "fromBelow", n.state, n.reason, n.at, n.decided_at AS "decidedAt"
             FROM nominations n JOIN models m ON m.campaign = n.campaign AND m.id = n.model
            WHERE n.campaign = $1
              AND ($2::text[] IS NULL OR n.from_unit = ANY ($2) OR m.unit = ANY ($2))
              AND ($4::text IS NULL OR (n.model, n.to_unit) > ($4, $5))
            ORDER BY n.model, n.to_unit LIMIT $3`,
    values: [scope.campaign, scope.units, limit, after?.[0] ?? null, after?.[1] ?? null],
  });
  return rows;
}

/** Models that units may put forward, and those that have come up to units to be voted on. */
export async function modelsToChoose(
  db: Reader,
  campaign: string,
  own: readonly string[],
  voted: readonly string[],
): Promise<{ own: ModelRead[]; candidates: (ModelRead & { readonly at: string })[] }> {
  const { rows } = await db.query<ModelRead & { readonly at: string | null }>({
    name: "models-to-choose",
    text: `SELECT ${MODEL}, NULL AS at FROM models m
             JOIN campaign_units u ON u.campaign = m.campaign AND u.unit = m.unit
            WHERE m.campaign = $1 AND m.unit = ANY ($2) AND m.state <> 'withdrawn'
           UNION ALL
           SELECT ${MODEL}, n.to_unit FROM nominations n
             JOIN models m ON m.campaign = n.campaign AND m.id = n.model
             JOIN campaign_units u ON u.campaign = m.campaign AND u.unit = m.unit
            WHERE n.campaign = $1 AND n.to_unit = ANY ($3)
              AND n.state IN ('accepted', 'chosen', 'not_chosen')
           ORDER BY id`,
    values: [campaign, [...new Set(own)], [...new Set(voted)]],
  });
  return {
    own: rows.filter((row) => row.at === null),
    candidates: rows.flatMap((row) => (row.at === null ? [] : [{ ...row, at: row.at }])),
  };
}
