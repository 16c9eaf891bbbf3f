import type { Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";

export interface DocumentRead {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly content: string;
  readonly hash: string;
  readonly version: number;
  readonly status: "draft" | "submitted" | "approved" | "issued";
  readonly number: number | null;
  readonly symbol: string | null;
  readonly issuedAt: Instant | null;
  readonly savedBy: string | null;
  readonly savedAt: Instant;
}

/** The paper of a step; null before its first draft. */
export async function readDocument(
  db: Reader,
  cycle: string,
  step: string,
): Promise<DocumentRead | null> {
  const { rows } = await db.query<DocumentRead>({
    name: "document-of-step",
    text: `SELECT d.id, d.type, d.title, d.content, d.hash, d.version, d.status, d.number, d.symbol,
                  d.issued_at AS "issuedAt", coalesce(p.name, d.saved_by) AS "savedBy",
                  d.saved_at AS "savedAt"
             FROM documents d LEFT JOIN persons p ON p.realm = d.realm AND p.id = d.saved_by
            WHERE d.cycle = $1 AND d.step = $2`,
    values: [cycle, step],
  });
  return rows[0] ?? null;
}

export interface HistoryRead {
  readonly seq: number;
  readonly n: number;
  readonly type: string;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly by: string | null;
  readonly clerk: string | null;
  readonly evidence: string | null;
  readonly data: Record<string, unknown>;
}

/** What happened to a step, oldest first, with who caused it and from what paper. */
export async function historyOf(db: Reader, cycle: string, step: string): Promise<HistoryRead[]> {
  const { rows } = await db.query<HistoryRead>({
    name: "step-history",
    text: `SELECT e.seq, e.n, e.type, e.at, e.recorded_at AS "recordedAt", p.name AS by,
                  k.name AS clerk,
                  coalesce(i.act ->> 'evidence', e.data ->> 'evidence') AS evidence, e.data
             FROM events e LEFT JOIN inbox i ON i.id = e.inbox
             LEFT JOIN persons p ON p.realm = e.realm AND p.id = i.act ->> 'person'
             LEFT JOIN persons k ON k.realm = e.realm AND k.id = i.act ->> 'clerk'
            WHERE e.cycle = $1 AND e.data ->> 'step' = $2
            ORDER BY e.seq, e.n LIMIT 500`,
    values: [cycle, step],
  });
  return rows;
}

export interface ReceiptRead {
  readonly post: string;
  readonly askedAt: Instant;
  readonly acknowledgedAt: Instant | null;
  /** Waived: when, by whom (their name) and why. */
  readonly excused: { readonly at: Instant; readonly by: string; readonly reason: string } | null;
}

export async function receiptsOf(
  db: Reader,
  cycle: string,
  step: string,
  round: number,
): Promise<ReceiptRead[]> {
  const { rows } = await db.query<ReceiptRead>({
    name: "receipts-of-step",
    text: `SELECT r.post, r.asked_at AS "askedAt", r.acknowledged_at AS "acknowledgedAt",
                  CASE WHEN r.excused_at IS NOT NULL THEN json_build_object(
                    'at', to_char(r.excused_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                    'by', coalesce(p.name, r.excused_by), 'reason', r.excused_reason) END AS excused
             FROM receipts r LEFT JOIN persons p ON p.realm = r.realm AND p.id = r.excused_by
            WHERE r.cycle = $1 AND r.step = $2 AND r.round = $3 ORDER BY r.asked_at, r.post`,
    values: [cycle, step, round],
  });
  return rows;
}

/** How many have voted, and the votes of the given posts; other votes stay secret. */
export async function votesOf(
  db: Reader,
  cycle: string,
  step: string,
  round: number,
  posts: readonly string[],
): Promise<{ cast: number; mine: readonly string[] | null }> {
  const { rows } = await db.query<{ cast: number; mine: string[] | null }>({
    name: "votes-of-step",
    text: `SELECT count(*)::int AS cast,
                  (SELECT choices FROM votes WHERE cycle = $1 AND step = $2 AND round = $3
                      AND post = ANY ($4) ORDER BY post LIMIT 1) AS mine
             FROM votes WHERE cycle = $1 AND step = $2 AND round = $3`,
    values: [cycle, step, round, posts],
  });
  return rows[0] ?? { cast: 0, mine: null };
}

/** Names of persons by id; an unknown one keeps its id. */
export async function personNames(
  db: Reader,
  realm: string,
  ids: readonly string[],
): Promise<(id: string) => string> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return (id) => id;
  const { rows } = await db.query<{ id: string; name: string }>({
    name: "person-names",
    text: "SELECT id, name FROM persons WHERE realm = $1 AND id = ANY ($2)",
    values: [realm, wanted],
  });
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return (id) => names.get(id) ?? id;
}

/** The hash of the present draft of several steps, by `cycle/step`. */
export async function draftHashes(
  db: Reader,
  steps: readonly { readonly cycle: string; readonly step: string }[],
): Promise<Map<string, string>> {
  const { rows } = await db.query<{ cycle: string; step: string; hash: string }>({
    name: "draft-hashes",
    text: `SELECT cycle, step, hash FROM documents
            WHERE (cycle, step) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
    values: [steps.map((one) => one.cycle), steps.map((one) => one.step)],
  });
  return new Map(rows.map((row) => [`${row.cycle}/${row.step}`, row.hash]));
}
