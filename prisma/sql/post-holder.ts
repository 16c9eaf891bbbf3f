/** SQL: the posts a person may act for on a day, own and covered. Parameters as texts of SQL. */
export const heldPosts = (realm: string, person: string, day: string): string => `
  ARRAY(SELECT a.post FROM appointments a WHERE a.realm = ${realm} AND a.person = ${person}
           AND a.from_day <= ${day} AND (a.to_day IS NULL OR a.to_day >= ${day})
        UNION
        SELECT v.post FROM covers v WHERE v.realm = ${realm} AND v.person = ${person}
           AND v.from_day <= ${day} AND v.to_day >= ${day})`;

/** SQL: the civil day in Vietnam in which an instant falls. */
export const civilDay = (instant: string): string =>
  `(${instant} AT TIME ZONE 'Asia/Ho_Chi_Minh')::date`;

/**
 * SQL: the posts a person may act for, as of the act. Who states it themselves must also hold the post on the day
 * they do: nobody acts for a post they have left by naming an earlier day. A clerk may enter it (`own` false).
 */
export const actingPosts = (
  realm: string,
  person: string,
  { occurred, received, own }: { occurred: string; received: string; own: string },
): string => `
  CASE WHEN ${own} AND ${civilDay(occurred)} <> ${civilDay(received)}
       THEN ARRAY(SELECT unnest(${heldPosts(realm, person, civilDay(occurred))})
                  INTERSECT SELECT unnest(${heldPosts(realm, person, civilDay(received))}))
       ELSE ${heldPosts(realm, person, civilDay(occurred))} END`;
