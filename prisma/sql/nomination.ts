import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";

export interface NominationKey {
  readonly realm: string;
  readonly campaign: string;
  readonly unit: string;
  readonly step: string;
  readonly at: Instant;
}

/** Models a unit may put forward. */
export async function readModels(
  reader: Reader,
  campaign: string,
  unit: string,
): Promise<string[]> {
  const { rows } = await reader.query<{ id: string }>(
    `SELECT id FROM models WHERE campaign = $1 AND unit = $2 AND state <> 'withdrawn' ORDER BY id`,
    [campaign, unit],
  );
  return rows.map((row) => row.id);
}

/** Models that have come up to a unit and been accepted there: what its council votes on. */
export async function readCandidates(
  reader: Reader,
  campaign: string,
  unit: string,
): Promise<string[]> {
  const { rows } = await reader.query<{ model: string }>(
    `SELECT model FROM nominations WHERE campaign = $1 AND to_unit = $2
        AND state IN ('accepted', 'chosen', 'not_chosen') ORDER BY model COLLATE "C"`,
    [campaign, unit],
  );
  return rows.map((row) => row.model);
}

/**
 * Puts models forward to another unit (or `outside`), each linked to the nomination that brought it
 * here; the models' own state follows (`proposed` from below, `nominated` after a ballot).
 */
export async function proposeModels(
  tx: Tx,
  key: NominationKey & {
    readonly to: string;
    readonly models: readonly string[];
    readonly state: "proposed" | "nominated";
  },
): Promise<void> {
  await tx.query(
    `WITH up AS (
       INSERT INTO nominations AS n (realm, campaign, model, from_unit, to_unit, step, from_below, state, at)
       SELECT $1, $2, m, $3, $5, $4, b.model || '/' || b.to_unit, 'proposed', $6
         FROM unnest($7::text[]) AS m
         LEFT JOIN nominations b ON b.campaign = $2 AND b.model = m AND b.to_unit = $3
       ON CONFLICT (campaign, model, to_unit) DO UPDATE
          SET state = 'proposed', reason = NULL, at = excluded.at, decided_at = NULL
     )
     UPDATE models SET state = $8, updated_at = $6 WHERE campaign = $2 AND id = ANY ($7)`,
    [key.realm, key.campaign, key.unit, key.step, key.to, key.at, key.models, key.state],
  );
}

/** The receiver accepts these of the models put forward by the step; the others are not chosen. */
export async function acceptModels(
  tx: Tx,
  key: NominationKey & { readonly accepted: readonly string[]; readonly outside: boolean },
): Promise<void> {
  await tx.query(
    `WITH decided AS (
       UPDATE nominations SET decided_at = $4,
              state = CASE WHEN NOT model = ANY ($5) THEN 'not_chosen' WHEN $6 THEN 'chosen' ELSE 'accepted' END
        WHERE campaign = $1 AND from_unit = $2 AND step = $3 AND state = 'proposed' RETURNING model
     )
     UPDATE models m SET updated_at = $4,
            state = CASE WHEN NOT m.id = ANY ($5) THEN 'not_chosen' WHEN $6 THEN 'recognised' ELSE 'appraised' END
       FROM decided WHERE m.campaign = $1 AND m.id = decided.model`,
    [key.campaign, key.unit, key.step, key.at, key.accepted, key.outside],
  );
}

/** What a step had put forward comes back: returned, withdrawn or reopened. */
export async function returnModels(
  tx: Tx,
  key: NominationKey & { readonly reason: string | null },
): Promise<void> {
  await tx.query(
    `UPDATE nominations SET state = 'returned', reason = $4, decided_at = $5
      WHERE campaign = $1 AND from_unit = $2 AND step = $3 AND state <> 'returned'`,
    [key.campaign, key.unit, key.step, key.reason, key.at],
  );
}

/** What a unit's council chose is commended by the decision that is issued, or no longer when that is reopened. */
export async function commendModels(
  tx: Tx,
  key: Omit<NominationKey, "realm" | "step"> & { readonly commended: boolean },
): Promise<void> {
  const [from, to] = key.commended ? ["chosen", "commended"] : ["commended", "chosen"];
  await tx.query(
    `UPDATE models m SET state = $5, updated_at = $3
       FROM nominations n
      WHERE n.campaign = $1 AND n.to_unit = $2 AND n.state = 'chosen'
        AND m.campaign = n.campaign AND m.id = n.model AND m.state = $4`,
    [key.campaign, key.unit, key.at, from, to],
  );
}

/** A council's choice among the models accepted by its unit. */
export async function chooseModels(
  tx: Tx,
  key: NominationKey & { readonly chosen: readonly string[] },
): Promise<void> {
  await tx.query(
    `WITH decided AS (
       UPDATE nominations SET decided_at = $3,
              state = CASE WHEN model = ANY ($4) THEN 'chosen' ELSE 'not_chosen' END
        WHERE campaign = $1 AND to_unit = $2 AND state IN ('accepted', 'chosen', 'not_chosen')
       RETURNING model, state
     )
     UPDATE models m SET updated_at = $3, state = decided.state
       FROM decided WHERE m.campaign = $1 AND m.id = decided.model`,
    [key.campaign, key.unit, key.at, key.chosen],
  );
}
