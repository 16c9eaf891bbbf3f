import type { Text } from "#domain/text.ts";
import type { Reader } from "#prisma/client.ts";
import { holderSql, type Scope } from "./scope.ts";

export interface HolderRow {
  readonly post: string;
  readonly title: Text;
  /** Name of the unit whose post it is; null for a post nobody knows. */
  readonly unitName: string | null;
  readonly person: string | null;
  readonly name: string | null;
  readonly actingFor: string | null;
}

interface Found {
  readonly post: string;
  readonly title: Text;
  readonly unitName: string | null;
  readonly holder: { person: string; name: string; actingFor: string | null } | null;
}

/** Who holds the posts now, in one query. A post nobody knows (the party above the root) is named by its id. */
export async function holdersOf(
  db: Reader,
  scope: Pick<Scope, "realm" | "now">,
  posts: readonly string[],
): Promise<(post: string) => HolderRow> {
  const wanted = [...new Set(posts)];
  const { rows } = await db.query<Found>({
    name: "holders",
    text: `SELECT o.id AS post, json_build_object('vi', o.title_vi, 'en', o.title_en) AS title,
                  (SELECT v.name FROM unit_versions v WHERE v.realm = o.realm AND v.unit = o.unit
                    ORDER BY v.valid_from <= d.day DESC, v.valid_from DESC LIMIT 1) AS "unitName",
                  ${holderSql("o.realm", "o.id", "d.day")} AS holder
             FROM posts o, (SELECT ($3::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day) d
            WHERE o.realm = $1 AND o.id = ANY ($2)`,
    values: [scope.realm, wanted, scope.now],
  });
  const found = new Map(rows.map((row) => [row.post, row]));
  return (post) => {
    const row = found.get(post);
    const title = row?.title ?? { vi: post, en: post };
    const none = { person: null, name: null, actingFor: null };
    return { post, title, unitName: row?.unitName ?? null, ...(row?.holder ?? none) };
  };
}
