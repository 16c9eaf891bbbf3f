import { randomBytes } from "node:crypto";
import type { Reader } from "#prisma/client.ts";

/** A key of this installation, made when it is first asked for; every process finds the same. */
export async function signingKey(db: Reader, name: string): Promise<string> {
  const { rows } = await db.query<{ key: string }>(
    `WITH made AS (
       INSERT INTO signing_keys (name, key) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING key
     )
     SELECT key FROM made UNION ALL SELECT key FROM signing_keys WHERE name = $1 LIMIT 1`,
    [name, randomBytes(32).toString("base64url")],
  );
  // Another process made it in this very moment: its row is there at the next look.
  return rows[0]?.key ?? signingKey(db, name);
}
