import { createHash, randomBytes } from "node:crypto";
import type { AccountKind } from "#domain/rights.ts";
import type { TokenScope } from "#domain/token-scope.ts";
import type { Reader, Tx } from "../client.ts";
import { appendRealmAudit } from "./audit.ts";

/** Who asks. A token is stored as its SHA-256 only; 256 random bits need no slow hash. */
export interface Account {
  readonly token: string;
  readonly kind: AccountKind;
  readonly realm: string;
  readonly person: string | null;
  readonly label: string;
  /** The account that signed in, or made the token; left out for tokens that the command line issued. */
  readonly account?: string;
  /** Units that it administers, each with all below it; `*` = the whole realm. Never a right to decide. */
  readonly administers?: readonly string[];
  /** What the token is good for, of what its account may; left out = all of it. */
  readonly scopes?: readonly TokenScope[];
  /** A browser's session; left out for a program's token. */
  readonly session?: true;
}

/** As a request shows it; `due`: the session is to be kept, and its token changed (prisma/sql/session.ts). */
export type KnownAccount = Account & { readonly due: boolean };

/** The whole realm, where units are named that an account administers. */
export const WHOLE_REALM = "*";

export interface TokenRequest {
  readonly realm: string;
  /** null = an operator's token. */
  readonly person: string | null;
  readonly label: string;
  readonly kind: "api" | "session" | "once";
  /** Hours until it expires; null = until it is revoked. */
  readonly hours: number | null;
  /** The account that opened or made it. */
  readonly account?: string | null;
  /** The code or token it was opened with; it ends with that. */
  readonly openedFrom?: string;
  readonly scopes?: readonly TokenScope[];
  /** Hours after which a session left alone is over. */
  readonly idle?: number;
  /** How a session was opened, and the browser as it named itself. */
  readonly how?: string;
  readonly device?: string | null;
}

/** Who has a token issued, in the audit chain: this machine's command line, which asks for no account. */
export const COMMAND_LINE = "command line";

export const newToken = (): string => `plenum_${randomBytes(32).toString("base64url")}`;
export const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");
const newId = (): string => `t-${randomBytes(9).toString("base64url")}`;

/** Issues a token; what it returns is the only time it is seen. The realm's chain says who had it issued. */
export async function issueToken(
  tx: Tx,
  request: TokenRequest,
  by = COMMAND_LINE,
): Promise<{ id: string; token: string }> {
  const issued = await writeToken(tx, request);
  const { realm, ...rest } = request;
  await appendRealmAudit(tx, realm, { what: "token_issued", token: issued.id, ...rest, by });
  return issued;
}

/** Writes a token without an entry in the chain: for who writes one of their own. */
export async function writeToken(
  tx: Tx,
  request: TokenRequest,
): Promise<{ id: string; token: string }> {
  const token = newToken();
  const id = newId();
  await tx.query(
    `INSERT INTO tokens (id, hash, realm, person, label, kind, expires_at, account, opened_from, scopes, idle_hours,
                         how, device)
     VALUES ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 hour', $8, $9, $10, $11, $12, $13)`,
    [
      id,
      hashOf(token),
      request.realm,
      request.person,
      request.label,
      request.kind,
      request.hours,
      request.account ?? null,
      request.openedFrom ?? null,
      request.scopes ?? null,
      request.idle ?? null,
      request.how ?? null,
      request.device ?? null,
    ],
  );
  return { id, token };
}

/** A token for every person of a realm, in one statement; earlier ones are revoked. */
export async function issueActorTokens(
  db: Tx,
  realm: string,
  by = COMMAND_LINE,
): Promise<{ person: string; name: string; token: string }[]> {
  await db.query(
    "UPDATE tokens SET revoked_at = now() WHERE realm = $1 AND person IS NOT NULL AND revoked_at IS NULL",
    [realm],
  );
  const { rows } = await db.query<{ id: string; name: string }>(
    "SELECT id, name FROM persons WHERE realm = $1 ORDER BY id",
    [realm],
  );
  const actors = rows.map(({ id, name }) => ({ person: id, name, token: newToken(), id: newId() }));
  await db.query(
    `INSERT INTO tokens (id, hash, realm, person, label, kind)
     SELECT t.id, t.hash, $1, t.person, 'rehearsal actor', 'api'
       FROM unnest($2::text[], $3::text[], $4::text[]) AS t (id, hash, person)`,
    [
      realm,
      actors.map((actor) => actor.id),
      actors.map((actor) => hashOf(actor.token)),
      actors.map((actor) => actor.person),
    ],
  );
  await appendRealmAudit(db, realm, { what: "actor_tokens_issued", persons: actors.length, by });
  return actors.map(({ person, name, token }) => ({ person, name, token }));
}

