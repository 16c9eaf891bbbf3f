import { type LatenessCause, type LatenessFacts, latenessOf } from "#domain/lateness.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";
import type { Scope } from "./scope.ts";

/** An open obligation that is late, or would be without a later date. */
export interface LateRead {
  /** As the rules have it, without the campaign. */
  readonly id: string;
  readonly cycle: string;
  readonly unit: string;
  readonly step: string;
  readonly act: string;
  readonly post: string;
  readonly due: Instant;
  readonly firstDue: Instant;
  readonly cause: LatenessCause;
}

/** Acts that begin when their step opens; who decides on others' work has a time of their own from then on. */
const OWN_WORK = ["draft", "correct", "submit", "do", "hold", "vote", "open_gate"];

/** How a message counts that will never arrive by its channel. */
const LOST = `(m.status IN ('failed', 'bounced')
  OR (m.status = 'not_sent' AND m.reason IN ('no_address', 'no_phone', 'no_webhook', 'no_holder')))`;

/**
 * Everything late in a campaign and why, soonest due first: one query. `ids` (with the campaign) narrows it;
 * null means all of it. What it names is not yet narrowed to what the reader may see.
 */
export async function lateObligations(
  db: Reader,
  { campaign, now }: Pick<Scope, "campaign" | "now">,
  ids: readonly string[] | null = null,
): Promise<LateRead[]> {
  if (ids?.length === 0) return [];
  const { rows } = await db.query<Omit<LateRead, "cause"> & LatenessFacts>({
    name: "late-obligations",
    text: `
WITH late AS (
  SELECT o.* FROM obligations o
   WHERE o.campaign = $1 AND o.status = 'open' AND least(o.due_at, o.first_due_at) < $2
     AND ($3::text[] IS NULL OR o.id = ANY ($3))
), opened AS (
  SELECT e.cycle, e.data ->> 'step' AS step, min(e.at) AS at
    FROM events e WHERE e.type = 'step_opened' AND e.cycle IN (SELECT cycle FROM late)
   GROUP BY e.cycle, e.data ->> 'step'
), told AS (
  SELECT n.obligation, count(*) FILTER (WHERE m.status <> 'not_sent' OR ${LOST})::int AS messages,
         count(*) FILTER (WHERE ${LOST})::int AS failed
    FROM late JOIN notices n ON n.obligation = late.id
    JOIN messages m ON m.notice = n.id AND m.post = late.post
   GROUP BY n.obligation
)
SELECT substr(o.id, length(o.campaign) + 2) AS id, o.cycle, o.unit, o.step, o.act, o.post,
       o.due_at AS due, o.first_due_at AS "firstDue",
       CASE WHEN o.act = ANY ($4) THEN opened.at END AS opened, s.earliest_at AS earliest,
       coalesce(told.messages, 0) AS messages, coalesce(told.failed, 0) AS failed
  FROM late o
  LEFT JOIN steps s ON s.cycle = o.cycle AND s.step = o.step
  LEFT JOIN opened ON opened.cycle = o.cycle AND opened.step = o.step
  LEFT JOIN told ON told.obligation = o.id
 ORDER BY o.due_at, o.id`,
    values: [campaign, now, ids?.map((one) => `${campaign}/${one}`) ?? null, OWN_WORK],
  });
  return rows.flatMap(({ opened, earliest, messages, failed, ...row }) => {
    const { due, firstDue } = row;
    const cause = latenessOf({ due, firstDue, opened, earliest, messages, failed }, now);
    return cause === null ? [] : [{ ...row, cause }];
  });
}

/** Why a step is late: by the obligation on it that was due first. A date that was put off makes nothing late. */
export function causesBySteps(late: readonly LateRead[]): ReadonlyMap<string, LatenessCause> {
  const causes = new Map<string, LatenessCause>();
  for (const { cycle, step, cause } of late) {
    const key = `${cycle}/${step}`;
    if (cause !== "excused" && !causes.has(key)) causes.set(key, cause);
  }
  return causes;
}
