import type { Preferences } from "#domain/preference.ts";
import type { Text } from "#domain/text.ts";
import type { Day } from "#domain/time.ts";
import type { Tx } from "#prisma/client.ts";
import { coverHolds } from "./post-holder.ts";

/** Who is written to when a post is: its cover on that day, otherwise its holder. */
export interface Recipient {
  readonly title: Text | null;
  /** The unit that the post belongs to: its working days are theirs. */
  readonly unit: string | null;
  readonly person: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** Browsers in which they are notified. */
  readonly devices: number;
  /** null: as everybody without a preference. */
  readonly preferences: Preferences | null;
  /** The holder whom a cover acts for. */
  readonly actingFor: string | null;
  readonly actingForName: string | null;
}

export interface PostOnDay {
  readonly realm: string;
  readonly post: string;
  readonly day: Day;
  /** What it is about: covers of this campaign and this act count; without them only covers of all. */
  readonly campaign?: string | null;
  readonly act?: string | null;
}

/** Key under which `recipientsOf` answers. */
export const postOnDayKey = ({ realm, post, day, campaign, act }: PostOnDay): string =>
  [realm, post, day, campaign ?? "", act ?? ""].join("\u0000");

/** The recipients of many posts, each as of a day, in one statement. */
export async function recipientsOf(
  tx: Tx,
  posts: readonly PostOnDay[],
): Promise<Map<string, Recipient>> {
  const wanted = new Map(posts.map((post) => [postOnDayKey(post), post]));
  if (wanted.size === 0) return new Map();
  const list = [...wanted.values()];
  const { rows } = await tx.query<PostOnDay & Recipient>(
    `SELECT w.realm, w.post, w.day, w.campaign, w.act,
            json_build_object('vi', p.title_vi, 'en', p.title_en) AS title,
            p.unit, who.id AS person, who.name, who.email, who.phone,
            (SELECT count(*)::int FROM push_devices d WHERE d.realm = who.realm AND d.person = who.id) AS devices,
            CASE WHEN f.person IS NOT NULL
                 THEN json_build_object('channels', f.channels, 'digest', f.digest) END AS preferences,
            CASE WHEN v.person IS NOT NULL AND v.person IS DISTINCT FROM h.person THEN h.person END AS "actingFor",
            CASE WHEN v.person IS NOT NULL AND v.person IS DISTINCT FROM h.person THEN held.name END AS "actingForName"
       FROM unnest($1::text[], $2::text[], $3::date[], $4::text[], $5::text[])
            AS w (realm, post, day, campaign, act)
       LEFT JOIN posts p ON p.realm = w.realm AND p.id = w.post
       LEFT JOIN LATERAL (
         SELECT person FROM appointments a
          WHERE a.realm = w.realm AND a.post = w.post
            AND a.from_day <= w.day AND (a.to_day IS NULL OR a.to_day >= w.day)
          ORDER BY a.from_day DESC, a.person LIMIT 1) h ON true
       LEFT JOIN LATERAL (
         SELECT person FROM covers c
          WHERE c.realm = w.realm AND c.post = w.post
            AND ${coverHolds("c", "w.day", { campaign: "w.campaign", acts: "ARRAY[w.act]" })}
            AND (c.holder IS NULL OR c.holder = h.person)
          ORDER BY c.from_day DESC, c.person LIMIT 1) v ON true
       LEFT JOIN persons who ON who.realm = w.realm AND who.id = coalesce(v.person, h.person)
       LEFT JOIN preferences f ON f.realm = who.realm AND f.person = who.id
       LEFT JOIN persons held ON held.realm = w.realm AND held.id = h.person`,
    [
      list.map((one) => one.realm),
      list.map((one) => one.post),
      list.map((one) => one.day),
      list.map((one) => one.campaign ?? null),
      list.map((one) => one.act ?? null),
    ],
  );
  return new Map(rows.map((row) => [postOnDayKey(row), row]));
}
