import type { Tx } from "#prisma/client.ts";
import { appendAudit } from "./audit.ts";

export interface BounceReport {
  /** `<…@plenum>` */
  readonly messageId: string;
  readonly kind: "failed" | "delayed";
  /** `5.1.1`, where the report has one. */
  readonly code: string | null;
  readonly reason: string;
  readonly reportedBy: string;
}

/**
 * Enters that a message came back: the ledger shows it, and the dispatcher takes it to the next channel and
 * opens the contact's task. A delay is entered and changes nothing else. The same report again is one
 * entry. null: no message of the real realm has this id.
 */
export async function enterBounce(
  tx: Tx,
  report: BounceReport,
): Promise<{ message: string } | null> {
  const { rows } = await tx.query<{ id: string; campaign: string; realm: string }>(
    `SELECT m.id, m.campaign, m.realm FROM messages m JOIN realms r ON r.id = m.realm AND r.kind = 'real'
      WHERE m.message_id = $1 FOR NO KEY UPDATE OF m`,
    [report.messageId],
  );
  const [message] = rows;
  if (!message) return null;
  const { kind, code, reason, reportedBy } = report;
  const entered = await tx.query(
    `INSERT INTO bounces (message, n, realm, kind, code, reason, reported_by)
     SELECT $1, 1 + (SELECT count(*) FROM bounces WHERE message = $1), $2, $3, $4, $5, $6
      WHERE NOT EXISTS (SELECT FROM bounces WHERE message = $1 AND kind = $3 AND reason = $5)`,
    [message.id, message.realm, kind, code, reason, reportedBy],
  );
  if (entered.rowCount === 0) return { message: message.id };
  if (kind === "failed") {
    // Also where its own answer was lost: that it came back says that it had been taken.
    await tx.query(
      `UPDATE messages SET status = 'bounced', reason = $2, lease_until = NULL, fell_back = NULL
        WHERE id = $1 AND status IN ('accepted', 'frozen', 'failed')`,
      [message.id, reason],
    );
    await tx.query(
      `UPDATE notices n SET status = 'sent', settled_at = now()
        WHERE n.status = 'frozen' AND n.id = (SELECT notice FROM messages WHERE id = $1)
          AND NOT EXISTS (SELECT FROM messages m WHERE m.notice = n.id AND m.status IN ('frozen', 'waiting'))`,
      [message.id],
    );
    await tx.query("SELECT pg_notify('plenum_notices', '')");
  }
  const entry = { what: "bounce", message: message.id, kind, code, by: reportedBy };
  await appendAudit(tx, { campaign: message.campaign, realm: message.realm, entry });
  return { message: message.id };
}
