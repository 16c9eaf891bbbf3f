import type { Reader } from "#prisma/client.ts";
import type { FindingRow } from "../finding.ts";
import type { Account } from "../token.ts";

export interface FindingRead extends FindingRow {
  readonly data: Readonly<Record<string, string | number>>;
}

/**
 * Findings of an account's realm and of the installation, the newest first. Whoever runs the installation sees those
 * of rehearsals, too; what belongs to no realm concerns the real one.
 */
export async function listFindings(
  db: Reader,
  { realm, kind }: Pick<Account, "realm" | "kind">,
  status: FindingRow["status"] | null,
  limit: number,
  after: readonly [string, string] | null,
): Promise<FindingRead[]> {
  const { rows } = await db.query<FindingRead>({
    name: "finding-list",
    text: `SELECT f.id, f.campaign, f.kind, f.subject, f.data,
                  json_build_object('vi', f.words_vi, 'en', f.words_en) AS words,
                  f.status, f.times, k.at AS "foundAt", f.settled_at AS "settledAt"
             FROM findings f, LATERAL (SELECT date_trunc('milliseconds', f.found_at) AS at) AS k
            WHERE (f.realm = $1 OR $1 = 'real' AND (f.realm IS NULL OR $2 = 'operator'))
              AND ($3::text IS NULL OR f.status = $3)
              AND ($4::timestamptz IS NULL OR (k.at, f.id) < ($4, $5))
            ORDER BY k.at DESC, f.id DESC LIMIT $6`,
    values: [realm, kind, status, after?.[0] ?? null, after?.[1] ?? null, limit],
  });
  return rows;
}
