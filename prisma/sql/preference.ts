import type { Preferences } from "#domain/preference.ts";
import type { Reader, Tx } from "#prisma/client.ts";
import { appendRealmAudit } from "./audit.ts";

export interface PersonPreferences extends Preferences {
  readonly phone: string | null;
}

interface Whose {
  readonly realm: string;
  readonly person: string;
}

/** How a person wants to be written to, and where they can be phoned. null: there is no such person. */
export async function readPreferences(
  db: Reader,
  { realm, person }: Whose,
): Promise<PersonPreferences | null> {
  const { rows } = await db.query<PersonPreferences>(
    `SELECT coalesce(f.channels, '{}') AS channels, coalesce(f.digest, false) AS digest, p.phone
       FROM persons p LEFT JOIN preferences f ON f.realm = p.realm AND f.person = p.id
      WHERE p.realm = $1 AND p.id = $2`,
    [realm, person],
  );
  return rows[0] ?? null;
}

/** Keeps a person's preferences, with an entry in the realm's own chain. `phone` undefined: as it is. */
export async function writePreferences(
  tx: Tx,
  { realm, person }: Whose,
  { channels, digest }: Preferences,
  phone: string | null | undefined,
): Promise<void> {
  await tx.query(
    `INSERT INTO preferences (realm, person, channels, digest) VALUES ($1, $2, $3, $4)
     ON CONFLICT (realm, person) DO UPDATE
       SET channels = excluded.channels, digest = excluded.digest, updated_at = now()`,
    [realm, person, JSON.stringify(channels), digest],
  );
  if (phone !== undefined)
    await tx.query("UPDATE persons SET phone = $3 WHERE realm = $1 AND id = $2", [
      realm,
      person,
      phone,
    ]);
  // The number itself stays out of the chain, which is never forgotten.
  const entry = { what: "preferences", person, channels, digest, phone: phone !== undefined };
  await appendRealmAudit(tx, realm, entry);
}
