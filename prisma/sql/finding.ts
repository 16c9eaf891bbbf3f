import { type Finding, findingId, findingWords } from "#domain/finding.ts";
import type { Instant } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";
import { appendAudit } from "./audit.ts";

/** A finding as it is kept for the operator. */
export interface FindingRow {
  readonly id: string;
  readonly campaign: string | null;
  readonly kind: string;
  readonly subject: string;
  readonly words: { readonly vi: string; readonly en: string };
  readonly status: "open" | "healed" | "gone";
  readonly times: number;
  readonly foundAt: Instant;
  readonly settledAt: Instant | null;
}

/**
 * Enters findings of one status. One that stands there already, and says the same, is not written again:
 * to reconcile twice changes nothing.
 */
export async function enterFindings(
  tx: Reader,
  findings: readonly Finding[],
  status: "open" | "healed",
): Promise<void> {
  if (findings.length === 0) return;
  const rows = findings.map((finding) => ({
    id: findingId(finding),
    realm: finding.campaign?.realm ?? null,
    campaign: finding.campaign?.id ?? null,
    kind: finding.kind,
    subject: finding.subject,
    data: finding.data,
    words: findingWords(finding),
  }));
  await tx.query(
    `INSERT INTO findings AS f (id, realm, campaign, kind, subject, data, words_vi, words_en, status, settled_at)
     SELECT DISTINCT ON (x.id) x.id, r.id, x.campaign, x.kind, x.subject, x.data,
            x.words ->> 'vi', x.words ->> 'en', $2, CASE WHEN $2 = 'healed' THEN now() END
       FROM jsonb_to_recordset($1) AS x (id text, realm text, campaign text, kind text, subject text,
            data jsonb, words jsonb)
       LEFT JOIN realms r ON r.id = x.realm
      WHERE x.realm IS NULL OR r.id IS NOT NULL
      ORDER BY x.id
     ON CONFLICT (id) DO UPDATE SET data = excluded.data, words_vi = excluded.words_vi,
       words_en = excluded.words_en, status = excluded.status, settled_at = excluded.settled_at,
       times = f.times + CASE WHEN f.status = 'open' THEN 0 ELSE 1 END,
       found_at = CASE WHEN f.status = 'open' THEN f.found_at ELSE now() END
      WHERE f.status <> 'open' OR excluded.status <> 'open' OR f.data <> excluded.data`,
    [JSON.stringify(rows), status],
  );
}

/** Enters what was healed in a campaign, with one audit entry for it. Call it last: it holds the chain's head. */
export async function enterHealed(tx: Tx, findings: readonly Finding[]): Promise<void> {
  const [first] = findings;
  if (!first) return;
  await enterFindings(tx, findings, "healed");
  if (first.campaign === null) return;
  const { id, realm } = first.campaign;
  const healed = findings.map(({ kind, subject, data }) => ({ kind, subject, data }));
  await appendAudit(tx, { campaign: id, realm, entry: { what: "reconciled", healed } });
}

/** Open findings that were not found any more are gone. Returns how many. */
export async function closeFindings(tx: Reader, still: readonly Finding[]): Promise<number> {
  const { rowCount } = await tx.query(
    "UPDATE findings SET status = 'gone', settled_at = now() WHERE status = 'open' AND id <> ALL ($1)",
    [still.map(findingId)],
  );
  return rowCount ?? 0;
}

/** What is still open, oldest first. */
export async function openFindings(reader: Reader, limit = 200): Promise<FindingRow[]> {
  const { rows } = await reader.query<FindingRow>(
    `SELECT id, campaign, kind, subject, json_build_object('vi', words_vi, 'en', words_en) AS words,
            status, times, found_at AS "foundAt", settled_at AS "settledAt"
       FROM findings WHERE status = 'open' ORDER BY found_at, id LIMIT $1`,
    [limit],
  );
  return rows;
}
