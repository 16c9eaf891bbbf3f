import { createECDH, createHash, randomBytes } from "node:crypto";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";
import { appendAudit } from "./audit.ts";
import { keptKey } from "./signing-key.ts";

/** A browser's subscription: where its push service takes messages for it, and under which keys. */
export interface PushSubscription {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/** A device as its owner sees it: its endpoint is a secret. */
export interface PushDevice {
  readonly id: string;
  readonly label: string;
  readonly madeAt: Instant;
}

interface Whose {
  readonly realm: string;
  readonly person: string;
}

/** How this installation shows who it is to push services (VAPID): P-256, base64url. */
export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

const VAPID_KEY = "vapid";
const CURVE = "prime256v1";

/** Made when they are first asked for, and kept: browsers are subscribed to the public one. */
export async function vapidKeys(db: Reader): Promise<VapidKeys> {
  const privateKey = await keptKey(db, VAPID_KEY, newPrivateKey);
  const pair = createECDH(CURVE);
  pair.setPrivateKey(Buffer.from(privateKey, "base64url"));
  return { privateKey, publicKey: pair.getPublicKey().toString("base64url") };
}

function newPrivateKey(): string {
  for (;;) {
    const key = randomBytes(32);
    try {
      createECDH(CURVE).setPrivateKey(key);
      return key.toString("base64url");
    } catch {
      // One in four thousand million is no number of the curve.
    }
  }
}

/** The same subscription is the same device, whoever's it is now. */
export const deviceId = (endpoint: string): string =>
  `d-${createHash("sha256").update(endpoint).digest("hex").slice(0, 32)}`;

export async function listDevices(db: Reader, { realm, person }: Whose): Promise<PushDevice[]> {
  const { rows } = await db.query<PushDevice>(
    `SELECT id, label, made_at AS "madeAt" FROM push_devices
      WHERE realm = $1 AND person = $2 ORDER BY made_at, id`,
    [realm, person],
  );
  return rows;
}

/** Devices of one person; an eleventh takes the oldest's place. */
const MOST = 10;

/** Enters a device as this person's; a browser that somebody else used before is theirs no longer. */
export async function addDevice(
  tx: Tx,
  { realm, person }: Whose,
  { endpoint, p256dh, auth }: PushSubscription,
  label: string,
): Promise<void> {
  const id = deviceId(endpoint);
  await tx.query(
    `INSERT INTO push_devices (id, realm, person, endpoint, p256dh, auth, label)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (id) DO UPDATE SET realm = excluded.realm, person = excluded.person, p256dh = excluded.p256dh,
       auth = excluded.auth, label = excluded.label, made_at = now()`,
    [id, realm, person, endpoint, p256dh, auth, label],
  );
  await tx.query(
    `DELETE FROM push_devices WHERE id IN (
       SELECT id FROM push_devices WHERE realm = $1 AND person = $2 ORDER BY made_at DESC, id OFFSET $3)`,
    [realm, person, MOST],
  );
  await appendAudit(tx, { campaign: realm, realm, entry: { what: "push_device", person, id } });
}

/** Whether there was such a device of this person. */
export async function removeDevice(tx: Tx, { realm, person }: Whose, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    "DELETE FROM push_devices WHERE realm = $1 AND person = $2 AND id = $3",
    [realm, person, id],
  );
  if (rowCount !== 1) return false;
  const entry = { what: "push_device_removed", person, id };
  await appendAudit(tx, { campaign: realm, realm, entry });
  return true;
}

/** Forgets subscriptions that their push service has ended. */
export async function forgetDevices(db: Reader, ids: readonly string[]): Promise<void> {
  await db.query("DELETE FROM push_devices WHERE id = ANY ($1)", [ids]);
}
