import type { Tx } from "#prisma/client.ts";

/**
 * Mirrors the planned steps of a campaign's cycles (or of one of them) in rows: what is planned is
 * brought up to date, how a step stands is left as it is.
 */
export async function writePlannedSteps(
  tx: Tx,
  campaign: string,
  cycle: string | null,
): Promise<void> {
  await tx.query(
    `INSERT INTO steps (cycle, step, realm, campaign, unit, ord, kind, title_vi, title_en, owner,
                        status, due_at, proposed, day, earliest_at, slack)
     SELECT c.id, s ->> 'id', c.realm, c.campaign, c.unit, x.ord, s ->> 'kind', s -> 'title' ->> 'vi',
            s -> 'title' ->> 'en', s ->> 'owner', 'waiting', (s -> 'due' ->> 'at')::timestamptz,
            (s -> 'due' ->> 'proposed')::boolean, (s -> 'conference' ->> 'day')::date,
            (s ->> 'earliest')::timestamptz, (s ->> 'slack')::integer
       FROM cycles c, jsonb_array_elements(c.plan -> 'steps') WITH ORDINALITY AS x (s, ord)
      WHERE c.campaign = $1 AND ($2::text IS NULL OR c.id = $2)
     ON CONFLICT (cycle, step) DO UPDATE SET ord = excluded.ord, title_vi = excluded.title_vi,
       title_en = excluded.title_en, owner = excluded.owner, due_at = excluded.due_at,
       proposed = excluded.proposed, day = excluded.day, earliest_at = excluded.earliest_at, slack = excluded.slack`,
    [campaign, cycle],
  );
}
