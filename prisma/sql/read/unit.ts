import type { Phase } from "#domain/cycle.ts";
import type { Reader } from "#prisma/client.ts";

export interface UnitRead {
  readonly unit: string;
  readonly name: string;
  readonly level: string;
  readonly parent: string | null;
  readonly pilot: boolean;
  readonly territorial: boolean;
  readonly team: { readonly id: string; readonly name: string } | null;
  readonly phase: Phase;
}

/** A unit as it takes part in a campaign. */
export async function readUnit(
  db: Reader,
  campaign: string,
  unit: string,
): Promise<UnitRead | null> {
  const { rows } = await db.query<UnitRead>({
    name: "unit-read",
    text: `SELECT u.unit, u.name, u.level, u.parent, u.pilot, u.territorial, c.phase,
                  CASE WHEN t.id IS NOT NULL THEN json_build_object('id', t.id, 'name', t.name) END AS team
             FROM campaign_units u JOIN cycles c ON c.campaign = u.campaign AND c.unit = u.unit
             LEFT JOIN teams t ON t.campaign = u.campaign AND t.id = u.team
            WHERE u.campaign = $1 AND u.unit = $2`,
    values: [campaign, unit],
  });
  return rows[0] ?? null;
}
