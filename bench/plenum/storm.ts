import type pg from "pg";
import { createRecords } from "#activities/records.ts";
import type { ClaimedMessage } from "#prisma/sql/message.ts";
import { unitsOf } from "./campaign.ts";
import { begin } from "./program.ts";

/** A storm of reminders in Plenum's database. */
export interface Storm {
  /** All reminders fall due at this instant, ms. */
  dueAt(instant: number): Promise<void>;
  /** So many of them are claimed, frozen and committed by now. */
  frozen(): Promise<number>;
  /** So many have their server's answer in the ledger. */
  delivered(): Promise<number>;
  /** The frozen messages as they are handed over. */
  messages(): Promise<ClaimedMessage[]>;
  /** Leaves nothing open behind. */
  end(): Promise<void>;
}

const SOON_MS = 10 * 60_000;

/**
 * A campaign in which so many people owe something. It is recorded by the product's own activity,
 * but without workflows: reminders are rows, and starting thousands of workflows is measured elsewhere.
 */
export async function raiseStorm(pool: pg.Pool, campaign: string, count: number): Promise<Storm> {
  await begin(pool, campaign, count);
  const { record } = createRecords({ pool, poke: () => undefined });
  for (const unit of unitsOf(campaign, count))
    await record({ cycle: `${campaign}/${unit}`, epoch: 1 });
  const number = async (sql: string): Promise<number> => {
    const { rows } = await pool.query<{ n: number }>({ text: sql, values: [campaign] });
    return rows[0]?.n ?? 0;
  };
  return {
    async dueAt(instant) {
      // Owed within minutes: what can wait would be held back at night and on days off, whenever this is run.
      await pool.query("UPDATE obligations SET due_at = $2 WHERE campaign = $1", [
        campaign,
        new Date(instant + SOON_MS).toISOString(),
      ]);
      await pool.query(
        `UPDATE notices SET due_at = $2, due_real = $2 WHERE campaign = $1 AND status = 'open'`,
        [campaign, new Date(instant).toISOString()],
      );
    },
    frozen: () => number("SELECT count(*) AS n FROM messages WHERE campaign = $1"),
    delivered: () =>
      number(
        `SELECT count(*) AS n FROM deliveries d JOIN messages m ON m.id = d.message
          WHERE m.campaign = $1 AND d.status = 'accepted'`,
      ),
    async messages() {
      const { rows } = await pool.query<ClaimedMessage>(
        `SELECT m.id, m.realm, false AS rehearsal, m.notice, 1 AS attempt, m.address,
                (SELECT p.name FROM persons p WHERE p.realm = m.realm AND p.id = m.person) AS name,
                m.message_id AS "messageId", m.subject, m.body_text AS text, m.body_html AS html,
                m.campaign, m.frozen_at AS "frozenAt"
           FROM messages m WHERE m.campaign = $1`,
        [campaign],
      );
      return rows;
    },
    async end() {
      await pool.query(
        `WITH closed AS (UPDATE cycles SET open = false, status = 'cancelled' WHERE campaign = $1)
         UPDATE campaigns SET status = 'cancelled' WHERE id = $1`,
        [campaign],
      );
    },
  };
}
