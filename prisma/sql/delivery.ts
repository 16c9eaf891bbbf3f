import type { Tx } from "#prisma/client.ts";

/** The answer to one hand-over. `accepted` = taken by the relay, which is not yet delivered. */
export interface Delivery {
  readonly message: string;
  readonly attempt: number;
  readonly realm: string;
  readonly status: "accepted" | "deferred" | "refused";
  readonly detail: string;
  /** Deferred: how long until it is tried again, in ms. */
  readonly retryAfter: number;
  /** Refused: the address has ended. */
  readonly cameBack?: boolean;
}

/** SQL: the notices that messages speak of, also those they carry. */
const TOLD = `SELECT notice FROM messages WHERE id = ANY ($1)
  UNION SELECT notice FROM messages WHERE carried_by = ANY ($1)`;

/**
 * Writes a batch of answers: the ledger, the messages, and the notices whose last message this settles.
 * A message once accepted stays so, whatever a later, doubled hand-over answers.
 */
export async function recordDeliveries(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  const messages = deliveries.map((delivery) => delivery.message);
  // Two dispatchers may hold the last two messages of one notice: without its lock neither would settle it.
  await tx.query(`SELECT FROM notices WHERE id IN (${TOLD}) ORDER BY id FOR NO KEY UPDATE`, [
    messages,
  ]);
  await tx.query(
    `WITH answer AS (
       SELECT * FROM json_to_recordset($1::json) AS a (
         message text, attempt integer, realm text, status text, detail text, "retryAfter" double precision,
         "cameBack" boolean)
     ), ledger AS (
       INSERT INTO deliveries (message, attempt, realm, status, detail)
       SELECT message, attempt, realm, status, detail FROM answer
       ON CONFLICT (message, attempt) DO UPDATE SET status = excluded.status, detail = excluded.detail
     )
     UPDATE messages m
        SET status = CASE a.status WHEN 'accepted' THEN 'accepted' WHEN 'refused' THEN
                      CASE WHEN a."cameBack" THEN 'bounced' ELSE 'failed' END ELSE m.status END,
            reason = CASE a.status WHEN 'accepted' THEN NULL ELSE a.detail END,
            lease_until = CASE a.status WHEN 'deferred' THEN now() + a."retryAfter" * interval '1 millisecond' END
       FROM answer a
      WHERE m.id = a.message AND m.status = 'frozen'`,
    [JSON.stringify(deliveries)],
  );
  await tx.query(
    `UPDATE notices n SET status = 'sent', settled_at = now()
      WHERE n.status = 'frozen'
        AND n.id IN (${TOLD})
        AND NOT EXISTS (SELECT FROM messages m WHERE m.notice = n.id
                           AND (m.status IN ('frozen', 'waiting') OR (m.status = 'carried' AND EXISTS (
                             SELECT FROM messages b WHERE b.id = m.carried_by AND b.status = 'frozen'))))`,
    [messages],
  );
}
