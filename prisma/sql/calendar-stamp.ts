import { createHash } from "node:crypto";
import type pg from "pg";
import {
  type CalendarEntry,
  contentOf,
  materialOf,
  type StampedEntry,
} from "#domain/calendar-entry.ts";
import type { Instant } from "#domain/time.ts";
import { inTransaction, type Reader, type Tx } from "#prisma/client.ts";

interface Stamp {
  readonly key: string;
  readonly uid: string;
  readonly sequence: number;
  readonly stamp: Instant;
  readonly material: string;
  readonly content: string;
}

interface Told {
  readonly campaign: string;
  readonly realm: string;
}

/** The same for as long as the entry is; says nothing about what it is. */
const uidOf = ({ realm, campaign }: Told, key: string): string =>
  `${createHash("sha256").update(`${realm}\0${campaign}\0${key}`).digest("hex").slice(0, 32)}@plenum`;

/**
 * A campaign's entries with their sequences. Mostly nothing has changed, and this only reads; what has
 * changed is read again under the campaign's lock, so that nobody overtakes a change with what was before.
 */
export async function stamped(
  pool: pg.Pool,
  told: Told,
  read: (db: Reader) => Promise<CalendarEntry[]>,
): Promise<StampedEntry[]> {
  const entries = await read(pool);
  const known = await stampsOf(pool, told, entries);
  if (entries.every((entry) => isTold(known.get(entry.key), entry)))
    return withStamps(entries, known);
  return inTransaction(pool, async (tx) => {
    await lockCalendar(tx, told.campaign);
    return stamp(tx, told, await read(tx));
  });
}

/** Everything that changes or tells a campaign's entries takes its turn. */
export async function lockCalendar(tx: Tx, campaign: string): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`calendar/${campaign}`]);
}

/** Writes what has changed, and gives the entries with their sequences. Call it under `lockCalendar`. */
export async function stamp(
  tx: Tx,
  told: Told,
  entries: readonly CalendarEntry[],
): Promise<StampedEntry[]> {
  const rows = entries.map((entry) => ({
    key: entry.key,
    uid: uidOf(told, entry.key),
    material: materialOf(entry),
    content: contentOf(entry),
  }));
  await tx.query(
    `INSERT INTO calendar_entries AS e (campaign, realm, key, uid, material, content)
     SELECT $1, $2, r.key, r.uid, r.material, r.content
       FROM json_to_recordset($3::json) AS r (key text, uid text, material text, content text)
     ON CONFLICT (campaign, key) DO UPDATE
        SET sequence = e.sequence + (e.material <> excluded.material)::int,
            material = excluded.material, content = excluded.content,
            stamp = greatest(e.stamp + interval '1 second', date_trunc('seconds', clock_timestamp()))
      WHERE (e.material, e.content) IS DISTINCT FROM (excluded.material, excluded.content)`,
    [told.campaign, told.realm, JSON.stringify(rows)],
  );
  return withStamps(entries, await stampsOf(tx, told, entries));
}

async function stampsOf(
  db: Reader,
  { campaign }: Told,
  entries: readonly CalendarEntry[],
): Promise<Map<string, Stamp>> {
  const { rows } = await db.query<Stamp>({
    name: "calendar-stamps",
    text: `SELECT key, uid, sequence, stamp, material, content FROM calendar_entries
            WHERE campaign = $1 AND key = ANY ($2)`,
    values: [campaign, entries.map(({ key }) => key)],
  });
  return new Map(rows.map((row) => [row.key, row]));
}

const isTold = (known: Stamp | undefined, entry: CalendarEntry): boolean =>
  known?.material === materialOf(entry) && known.content === contentOf(entry);

function withStamps(
  entries: readonly CalendarEntry[],
  known: ReadonlyMap<string, Stamp>,
): StampedEntry[] {
  return entries.flatMap((entry) => {
    const found = known.get(entry.key);
    if (!found) return [];
    const { uid, sequence, stamp: at } = found;
    return [{ ...entry, uid, sequence, stamp: at }];
  });
}
