import { fold } from "#domain/search.ts";
import type { Reader } from "#prisma/client.ts";
import { type Scope, scopeValues, withinScope } from "./scope.ts";

/** Something of a campaign that a search found, and where it is looked at. */
export interface Found {
  readonly kind: "unit" | "document" | "model" | "person";
  readonly title: string;
  /** What tells it from others of the same name: its unit, its number. */
  readonly beside: string;
  readonly unit: string;
  readonly step: string | null;
}

/** Of each kind; more is not a search's business. */
const AT_MOST = 8;

/**
 * Units, papers, models and people of a campaign whose name holds every word, accents or not, in one statement.
 * Only what the reader's lists would show.
 */
export async function searchIn(db: Reader, scope: Scope, query: string): Promise<Found[]> {
  const words = fold(query).split(" ").filter(Boolean);
  if (words.length === 0) return [];
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
  const { rows } = await db.query<Found>({
    name: "search",
    text: `
(SELECT 'unit' AS kind, u.name AS title, u.level AS beside, u.unit, NULL AS step
   FROM campaign_units u
  WHERE u.campaign = $1 AND ($2::text[] IS NULL OR u.unit = ANY ($2)) AND u.name_search LIKE ALL ($5)
  ORDER BY u.ord LIMIT ${AT_MOST})
UNION ALL
(SELECT 'document', d.title, coalesce(d.symbol, u.name), d.unit, d.step
   FROM documents d JOIN campaign_units u ON u.campaign = d.campaign AND u.unit = d.unit
  WHERE d.campaign = $1 AND ${withinScope("d", 2)}
    AND (d.status <> 'draft' OR $2::text[] IS NULL OR d.unit = ANY ($2))
    AND (d.title_search || ' ' || lower(coalesce(d.symbol, ''))) LIKE ALL ($5)
  ORDER BY d.id LIMIT ${AT_MOST})
UNION ALL
(SELECT 'model', m.title, u.name, m.unit, NULL
   FROM models m JOIN campaign_units u ON u.campaign = m.campaign AND u.unit = m.unit
  WHERE m.campaign = $1 AND ($2::text[] IS NULL OR m.unit = ANY ($2)) AND m.title_search LIKE ALL ($5)
  ORDER BY m.id LIMIT ${AT_MOST})
UNION ALL
(SELECT DISTINCT ON (n.name, p.id) 'person', n.name, p.title_vi, u.unit, NULL
   FROM campaign_units u JOIN posts p ON p.realm = u.realm AND p.unit = u.unit
   JOIN appointments a ON a.realm = p.realm AND a.post = p.id
   JOIN persons n ON n.realm = a.realm AND n.id = a.person
  WHERE u.campaign = $1 AND ($2::text[] IS NULL OR u.unit = ANY ($2)) AND n.name_search LIKE ALL ($5)
  ORDER BY n.name, p.id LIMIT ${AT_MOST})`,
    values: [scope.campaign, ...scopeValues(scope), patterns],
  });
  return rows;
}
