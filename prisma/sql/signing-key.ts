import { randomBytes } from "node:crypto";
import type { Reader } from "#prisma/client.ts";

/** A random key of this installation, made when it is first asked for; every process finds the same. */
export const signingKey = (db: Reader, name: string): Promise<string> =>
  keptKey(db, name, () => randomBytes(32).toString("base64url"));

/** The same for a key of another kind. */
export async function keptKey(db: Reader, name: string, make: () => string): Promise<string> {
  const { rows } = await db.query<{ key: string }>(
    `WITH made AS (
       INSERT INTO signing_keys (name, key) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING key
     )
     SELECT key FROM made UNION ALL SELECT key FROM signing_keys WHERE name = $1 LIMIT 1`,
    [name, make()],
  );
  // Another process made it in this very moment: its row is there at the next look.
  return rows[0]?.key ?? keptKey(db, name, make);
}
