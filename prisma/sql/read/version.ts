import type { Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";

export interface VersionRead {
  readonly version: number;
  readonly title: string;
  readonly content: string;
  readonly hash: string;
  readonly savedBy: string | null;
  readonly savedAt: Instant;
}

/** The versions of a step's paper, the latest first; `only` is one of them. Their texts only where one is asked for. */
export async function versionsOf(
  db: Reader,
  cycle: string,
  step: string,
  only: number | null = null,
): Promise<VersionRead[]> {
  const { rows } = await db.query<VersionRead>({
    name: "document-versions",
    text: `SELECT v.version, v.title, CASE WHEN $3::integer IS NULL THEN '' ELSE v.content END AS content,
                  v.hash, coalesce(p.name, v.saved_by) AS "savedBy", v.saved_at AS "savedAt"
             FROM documents d JOIN document_versions v ON v.document = d.id
             LEFT JOIN persons p ON p.realm = d.realm AND p.id = v.saved_by
            WHERE d.cycle = $1 AND d.step = $2 AND ($3::integer IS NULL OR v.version = $3)
            ORDER BY v.version DESC LIMIT 500`,
    values: [cycle, step, only],
  });
  return rows;
}
