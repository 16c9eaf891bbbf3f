import type { Term } from "#domain/appointment.ts";
import type { Text } from "#domain/text.ts";
import type { Reader } from "#prisma/client.ts";
import { type Scope, unitsOf } from "./scope.ts";

/** A term with its holder's name of today. */
export interface NamedTerm extends Term {
  readonly name: string;
}

export interface PostRead {
  readonly post: string;
  readonly title: Text;
  readonly role: string;
  readonly unit: string;
  readonly unitName: string;
  /** Every term there was and is, latest first. */
  readonly terms: readonly NamedTerm[];
  /** Who covers today. */
  readonly covers: readonly {
    readonly person: string;
    readonly name: string;
    readonly from: string;
    readonly to: string | null;
  }[];
  /** The address of today's holder; null where there is none, or the reader need not know it. */
  readonly email: string | null;
  readonly phone: string | null;
  /** Whether the reader may appoint here. */
  readonly keeps: boolean;
}

/** The posts of the units somebody may know, in tree order, in one statement. */
export async function listPosts(
  db: Reader,
  scope: Scope,
  limit: number,
  after: readonly [number, string] | null,
): Promise<(PostRead & { readonly ord: number })[]> {
  const keeps = unitsOf(scope, "keep_people");
  const { rows } = await db.query<PostRead & { ord: number }>(
    `SELECT p.id AS post, json_build_object('vi', p.title_vi, 'en', p.title_en) AS title, p.role,
            u.unit, u.name AS "unitName", u.ord, t.terms, v.covers,
            ($5::text[] IS NULL OR u.unit = ANY ($5)) AS keeps,
            CASE WHEN $5::text[] IS NULL OR u.unit = ANY ($5) THEN now_.email END AS email,
            CASE WHEN $5::text[] IS NULL OR u.unit = ANY ($5) THEN now_.phone END AS phone
       FROM campaign_units u JOIN posts p ON p.realm = u.realm AND p.unit = u.unit
       CROSS JOIN LATERAL (SELECT ($2::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day) AS here
       CROSS JOIN LATERAL (
         SELECT coalesce(json_agg(json_build_object('person', a.person, 'name', n.name,
                  'from', a.from_day::text, 'to', a.to_day::text) ORDER BY a.from_day DESC), '[]') AS terms
           FROM appointments a JOIN persons n ON n.realm = a.realm AND n.id = a.person
          WHERE a.realm = p.realm AND a.post = p.id) AS t
       CROSS JOIN LATERAL (
         SELECT coalesce(json_agg(json_build_object('person', c.person, 'name', n.name,
                  'from', c.from_day::text, 'to', c.to_day::text) ORDER BY c.from_day DESC), '[]') AS covers
           FROM covers c JOIN persons n ON n.realm = c.realm AND n.id = c.person
          WHERE c.realm = p.realm AND c.post = p.id AND c.from_day <= here.day
            AND (c.to_day IS NULL OR c.to_day >= here.day)) AS v
       LEFT JOIN LATERAL (
         SELECT n.email, n.phone FROM appointments a JOIN persons n ON n.realm = a.realm AND n.id = a.person
          WHERE a.realm = p.realm AND a.post = p.id AND a.from_day <= here.day
            AND (a.to_day IS NULL OR a.to_day >= here.day) ORDER BY a.from_day DESC LIMIT 1) AS now_ ON true
      WHERE u.campaign = $1 AND ($3::text[] IS NULL OR u.unit = ANY ($3))
        AND ($6::int IS NULL OR (u.ord, p.id) > ($6, $7))
      ORDER BY u.ord, p.id LIMIT $4`,
    [scope.campaign, scope.now, scope.units, limit, keeps, after?.[0] ?? null, after?.[1] ?? null],
  );
  return rows;
}
