import { createHash, randomBytes } from "node:crypto";
import type { Reader, Tx } from "../client.ts";
import { appendRealmAudit } from "./audit.ts";

/** A token as it is stored: never itself, only its SHA-256. 256 random bits need no slow hash. */
export interface Account {
  readonly token: string;
  readonly kind: "operator" | "person";
  readonly realm: string;
  readonly person: string | null;
  readonly label: string;
}

export interface TokenRequest {
  readonly realm: string;
  /** null = an operator's token. */
  readonly person: string | null;
  readonly label: string;
  readonly kind: "api" | "session" | "once";
  /** Hours until it expires; null = until it is revoked. */
  readonly hours: number | null;
}

/** Who has a token issued, in the audit chain: this machine's command line, which asks for no account. */
export const COMMAND_LINE = "command line";

const newToken = (): string => `plenum_${randomBytes(32).toString("base64url")}`;
const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");
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

async function writeToken(tx: Tx, request: TokenRequest): Promise<{ id: string; token: string }> {
  const token = newToken();
  const id = newId();
  await tx.query(
    `INSERT INTO tokens (id, hash, realm, person, label, kind, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 hour')`,
    [id, hashOf(token), request.realm, request.person, request.label, request.kind, request.hours],
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

/** Whose token it is; null when it is unknown, expired, revoked, or a one-time code. */
export async function accountOf(db: Reader, token: string): Promise<Account | null> {
  const { rows } = await db.query<{
    id: string;
    realm: string;
    person: string | null;
    label: string;
  }>({
    name: "account_of_token",
    text: `SELECT id, realm, person, label FROM tokens
            WHERE hash = $1 AND kind IN ('api', 'session') AND revoked_at IS NULL
              AND (expires_at IS NULL OR expires_at > now())`,
    values: [hashOf(token)],
  });
  const [row] = rows;
  if (!row) return null;
  const { id, realm, person, label } = row;
  return { token: id, kind: person === null ? "operator" : "person", realm, person, label };
}

/** Spends a one-time code, once, for a browser session of the same account; null when it is no good. */
export async function redeemCode(
  db: Tx,
  code: string,
  hours: number,
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
  const session = await writeToken(db, { ...row, kind: "session", hours });
  const { id: spent, realm, person } = row;
  const entry = { what: "session_opened", code: spent, token: session.id, person, hours };
  await appendRealmAudit(db, realm, entry);
  return session;
}

/** Revokes a token by its id; false when there is none, or it was revoked before. */
export async function revokeToken(tx: Tx, id: string, by = COMMAND_LINE): Promise<boolean> {
  const { rows } = await tx.query<{ realm: string }>(
    "UPDATE tokens SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL RETURNING realm",
    [id],
  );
  const [row] = rows;
  if (!row) return false;
  await appendRealmAudit(tx, row.realm, { what: "token_revoked", token: id, by });
  return true;
}
