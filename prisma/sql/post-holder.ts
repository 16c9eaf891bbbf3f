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
