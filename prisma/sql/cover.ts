import type { ObligationAct } from "#domain/obligation-act.ts";
import type { Text } from "#domain/text.ts";
import type { Day } from "#domain/time.ts";
import type { Reader, Tx } from "#prisma/client.ts";
import { appendAudit, realmChain } from "./audit.ts";

/** A cover as its holder sets it: who acts for them, from when to when, for which campaigns and acts. */
export interface OwnCover {
  readonly post: string;
  readonly person: string;
  readonly from: Day;
  readonly to: Day;
  /** null: all of them. */
  readonly campaigns: readonly string[] | null;
  readonly acts: readonly ObligationAct[] | null;
}

/** A cover as people read it: both names. */
export interface CoverRead extends OwnCover {
  readonly title: Text;
  readonly name: string;
  readonly holder: string;
  readonly holderName: string;
}

const COVERS = `
SELECT v.post, v.person, v.from_day AS "from", v.to_day AS "to", v.campaigns, v.acts,
       json_build_object('vi', o.title_vi, 'en', o.title_en) AS title, p.name,
       v.holder, h.name AS "holderName"
  FROM covers v JOIN posts o ON o.realm = v.realm AND o.id = v.post
  JOIN persons p ON p.realm = v.realm AND p.id = v.person
  JOIN persons h ON h.realm = v.realm AND h.id = v.holder
 WHERE v.realm = $1`;

/** The covers that a person has set and that have not ended, and those by which they act for others. */
export async function coversOf(
  reader: Reader,
  realm: string,
  person: string,
): Promise<{ readonly set: CoverRead[]; readonly acting: CoverRead[] }> {
  const today = await todayIn(reader, realm);
  const of = async (column: "holder" | "person") =>
    (
      await reader.query<CoverRead>(
        `${COVERS} AND v.${column} = $2 AND v.to_day >= $3 ORDER BY v.from_day, v.post, v.person`,
        [realm, person, today],
      )
    ).rows;
  return { set: await of("holder"), acting: await of("person") };
}

/** The civil day in a realm: a rehearsal's by its clock, otherwise today. */
export async function todayIn(reader: Reader, realm: string): Promise<Day> {
  const { rows } = await reader.query<{ day: Day }>(
    `SELECT (coalesce((SELECT k.instant FROM clocks k WHERE k.realm = $1 AND k.mode = 'stepped' LIMIT 1), now())
             AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day`,
    [realm],
  );
  return rows[0]?.day ?? "";
}

/** Posts that a person holds themselves on a day; what they only cover is not theirs to pass on. */
export async function ownPostsOn(
  reader: Reader,
  realm: string,
  person: string,
  day: Day,
): Promise<readonly string[]> {
  const { rows } = await reader.query<{ post: string }>(
    `SELECT post FROM appointments WHERE realm = $1 AND person = $2
        AND from_day <= $3 AND (to_day IS NULL OR to_day >= $3) ORDER BY post`,
    [realm, person, day],
  );
  return rows.map(({ post }) => post);
}

/**
 * Puts a person's covers in place of those they had set. One that has begun ends yesterday where it is not
 * among the new ones: what was done under it stays explained. Each campaign it touches has it in its chain.
 */
export async function replaceCovers(
  tx: Tx,
  {
    realm,
    person,
    today,
  }: { readonly realm: string; readonly person: string; readonly today: Day },
  covers: readonly OwnCover[],
): Promise<void> {
  const before = await coversOf(tx, realm, person);
  await tx.query(
    "DELETE FROM covers WHERE realm = $1 AND holder = $2 AND to_day >= $3 AND from_day >= $3",
    [realm, person, today],
  );
  await tx.query(
    `UPDATE covers SET to_day = $3::date - 1 WHERE realm = $1 AND holder = $2 AND to_day >= $3`,
    [realm, person, today],
  );
  await tx.query(
    `INSERT INTO covers (realm, post, person, from_day, to_day, campaigns, acts, holder)
     SELECT $1, x.post, x.person, x."from", x."to", x.campaigns, x.acts, $2
       FROM json_to_recordset($3) AS x (post text, person text, "from" date, "to" date, campaigns text[], acts text[])
     ON CONFLICT (realm, post, person, from_day) DO UPDATE
        SET to_day = excluded.to_day, campaigns = excluded.campaigns, acts = excluded.acts,
            holder = excluded.holder, set_at = now()`,
    [realm, person, JSON.stringify(covers)],
  );
  const posts = [...before.set, ...covers].map(({ post }) => post);
  const entry = { what: "covers", person, covers };
  for (const campaign of await campaignsOf(tx, realm, posts))
    await appendAudit(tx, { campaign, realm, entry });
}

/** The running campaigns that posts have a part in; the realm's own chain where there is none. */
async function campaignsOf(tx: Tx, realm: string, posts: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ campaign: string }>(
    `SELECT DISTINCT u.campaign FROM campaign_units u JOIN campaigns c ON c.id = u.campaign
       JOIN posts p ON p.realm = u.realm AND p.unit = u.unit
      WHERE u.realm = $1 AND p.id = ANY ($2) AND c.status IN ('running', 'suspended') ORDER BY 1`,
    [realm, posts],
  );
  return rows.length > 0 ? rows.map(({ campaign }) => campaign) : [realmChain(realm)];
}
