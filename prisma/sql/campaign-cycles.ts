import type { CycleState } from "#domain/cycle.ts";
import { phaseOf } from "#domain/phase.ts";
import type { Instant } from "#domain/time.ts";
import type { Tx } from "#prisma/client.ts";
import type { CampaignKey } from "./campaign-units.ts";
import { ENGINE } from "./inbox.ts";
import { writePlannedSteps } from "./step.ts";

/** Plans are tens of kilobytes each: so many go in one statement. */
const AT_ONCE = 250;

/**
 * Writes every cycle of a campaign as it stands at its start, with its steps, its first event, and the row in
 * its inbox that lets it begin.
 */
export async function writeCycles(
  tx: Tx,
  { realm, id }: CampaignKey,
  states: readonly CycleState[],
  now: Instant,
): Promise<void> {
  for (let from = 0; from < states.length; from += AT_ONCE) {
    const rows = states.slice(from, from + AT_ONCE).map(({ plan, ...state }) => {
      const { unit, parent } = plan;
      return {
        unit,
        parent,
        plan,
        state,
        status: state.status,
        phase: phaseOf({ ...state, plan }),
      };
    });
    await tx.query(CYCLES, [realm, id, JSON.stringify(rows), now, ENGINE]);
  }
  await tx.query(FIRST_EVENTS, [id, now]);
  await writePlannedSteps(tx, id, null);
}

const CYCLES = `
WITH written AS (
  INSERT INTO cycles (id, realm, campaign, unit, parent, status, phase, plan, state)
  SELECT $2 || '/' || x.unit, $1, $2, x.unit, x.parent, x.status, x.phase, x.plan, x.state
    FROM jsonb_to_recordset($3) AS x (unit text, parent text, plan jsonb, state jsonb, status text, phase text)
  RETURNING id
)
INSERT INTO inbox (id, realm, campaign, cycle, command, act, campaign_at)
SELECT 'b/' || id, $1, $2, id, '{"type": "begin"}', $5, $4 FROM written`;

const FIRST_EVENTS = `
INSERT INTO events (cycle, seq, n, realm, type, data, at)
SELECT id, 0, 0, realm, 'cycle_begun',
       jsonb_build_object('type', 'cycle_begun', 'at', $2::text, 'plan', plan), $2::text::timestamptz
  FROM cycles WHERE campaign = $1`;
