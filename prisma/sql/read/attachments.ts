import type { AttachmentKind } from "#domain/attachment.ts";
import { CLERK_ROLE } from "#domain/rights.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";
import type { AttachmentPlace } from "../attachment.ts";
import type { Scope } from "./scope.ts";

export interface AttachmentRead {
  readonly id: string;
  readonly name: string;
  readonly kind: AttachmentKind;
  readonly size: number;
  readonly hash: string;
  readonly evidence: boolean;
  readonly addedBy: string;
  readonly adder: string;
  readonly addedAt: Instant;
  readonly removed: { readonly by: string; readonly at: Instant; readonly reason: string } | null;
}

/** The files of a step, the oldest first; `id` names one of them. */
export async function attachmentsOf(
  db: Reader,
  { cycle, step }: AttachmentPlace,
  id: string | null = null,
): Promise<AttachmentRead[]> {
  const { rows } = await db.query<AttachmentRead>({
    name: "attachments-of-step",
    text: `SELECT a.id, a.name, a.kind, a.size, a.hash, a.evidence, a.added_by AS adder,
                  coalesce(p.name, a.added_by) AS "addedBy", a.added_at AS "addedAt",
                  CASE WHEN a.removed_at IS NOT NULL THEN
                    json_build_object('by', coalesce(r.name, a.removed_by), 'reason', a.reason,
                      'at', to_char(a.removed_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) END AS removed
             FROM attachments a
             LEFT JOIN persons p ON p.realm = a.realm AND p.id = a.added_by
             LEFT JOIN persons r ON r.realm = a.realm AND r.id = a.removed_by
            WHERE a.cycle = $1 AND a.step = $2 AND ($3::text IS NULL OR a.id = $3)
            ORDER BY a.recorded_at, a.id LIMIT 500`,
    values: [cycle, step, id],
  });
  return rows;
}

/** One piece of a file after another: nothing holds more than that at a time. */
export async function* piecesOf(db: Reader, realm: string, hash: string): AsyncGenerator<Buffer> {
  for (let n = 0; ; n += 1) {
    const { rows } = await db.query<{ bytes: Buffer }>({
      name: "attachment-piece",
      text: "SELECT bytes FROM attachment_pieces WHERE realm = $1 AND hash = $2 AND n = $3",
      values: [realm, hash, n],
    });
    const [row] = rows;
    if (!row) return;
    yield row.bytes;
  }
}

/**
 * Posts with something owed on a step, now or before, and whether one of the reader's posts is a clerk of its unit,
 * or of a unit whose posts the step names: they enter what those decided on paper.
 */
export async function concernedWith(
  db: Reader,
  { realm, posts }: Pick<Scope, "realm" | "posts">,
  { cycle, step }: AttachmentPlace,
  named: readonly string[],
): Promise<{ readonly owing: readonly string[]; readonly clerk: boolean }> {
  const { rows } = await db.query<{ owing: string[]; clerk: boolean }>({
    name: "attachment-concerned",
    text: `WITH owing AS MATERIALIZED (
             SELECT DISTINCT post FROM obligations WHERE cycle = $1 AND step = $2)
           SELECT ARRAY(SELECT post FROM owing) AS owing,
                  EXISTS (SELECT FROM posts p WHERE p.realm = $3 AND p.id = ANY ($4) AND p.role = $5
                     AND p.unit IN (SELECT unit FROM cycles WHERE id = $1
                              UNION SELECT unit FROM posts WHERE realm = $3
                                AND (id = ANY ($6) OR id IN (SELECT post FROM owing)))) AS clerk`,
    values: [cycle, step, realm, posts, CLERK_ROLE, named],
  });
  return rows[0] ?? { owing: [], clerk: false };
}
