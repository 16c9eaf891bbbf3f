import type pg from "pg";
import { inTransaction, type Tx } from "#prisma/client.ts";
import { appendAudit, realmChain } from "./audit.ts";

/** What somebody tried and was not let do. */
export interface Refusal {
  readonly realm: string;
  /** An operator of the real realm tries in rehearsals too. */
  readonly operator: boolean;
  /** The account, as the API names them. */
  readonly account: string;
  /** The campaign it was about, as it was named; it may not exist. */
  readonly campaign: string | null;
  readonly entry: Readonly<Record<string, unknown>>;
}

/** Attempts of one account in one minute that have an entry each; the others have one together. */
const ENTERED_EACH = 10;

/**
 * Enters a refused attempt: in the chain of its campaign where there is one in the account's realm, otherwise in the
 * realm's own. Of many in a minute only the first few, and a count of the others once the minute is over.
 */
export async function enterRefusal(pool: pg.Pool, refusal: Refusal): Promise<void> {
  const { realm, operator, account, campaign, entry } = refusal;
  const total = await inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ realm: string; chain: string; total: number }>(
      `INSERT INTO refused_attempts AS r (realm, chain, account, minute, total)
       SELECT coalesce(c.realm, $1), coalesce(c.id, $2), $3, date_trunc('minute', now()), 1
         FROM (SELECT 1) AS always
         LEFT JOIN campaigns c ON c.id = $4 AND (c.realm = $1 OR ($1 = 'real' AND $5))
       ON CONFLICT (chain, account, minute) DO UPDATE SET total = r.total + 1
       RETURNING realm, chain, total`,
      [realm, realmChain(realm), account, campaign, operator],
    );
    const [row] = rows;
    if (row && row.total <= ENTERED_EACH)
      await appendAudit(tx, { campaign: row.chain, realm: row.realm, entry });
    return row?.total ?? 0;
  });
  if (total === 1) await closeRefusals(pool);
}

/** Enters the counts of minutes that are over, in one entry each. */
export async function closeRefusals(pool: pg.Pool): Promise<void> {
  await inTransaction(pool, enterCounts);
}

async function enterCounts(tx: Tx): Promise<void> {
  const { rows } = await tx.query<{
    realm: string;
    chain: string;
    account: string;
    minute: string;
    total: number;
  }>(
    `WITH over AS (
       DELETE FROM refused_attempts WHERE (chain, account, minute) IN (
         SELECT chain, account, minute FROM refused_attempts
          WHERE minute < date_trunc('minute', now()) FOR UPDATE SKIP LOCKED)
       RETURNING *
     )
     SELECT * FROM over WHERE total > $1 ORDER BY chain, account, minute`,
    [ENTERED_EACH],
  );
  for (const { realm, chain, account, minute, total } of rows) {
    const entry = { what: "refused_more", by: account, minute, count: total - ENTERED_EACH };
    await appendAudit(tx, { campaign: chain, realm, entry });
  }
}
