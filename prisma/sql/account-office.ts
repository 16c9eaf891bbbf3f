import type { Reader, Tx } from "../client.ts";
import { type AccountRow, readAccount } from "./account.ts";

/** The account that is linked to a subject of the office's provider. */
export async function accountByOffice(
  db: Reader,
  issuer: string,
  subject: string,
): Promise<AccountRow | null> {
  const { rows } = await db.query<{ id: string }>(
    "SELECT id FROM accounts WHERE oidc_issuer = $1 AND oidc_subject = $2",
    [issuer, subject],
  );
  return rows[0] ? readAccount(db, rows[0].id) : null;
}

/**
 * The one account with an open invitation to this address; null when there is none, or more than one: an address
 * that several share says nothing about who came.
 */
export async function invitedByEmail(
  db: Reader,
  realm: string,
  email: string,
): Promise<string | null> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT a.id FROM accounts a LEFT JOIN persons p ON p.realm = a.realm AND p.id = a.person
      WHERE a.realm = $1 AND lower(coalesce(a.email, p.email)) = $2 AND a.status = 'invited'
        AND EXISTS (SELECT FROM account_codes c WHERE c.account = a.id AND c.kind = 'invitation'
                       AND c.used_at IS NULL AND c.revoked_at IS NULL AND c.expires_at > now())`,
    [realm, email],
  );
  return rows.length === 1 ? (rows[0]?.id ?? null) : null;
}

/** Links and, where it was only invited, opens the account; its invitation is spent. False: it cannot be. */
export async function linkOffice(
  tx: Tx,
  link: {
    readonly account: string;
    readonly issuer: string;
    readonly subject: string;
    readonly login: string | null;
  },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `UPDATE accounts a SET oidc_issuer = $2, oidc_subject = $3, status = 'active',
            login = coalesce(a.login, CASE WHEN NOT EXISTS (
              SELECT FROM accounts b WHERE b.realm = a.realm AND b.login = $4) THEN $4 END)
      WHERE a.id = $1 AND a.status <> 'closed'`,
    [link.account, link.issuer, link.subject, link.login],
  );
  await tx.query(
    "UPDATE account_codes SET used_at = now() WHERE account = $1 AND used_at IS NULL",
    [link.account],
  );
  return rowCount === 1;
}
