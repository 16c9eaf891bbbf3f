import type { ObligationAct } from "#domain/obligation.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";

/** The question a mail's link leads to. */
export interface MailLink {
  readonly message: string;
  readonly realm: string;
  readonly person: string;
  readonly campaign: string;
  readonly unit: string;
  readonly step: string;
  readonly act: ObligationAct;
  readonly post: string;
  readonly round: number;
  readonly due: Instant;
  /** Days are over in which it works. */
  readonly expired: boolean;
  readonly used: boolean;
  /** What it asks for is still owed. */
  readonly owed: boolean;
}

/** So long a link works: over a weekend, not over a holiday. */
const LIFE = "interval '3 days'";

/** The link of a message to a person of the real realm; null when there is no such message. */
export async function readMailLink(db: Reader, message: string): Promise<MailLink | null> {
  const { rows } = await db.query<MailLink>(
    `SELECT m.id AS message, m.realm, m.person, m.campaign, o.unit, o.step, o.act, o.post, o.round, o.due_at AS due,
            m.frozen_at < now() - ${LIFE} AS expired, m.link_used_at IS NOT NULL AS used,
            o.status = 'open' AND o.generation = n.generation AS owed
       FROM messages m
       JOIN realms r ON r.id = m.realm AND r.kind = 'real'
       JOIN notices n ON n.id = m.notice
       JOIN obligations o ON o.id = n.obligation
      WHERE m.id = $1 AND m.person IS NOT NULL AND m.channel = 'email'`,
    [message],
  );
  return rows[0] ?? null;
}

/** Spends a link; false when somebody has spent it before. */
export async function spendMailLink(db: Reader, message: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE messages SET link_used_at = now(), opened_at = coalesce(opened_at, now())
      WHERE id = $1 AND link_used_at IS NULL AND frozen_at >= now() - ${LIFE}`,
    [message],
  );
  return rowCount === 1;
}

/** Gives a link back that could not be used through our own fault. */
export async function returnMailLink(db: Reader, message: string): Promise<void> {
  await db.query("UPDATE messages SET link_used_at = NULL WHERE id = $1", [message]);
}
