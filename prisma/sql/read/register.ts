import type { Instant } from "#domain/time.ts";
import type { Reader } from "#prisma/client.ts";
import { type Scope, scopeValues, withinScope } from "./scope.ts";

export interface DocumentListRead {
  readonly id: string;
  readonly unit: string;
  readonly unitName: string;
  readonly step: string;
  readonly type: string;
  readonly title: string;
  readonly hash: string;
  readonly version: number;
  readonly status: "draft" | "submitted" | "approved" | "issued";
  readonly number: number | null;
  readonly symbol: string | null;
  readonly issuedAt: Instant | null;
}

/** Papers in scope, by id; one that is only addressed to the reader is seen once it is handed in. */
export async function listDocuments(
  db: Reader,
  scope: Scope,
  limit: number,
  after: string | null,
): Promise<DocumentListRead[]> {
  const { rows } = await db.query<DocumentListRead>({
    name: "document-list",
    text: `SELECT d.id, d.unit, u.name AS "unitName", d.step, d.type, d.title, d.hash, d.version,
                  d.status, d.number, d.symbol, d.issued_at AS "issuedAt"
             FROM documents d JOIN campaign_units u ON u.campaign = d.campaign AND u.unit = d.unit
            WHERE d.campaign = $1 AND ${withinScope("d", 2)}
              AND (d.status <> 'draft' OR $2::text[] IS NULL OR d.unit = ANY ($2))
              AND ($6::text IS NULL OR d.id > $6)
            ORDER BY d.id LIMIT $5`,
    values: [scope.campaign, ...scopeValues(scope), limit, after],
  });
  return rows;
}

export interface RegisterRead {
  readonly unit: string;
  readonly step: string;
  readonly series: string;
  readonly committee: string;
  readonly type: string;
  readonly period: string;
  readonly number: number;
  readonly symbol: string;
  readonly document: string;
  readonly title: string;
  readonly issuedAt: Instant;
  readonly status: "issued" | "void";
  /** Of a void number: why its paper was reopened, when, by whom and through which clerk (names). */
  readonly reason: string | null;
  readonly voidedAt: Instant | null;
  readonly voidedBy: string | null;
  readonly voidedClerk: string | null;
}

/** The register of a campaign's issued papers, by series and number. */
export async function listRegister(
  db: Reader,
  scope: Scope,
  limit: number,
  after: readonly [string, number] | null,
): Promise<RegisterRead[]> {
  const { rows } = await db.query<RegisterRead>({
    name: "register-list",
    text: `SELECT d.unit, d.step, e.series, s.committee, s.type, s.period, e.number, e.symbol, e.document, e.title,
                  e.issued_at AS "issuedAt", e.status, e.reason,
                  e.voided_at AS "voidedAt", coalesce(p.name, e.voided_by) AS "voidedBy",
                  coalesce(k.name, e.voided_clerk) AS "voidedClerk"
             FROM register_entries e JOIN series s ON s.realm = e.realm AND s.id = e.series
             JOIN documents d ON d.id = e.document
             LEFT JOIN persons p ON p.realm = e.realm AND p.id = e.voided_by
             LEFT JOIN persons k ON k.realm = e.realm AND k.id = e.voided_clerk
            WHERE e.campaign = $1 AND e.realm = $7 AND ${withinScope("d", 2)}
              AND ($6::text IS NULL OR (e.series, e.number) > ($6, $8::int))
            ORDER BY e.series, e.number LIMIT $5`,
    values: [
      scope.campaign,
      ...scopeValues(scope),
      limit,
      after?.[0] ?? null,
      scope.realm,
      after?.[1] ?? null,
    ],
  });
  return rows;
}
