import type pg from "pg";
import type { Campaign } from "#domain/campaign.ts";
import { plan } from "#domain/plan.ts";
import { type Day, type Instant, instantOf } from "#domain/time.ts";
import { inTransaction } from "#prisma/client.ts";
import { startCampaign } from "#prisma/sql/campaign.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";

/** A campaign in the database whose conferences the test opens, moves and ends as recordings would write it. */
export interface Play {
  readonly campaign: string;
  readonly definition: Campaign;
  /** The day of a unit's conference. */
  dayOf(unit: string): Promise<Day>;
  open(unit: string): Promise<void>;
  moveTo(unit: string, day: Day, confirmed?: boolean): Promise<void>;
  cancel(unit: string): Promise<void>;
  held(unit: string): Promise<void>;
  clockTo(instant: Instant): Promise<void>;
}

export interface PlayOptions {
  readonly definition?: Campaign;
  readonly realm?: { readonly id: string; readonly kind: "real" | "rehearsal" };
}

/** Of the small campaign, nothing of which has been recorded yet; its clock stands at its start. */
export async function play(pool: pg.Pool, options: PlayOptions = {}): Promise<Play> {
  const { definition = aPlayableCampaign(), realm = { id: "real", kind: "real" } } = options;
  const started = await inTransaction(pool, (tx) =>
    startCampaign(tx, {
      campaign: definition,
      plan: plan(definition),
      realm: { ...realm, title: "Thử" },
      mode: "stepped",
      startedBy: null,
      now: instantOf(definition.starts, "07:00"),
    }),
  );
  if (started.status !== "started") throw new Error(started.status);
  const { campaign } = started;
  const change = (unit: string, set: string, values: readonly unknown[] = []): Promise<void> =>
    inTransaction(pool, async (tx) => {
      await tx.query("UPDATE cycles SET seq = seq + 1 WHERE id = $1", [`${campaign}/${unit}`]);
      await tx.query(`UPDATE steps SET ${set} WHERE cycle = $1 AND kind = 'conference'`, [
        `${campaign}/${unit}`,
        ...values,
      ]);
    });
  const hold = (unit: string, sql: string): Promise<unknown> =>
    pool.query(sql, [campaign, `${campaign}/${unit}`]);
  return {
    campaign,
    definition,
    dayOf: async (unit) => {
      const { rows } = await pool.query<{ day: Day }>(
        "SELECT day FROM steps WHERE cycle = $1 AND kind = 'conference'",
        [`${campaign}/${unit}`],
      );
      return rows[0]?.day ?? "";
    },
    open: async (unit) => {
      await hold(
        unit,
        `INSERT INTO obligations (id, realm, campaign, cycle, unit, step, act, post, round, ladder,
                                  due_at, first_due_at, status, arose_at)
         SELECT concat_ws('/', $1::text, unit, step, 'hold', owner, 1), realm, campaign, cycle, unit, step, 'hold',
                owner, 1, 'standard', due_at, due_at, 'open', campaign_now($1) FROM steps WHERE cycle = $2 AND kind = 'conference'`,
      );
      await change(unit, "status = 'open', round = 1");
    },
    moveTo: (unit, day, confirmed = false) =>
      change(unit, "day = $2, proposed = NOT $3", [day, confirmed]),
    cancel: async (unit) => {
      await hold(unit, "UPDATE obligations SET status = 'void' WHERE campaign = $1 AND cycle = $2");
      await change(unit, "status = 'cancelled'");
    },
    held: async (unit) => {
      await hold(unit, "UPDATE obligations SET status = 'met' WHERE campaign = $1 AND cycle = $2");
      await change(unit, "status = 'done'");
    },
    clockTo: async (instant) => {
      await pool.query("UPDATE clocks SET instant = $2 WHERE campaign = $1", [campaign, instant]);
    },
  };
}
