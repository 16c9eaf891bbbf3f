import type { Reader } from "#prisma/client.ts";
import type { Scope } from "./scope.ts";

/** The units of a campaign that somebody may know, in tree order. */
export async function listUnits(
  db: Reader,
  scope: Scope,
): Promise<{ readonly unit: string; readonly parent: string | null }[]> {
  const { rows } = await db.query<{ unit: string; parent: string | null }>(
    `SELECT unit, parent FROM campaign_units
      WHERE campaign = $1 AND ($2::text[] IS NULL OR unit = ANY ($2)) ORDER BY ord`,
    [scope.campaign, scope.units],
  );
  return rows;
}
