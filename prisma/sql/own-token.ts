import type { Instant } from "#domain/time.ts";
import type { TokenScope } from "#domain/token-scope.ts";
import type { Reader } from "../client.ts";

export interface OwnToken {
  readonly id: string;
  readonly label: string;
  /** null: made by the command line, good for all that the person may. */
  readonly scopes: TokenScope[] | null;
  readonly madeAt: Instant;
  /** Not known of a program's token: each request would be a write. */
  readonly seenAt: Instant | null;
  readonly expiresAt: Instant | null;
}

const COLUMNS = `id, label, scopes, created_at AS "madeAt", NULL::timestamptz AS "seenAt", expires_at AS "expiresAt"`;
const GOOD = "kind = 'api' AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())";

/** Tokens that act for somebody: those they made, and those that the command line made for them. */
export async function ownTokens(
  db: Reader,
  {
    id,
    realm,
    person,
  }: { readonly id: string; readonly realm: string; readonly person: string | null },
): Promise<OwnToken[]> {
  const { rows } = await db.query<OwnToken>(
    `SELECT ${COLUMNS} FROM tokens
      WHERE ${GOOD} AND (account = $1 OR (account IS NULL AND realm = $2 AND person = $3))
      ORDER BY created_at DESC, id`,
    [id, realm, person],
  );
  return rows;
}

export async function readOwnToken(
  db: Reader,
  account: string,
  token: string,
): Promise<OwnToken | null> {
  const { rows } = await db.query<OwnToken>(
    `SELECT ${COLUMNS} FROM tokens WHERE ${GOOD} AND account = $1 AND id = $2`,
    [account, token],
  );
  return rows[0] ?? null;
}
