import type { Tx } from "#prisma/client.ts";

/** The realm of everything that is not a rehearsal. */
export const REAL = "real";

export interface RealmWrite {
  /** `real`, or `r-<short>` for a rehearsal. */
  readonly id: string;
  readonly kind: "real" | "rehearsal";
  readonly title: string;
}

export async function writeRealm(tx: Tx, realm: RealmWrite): Promise<void> {
  await tx.query(
    "INSERT INTO realms (id, kind, title) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING",
    [realm.id, realm.kind, realm.title],
  );
}

/** A rehearsal's campaign has its realm in its id, because campaign ids are unique everywhere. */
export const campaignIdIn = (realm: RealmWrite, key: string): string =>
  realm.kind === "real" ? key : `${key}~${realm.id.replace(/^r-/, "")}`;

/** Deletes a rehearsal with everything in it. False when there is none; the real realm is never deleted. */
export async function deleteRehearsal(tx: Tx, realm: string): Promise<boolean> {
  const found = await tx.query(
    "SELECT id FROM realms WHERE id = $1 AND kind = 'rehearsal' FOR UPDATE",
    [realm],
  );
  if (found.rowCount === 0) return false;
  // Whatever is being recorded ends first, so that its audit entry goes with the others.
  await tx.query("SELECT FROM campaigns WHERE realm = $1 ORDER BY id FOR UPDATE", [realm]);
  // Its audit chain goes too, which only a function of the tables' owner may delete.
  await tx.query("SELECT delete_rehearsal($1)", [realm]);
  return true;
}
