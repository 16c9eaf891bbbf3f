import { createHash, randomBytes } from "node:crypto";
import type { Language } from "#domain/text.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";
import type { Account } from "./token.ts";

/** Whose calendar a feed shows. */
export interface FeedSubject {
  readonly kind: "person" | "team" | "unit" | "campaign";
  /** null for a person, who sees all campaigns of the realm. */
  readonly campaign: string | null;
  readonly subject: string;
}

export interface Feed extends FeedSubject {
  readonly id: string;
  readonly realm: string;
  readonly language: Language;
  readonly label: string;
  /** Whose rights it has; null = an operator's. */
  readonly person: string | null;
  readonly createdAt: Instant;
  readonly readAt: Instant | null;
  readonly revokedAt: Instant | null;
}

export type FeedWrite = Pick<
  Feed,
  "kind" | "campaign" | "subject" | "realm" | "language" | "label" | "person"
>;

const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

const FEED = `id, realm, kind, campaign, subject, language, label, person,
  created_at AS "createdAt", read_at AS "readAt", revoked_at AS "revokedAt"`;

/** Writes a feed; the secret it returns is kept nowhere else. 256 random bits need no slow hash. */
export async function createFeed(
  db: Reader,
  feed: FeedWrite,
): Promise<{ readonly feed: Feed; readonly secret: string }> {
  const secret = randomBytes(32).toString("base64url");
  const { rows } = await db.query<Feed>(
    `INSERT INTO feeds (id, hash, realm, kind, campaign, subject, language, label, person)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${FEED}`,
    [
      `f-${randomBytes(9).toString("base64url")}`,
      hashOf(secret),
      feed.realm,
      feed.kind,
      feed.campaign,
      feed.subject,
      feed.language,
      feed.label,
      feed.person,
    ],
  );
  const [written] = rows;
  if (!written) throw new Error("no feed was written");
  return { feed: written, secret };
}

/** The feed at a secret address; null when there is none, or it was revoked. */
export async function feedAt(db: Reader, secret: string): Promise<Feed | null> {
  const { rows } = await db.query<Feed>({
    name: "feed-at",
    text: `SELECT ${FEED} FROM feeds WHERE hash = $1 AND revoked_at IS NULL`,
    values: [hashOf(secret)],
  });
  return rows[0] ?? null;
}

/** Remembers that a feed is in use, to the hour: a write for each of many readings would cost more than it tells. */
export async function feedWasRead(db: Reader, { id, readAt }: Feed): Promise<void> {
  if (readAt !== null && Date.now() - Date.parse(readAt) < 3_600_000) return;
  await db.query("UPDATE feeds SET read_at = now() WHERE id = $1", [id]);
}

/** An operator of the real realm also sees rehearsals'; a person their own, and those of which they are the subject. */
const MINE = `(realm = $1 OR ($1 = 'real' AND $2::text IS NULL))
  AND ($2::text IS NULL OR person = $2 OR (kind = 'person' AND subject = $2))`;

/** The feeds an account may revoke, revoked ones too, newest first. */
export async function feedsOf(db: Reader, account: Account): Promise<Feed[]> {
  const { rows } = await db.query<Feed>(
    `SELECT ${FEED} FROM feeds WHERE ${MINE} ORDER BY created_at DESC, id LIMIT 1000`,
    [account.realm, account.person],
  );
  return rows;
}

/** Ends a feed from its next reading on; null when there is none of the account's. A second time changes nothing. */
export async function revokeFeed(tx: Tx, account: Account, id: string): Promise<Feed | null> {
  const { rows } = await tx.query<Feed>(
    `UPDATE feeds SET revoked_at = coalesce(revoked_at, now()) WHERE id = $3 AND ${MINE} RETURNING ${FEED}`,
    [account.realm, account.person, id],
  );
  return rows[0] ?? null;
}
