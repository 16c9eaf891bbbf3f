import type { Text } from "#domain/text.ts";
import type { Reader } from "#prisma/client.ts";
import { ANY_ACT, coverHolds } from "../post-holder.ts";
import type { Account } from "../token.ts";

export interface HeldRead {
  readonly campaign: string;
  readonly post: string;
  readonly title: Text;
  readonly unit: string;
  readonly role: string;
  readonly covering: boolean;
}

/** The person's name and the posts they hold or cover, on each campaign's own day. */
export async function postsHeld(
  db: Reader,
  account: Account,
): Promise<{ name: string | null; posts: HeldRead[] }> {
  if (account.person === null) return { name: null, posts: [] };
  const { rows } = await db.query<{ name: string; posts: HeldRead[] }>({
    name: "posts-held",
    text: `
WITH here AS (
  SELECT c.id, (campaign_now(c.id) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day
    FROM campaigns c WHERE c.realm = $1
), held AS (
  SELECT here.id AS campaign, a.post, false AS covering FROM here JOIN appointments a
      ON a.realm = $1 AND a.person = $2 AND a.from_day <= here.day
     AND (a.to_day IS NULL OR a.to_day >= here.day)
   UNION
  SELECT here.id, v.post, true FROM here JOIN covers v
      ON v.realm = $1 AND v.person = $2
     AND ${coverHolds("v", "here.day", { campaign: "here.id", acts: ANY_ACT })}
)
SELECT p.name, coalesce((SELECT json_agg(json_build_object('campaign', h.campaign, 'post', h.post,
         'title', json_build_object('vi', o.title_vi, 'en', o.title_en), 'unit', o.unit,
         'role', o.role, 'covering', h.covering) ORDER BY h.campaign, h.post)
         FROM held h JOIN posts o ON o.realm = $1 AND o.id = h.post
         JOIN campaign_units u ON u.campaign = h.campaign AND u.unit = o.unit), '[]') AS posts
  FROM persons p WHERE p.realm = $1 AND p.id = $2`,
    values: [account.realm, account.person],
  });
  return rows[0] ?? { name: null, posts: [] };
}
