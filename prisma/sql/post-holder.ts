import { ACTS_OF_COMMAND } from "#domain/cover.ts";

/**
 * What a question about covers is about, as texts of SQL: a campaign's id and an array of acts. Without one
 * only covers of every campaign, or of every act, count; `any` counts covers of any act.
 */
export interface CoverScope {
  readonly campaign?: string;
  readonly acts?: string;
}

export const ANY_ACT = "any";

/**
 * SQL: whether cover `v` holds on a day for a scope. One of a certain holder holds while they do: nobody is given
 * more than the holder has.
 */
export const coverHolds = (v: string, day: string, { campaign, acts }: CoverScope): string =>
  `${v}.from_day <= ${day} AND ${v}.to_day >= ${day}
   AND (${v}.campaigns IS NULL${campaign === undefined ? "" : ` OR ${campaign} = ANY (${v}.campaigns)`})
   ${acts === ANY_ACT ? "" : `AND (${v}.acts IS NULL${acts === undefined ? "" : ` OR ${v}.acts && ${acts}`})`}
   AND (${v}.holder IS NULL OR EXISTS (SELECT FROM appointments ah
         WHERE ah.realm = ${v}.realm AND ah.post = ${v}.post AND ah.person = ${v}.holder
           AND ah.from_day <= ${day} AND (ah.to_day IS NULL OR ah.to_day >= ${day})))`;

/** SQL: the posts a person may act for on a day, own and covered. Parameters as texts of SQL. */
export const heldPosts = (
  realm: string,
  person: string,
  day: string,
  scope: CoverScope = {},
): string => `
  ARRAY(SELECT a.post FROM appointments a WHERE a.realm = ${realm} AND a.person = ${person}
           AND a.from_day <= ${day} AND (a.to_day IS NULL OR a.to_day >= ${day})
        UNION
        SELECT v.post FROM covers v WHERE v.realm = ${realm} AND v.person = ${person}
           AND ${coverHolds("v", day, scope)})`;

/** SQL: the civil day in Vietnam in which an instant falls. */
export const civilDay = (instant: string): string =>
  `(${instant} AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`;

/** SQL: the acts, as obligations name them, that a command (jsonb) is about. */
export const actsOfCommandSql = (command: string): string => {
  const cases = Object.entries(ACTS_OF_COMMAND).map(
    ([type, acts]) => `WHEN '${type}' THEN ARRAY[${acts.map((act) => `'${act}'`).join(", ")}]`,
  );
  return `CASE ${command} ->> 'type' ${cases.join(" ")}
          WHEN 'ask_extension' THEN ARRAY[${command} ->> 'act'] ELSE ARRAY[]::text[] END`;
};

/**
 * SQL: the posts a person may act for, as of the act. Who states it themselves must also hold the post on the day
 * they do: nobody acts for a post they have left by naming an earlier day. A clerk may enter it (`own` false).
 */
export const actingPosts = (
  realm: string,
  person: string,
  { occurred, received, own }: { occurred: string; received: string; own: string },
  scope: CoverScope,
): string => `
  CASE WHEN ${own} AND ${civilDay(occurred)} <> ${civilDay(received)}
       THEN ARRAY(SELECT unnest(${heldPosts(realm, person, civilDay(occurred), scope)})
                  INTERSECT SELECT unnest(${heldPosts(realm, person, civilDay(received), scope)}))
       ELSE ${heldPosts(realm, person, civilDay(occurred), scope)} END`;

/** SQL: nobody holds or covers a post on a civil day, for a campaign and an act. */
export const isVacant = (
  realm: string,
  post: string,
  day: string,
  campaign: string,
  act: string,
): string => `
  (NOT EXISTS (SELECT FROM appointments av WHERE av.realm = ${realm} AND av.post = ${post}
      AND av.from_day <= ${day} AND (av.to_day IS NULL OR av.to_day >= ${day}))
   AND NOT EXISTS (SELECT FROM covers cv WHERE cv.realm = ${realm} AND cv.post = ${post}
      AND ${coverHolds("cv", day, { campaign, acts: `ARRAY[${act}]` })}))`;
