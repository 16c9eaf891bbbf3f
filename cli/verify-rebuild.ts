import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import type { CycleState } from "#domain/cycle.ts";
import type { CycleEvent } from "#domain/event.ts";
import { evolve } from "#domain/evolve.ts";

interface CycleRow {
  readonly id: string;
  readonly plan: CycleState["plan"];
  readonly state: Omit<CycleState, "plan">;
  readonly events: readonly CycleEvent[];
}

const AT_ONCE = 50;

/** Folds a campaign's cycles again from their events; names those whose rows say something else. */
export async function findUnfaithful(
  pool: pg.Pool,
  campaign: string,
): Promise<{ cycles: number; wrong: string[] }> {
  const wrong: string[] = [];
  let cycles = 0;
  for (let after = ""; ; ) {
    const rows = await cyclesAfter(pool, campaign, after);
    cycles += rows.length;
    for (const { id, plan, state, events } of rows) {
      const folded = events.reduce<CycleState | null>(evolve, null);
      // As it would lie in its row: what is undefined is not there.
      const kept: unknown = JSON.parse(JSON.stringify(folded));
      if (!isDeepStrictEqual(kept, { ...state, plan })) {
        wrong.push(`${id}: its state is not what its ${events.length} events make.`);
      }
    }
    const last = rows.at(-1);
    if (last === undefined) return { cycles, wrong };
    after = last.id;
  }
}

async function cyclesAfter(pool: pg.Pool, campaign: string, after: string): Promise<CycleRow[]> {
  // One statement, so that a cycle and its events are of the same instant.
  const { rows } = await pool.query<CycleRow>(
    `SELECT c.id, c.plan, c.state,
            (SELECT coalesce(jsonb_agg(e.data ORDER BY e.seq, e.n), '[]') FROM events e WHERE e.cycle = c.id) AS events
       FROM cycles c WHERE c.campaign = $1 AND c.id > $2 ORDER BY c.id LIMIT ${AT_ONCE}`,
    [campaign, after],
  );
  return rows;
}
