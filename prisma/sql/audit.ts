import type { Reader, Tx } from "#prisma/client.ts";

export interface AuditWrite {
  readonly campaign: string;
  readonly realm: string;
  /** What was done: plain JSON. The recorded instant is added by Postgres. */
  readonly entry: Readonly<Record<string, unknown>>;
}

/**
 * Appends to the campaign's chain: hash = sha256(previous hash || entry), hex; the first entry follows
 * an empty hash. Locks the head until the transaction ends, so call it last.
 */
export async function appendAudit(tx: Tx, { campaign, realm, entry }: AuditWrite): Promise<void> {
  await tx.query({
    name: "audit-append",
    text: `WITH entry AS MATERIALIZED (
             SELECT stamp.at, ($3::jsonb || jsonb_build_object('recordedAt',
                      to_char(stamp.at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))::text AS words
               FROM (SELECT clock_timestamp() AS at) AS stamp
           ), head AS (
             INSERT INTO audit_heads AS h (campaign, realm, n, hash)
             SELECT $1, $2, 1, encode(sha256(convert_to(words, 'UTF8')), 'hex') FROM entry
             ON CONFLICT (campaign) DO UPDATE SET n = h.n + 1,
               hash = (SELECT encode(sha256(convert_to(h.hash || words, 'UTF8')), 'hex') FROM entry)
             RETURNING n, hash
           )
           INSERT INTO audit (campaign, n, realm, recorded_at, entry, hash)
           SELECT $1, head.n, $2, entry.at, entry.words, head.hash FROM head, entry`,
    values: [campaign, realm, JSON.stringify(entry)],
  });
}

/** The name of a realm's own chain. */
export const realmChain = (realm: string): string => `realm/${realm}`;

/**
 * Appends to the chain of a realm itself: tokens, sessions, rehearsals deleted. Its name holds a slash, so it
 * is never a campaign's; it is proven like those, and goes with its realm.
 */
export const appendRealmAudit = (
  tx: Tx,
  realm: string,
  entry: AuditWrite["entry"],
): Promise<void> => appendAudit(tx, { campaign: realmChain(realm), realm, entry });

/**
 * Checks a campaign's chain from its first entry. Returns the first entry that does not follow from
 * the ones before it, or null when all do and the head agrees.
 */
export async function findBrokenAudit(reader: Reader, campaign: string): Promise<number | null> {
  const { rows } = await reader.query<{ n: number }>(
    `WITH chain AS (
       SELECT a.n, a.entry, a.hash, lag(a.hash, 1, '') OVER (ORDER BY a.n) AS before,
              row_number() OVER (ORDER BY a.n) AS place, a.realm IS DISTINCT FROM h.realm AS strange,
              to_char(a.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
         FROM audit a LEFT JOIN audit_heads h USING (campaign) WHERE a.campaign = $1
     ), broken AS (
       -- The columns beside the entry are in no hash: they must say what the entry says. An entry that does not
       -- follow may be anything, so it is not read as JSON.
       SELECT n FROM chain
        WHERE CASE WHEN n <> place OR strange
                     OR hash <> encode(sha256(convert_to(before || entry, 'UTF8')), 'hex') THEN true
                   ELSE entry::jsonb ->> 'recordedAt' IS DISTINCT FROM at END
       UNION ALL
       SELECT h.n FROM audit_heads h LEFT JOIN audit a ON a.campaign = h.campaign AND a.n = h.n
        WHERE h.campaign = $1 AND (a.hash IS DISTINCT FROM h.hash
              OR h.n <> (SELECT count(*) FROM audit WHERE campaign = $1))
     )
     SELECT n FROM broken ORDER BY n LIMIT 1`,
    [campaign],
  );
  return rows[0]?.n ?? null;
}