/**
 * Whose token it is; null when it is unknown, expired, revoked, left alone too long, or a one-time code. The token
 * before a rotation still counts until the browser has shown the new one, and a minute longer.
 */
export async function accountOf(db: Reader, token: string): Promise<KnownAccount | null> {
  const { rows } = await db.query<{
    id: string;
    realm: string;
    person: string | null;
    label: string;
    account: string | null;
    scopes: TokenScope[] | null;
    via: "api" | "session";
    administers: string[] | null;
    due: boolean;
  }>({
    name: "account_of_token",
    text: `SELECT t.id, t.realm, t.person, t.label, t.account, t.scopes, t.kind AS via,
                  CASE WHEN t.account IS NOT NULL THEN ARRAY(
                    SELECT g.unit FROM account_grants g WHERE g.account = t.account ORDER BY g.unit) END AS administers,
                  t.kind = 'session' AND (t.seen_at < now() - interval '5 minutes'
                    OR t.rotated_at < now() - interval '1 hour'
                    OR (t.previous_hash IS NOT NULL AND t.previous_until IS NULL)) AS due
             FROM tokens t LEFT JOIN accounts a ON a.id = t.account
            WHERE (t.hash = $1
                   OR (t.previous_hash = $1 AND (t.previous_until IS NULL OR t.previous_until > now())))
              AND t.kind IN ('api', 'session') AND t.revoked_at IS NULL
              AND (t.expires_at IS NULL OR t.expires_at > now())
              AND (t.idle_hours IS NULL OR t.seen_at > now() - t.idle_hours * interval '1 hour')
              AND (t.account IS NULL OR a.status = 'active')`,
    values: [hashOf(token)],
  });
  const [row] = rows;
  if (!row) return null;
  const { id, realm, person, label, account, scopes, via, administers, due } = row;
  return {
    token: id,
    kind: person !== null ? "person" : account !== null ? "administrator" : "operator",
    realm,
    person,
    label,
    due,
    ...(account === null ? {} : { account }),
    ...(administers === null ? {} : { administers }),
    ...(scopes === null ? {} : { scopes }),
    ...(via === "session" ? { session: true } : {}),
  };
}

/** Whose token it is or was, whether or not it is still good for anything. */
export async function ownerOf(db: Reader, token: string): Promise<Account | null> {
  const { rows } = await db.query<{
    id: string;
    realm: string;
    person: string | null;
    label: string;
    account: string | null;
  }>("SELECT id, realm, person, label, account FROM tokens WHERE hash = $1", [hashOf(token)]);
  const [row] = rows;
  if (!row) return null;
  const { id, realm, person, label, account } = row;
  const kind = person !== null ? "person" : account !== null ? "administrator" : "operator";
  return { token: id, kind, realm, person, label, ...(account === null ? {} : { account }) };
}

/** Spends a one-time code, once, for a browser session of the same account; null when it is no good. */
export async function redeemCode(
  db: Tx,
  code: string,
  hours: number,
  device: string | null = null,
): Promise<{ id: string; token: string } | null> {
  const { rows } = await db.query<TokenRequest & { id: string }>(
    `UPDATE tokens SET used_at = now()
      WHERE hash = $1 AND kind = 'once' AND used_at IS NULL AND revoked_at IS NULL
        AND (expires_at IS NULL OR expires_at > now())
      RETURNING id, realm, person, label`,
    [hashOf(code)],
  );
  const [row] = rows;
  if (!row) return null;
  const opened = { openedFrom: row.id, how: "code", device } as const;
  const session = await writeToken(db, { ...row, ...opened, kind: "session", hours });
  const { id: spent, realm, person } = row;
  const entry = { what: "session_opened", code: spent, token: session.id, person, hours };
  await appendRealmAudit(db, realm, entry);
  return session;
}

/**
 * Revokes a token by its id, and the browser sessions that were opened with it; false when nothing of it could
 * still be used.
 */
export async function revokeToken(tx: Tx, id: string, by = COMMAND_LINE): Promise<boolean> {
  const { rows } = await tx.query<{ id: string; realm: string }>(
    `UPDATE tokens SET revoked_at = now()
      WHERE (id = $1 OR opened_from = $1) AND revoked_at IS NULL RETURNING id, realm`,
    [id],
  );
  const [row] = rows;
  if (!row) return false;
  const sessions = rows.filter((one) => one.id !== id).map((one) => one.id);
  const ended = sessions.length > 0 ? { sessions } : {};
  await appendRealmAudit(tx, row.realm, { what: "token_revoked", token: id, ...ended, by });
  return true;
}
