import type { Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";
import type { Scope } from "./scope.ts";

export interface NoticeRead {
  readonly id: string;
  readonly unit: string;
  readonly step: string;
  readonly act: string;
  readonly rung: string;
  readonly posts: readonly string[];
  readonly due: Instant;
  readonly status: "open" | "frozen" | "sent" | "dropped";
  readonly reason: string | null;
  readonly settledAt: Instant | null;
}

/** Notices about the units in scope, or to posts of the reader, soonest first. */
export async function listNotices(
  db: Reader,
  scope: Scope,
  limit: number,
  after: readonly [Instant, string] | null,
): Promise<NoticeRead[]> {
  const { rows } = await db.query<NoticeRead>({
    name: "notice-list",
    text: `SELECT n.id, o.unit, o.step, o.act, n.rung, n.posts, n.due_at AS due, n.status, n.reason,
                  n.settled_at AS "settledAt"
             FROM notices n JOIN obligations o ON o.id = n.obligation
            WHERE n.campaign = $1
              AND ($2::text[] IS NULL OR o.unit = ANY ($2) OR n.posts && $3::text[])
              AND ($5::timestamptz IS NULL OR (n.due_at, n.id) > ($5, $6))
            ORDER BY n.due_at, n.id LIMIT $4`,
    values: [
      scope.campaign,
      scope.units,
      scope.posts,
      limit,
      after?.[0] ?? null,
      after?.[1] ?? null,
    ],
  });
  return rows;
}
