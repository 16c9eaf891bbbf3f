import type { Text } from "#domain/text.ts";
import type { Reader } from "#prisma/client.ts";
import { holderSql, type Scope } from "./scope.ts";

export interface TeamRead {
  readonly id: string;
  readonly name: string;
  readonly leader: string;
  readonly capacity: number;
  readonly units: readonly string[];
  readonly members: readonly {
    readonly post: string;
    readonly title: Text;
    readonly person: string | null;
    readonly name: string | null;
    readonly actingFor: string | null;
  }[];
}

/** The guidance teams of a campaign: whom each follows, and who its members are today. */
export async function listTeams(db: Reader, scope: Scope): Promise<TeamRead[]> {
  const { rows } = await db.query<TeamRead>(
    `SELECT t.id, t.name, t.leader, t.capacity,
            ARRAY(SELECT x.unit FROM team_units x WHERE x.campaign = t.campaign AND x.team = t.id
                     AND ($3::text[] IS NULL OR x.unit = ANY ($3)) ORDER BY x.unit) AS units,
            (SELECT coalesce(json_agg(json_build_object('post', m.post,
                      'title', json_build_object('vi', p.title_vi, 'en', p.title_en),
                      'person', h.who ->> 'person', 'name', h.who ->> 'name',
                      'actingFor', h.who ->> 'actingFor') ORDER BY m.post <> t.leader, m.post), '[]')
               FROM team_members m JOIN posts p ON p.realm = t.realm AND p.id = m.post
               CROSS JOIN LATERAL (SELECT ${holderSql("t.realm", "m.post", "here.day")} AS who) AS h
              WHERE m.campaign = t.campaign AND m.team = t.id) AS members
       FROM teams t
       CROSS JOIN LATERAL (SELECT ($2::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day) AS here
      WHERE t.campaign = $1
        AND ($3::text[] IS NULL OR EXISTS (SELECT FROM team_units x
              WHERE x.campaign = t.campaign AND x.team = t.id AND x.unit = ANY ($3)))
      ORDER BY t.id`,
    [scope.campaign, scope.now, scope.units],
  );
  return rows;
}
