import type { AppointmentChange, Term } from "#domain/appointment.ts";
import { fold } from "#domain/search.ts";
import type { Reader, Tx } from "../client.ts";

/** A post and its unit, locked while its terms change; null where the realm has none. */
export async function lockPost(
  tx: Tx,
  realm: string,
  post: string,
): Promise<{ readonly unit: string; readonly role: string } | null> {
  const { rows } = await tx.query<{ unit: string; role: string }>(
    "SELECT unit, role FROM posts WHERE realm = $1 AND id = $2 FOR NO KEY UPDATE",
    [realm, post],
  );
  return rows[0] ?? null;
}

/** Every term of a post, earliest first. */
export async function termsOf(db: Reader, realm: string, post: string): Promise<Term[]> {
  const { rows } = await db.query<Term>(
    `SELECT person, from_day::text AS "from", to_day::text AS "to"
       FROM appointments WHERE realm = $1 AND post = $2 ORDER BY from_day`,
    [realm, post],
  );
  return rows;
}

/** Ends and begins terms as the rules decided. A term that ends before it began never was: it goes. */
export async function writeTerms(
  tx: Tx,
  realm: string,
  post: string,
  { ends, begins }: AppointmentChange,
): Promise<void> {
  await tx.query(
    `UPDATE appointments a SET to_day = x."to"
       FROM json_to_recordset($3) AS x (person text, "from" date, "to" date)
      WHERE a.realm = $1 AND a.post = $2 AND a.person = x.person AND a.from_day = x."from"`,
    [
      realm,
      post,
      JSON.stringify(ends.map(({ term, to }) => ({ person: term.person, from: term.from, to }))),
    ],
  );
  if (begins === null) return;
  await tx.query(
    `INSERT INTO appointments (realm, post, person, from_day, to_day) VALUES ($1, $2, $3, $4, $5)`,
    [realm, post, begins.person, begins.from, begins.to],
  );
}

export interface NewPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
}

export async function addPerson(tx: Tx, realm: string, person: NewPerson): Promise<void> {
  const { id, name, email, phone } = person;
  await tx.query(
    `INSERT INTO persons (realm, id, name, name_search, email, phone) VALUES ($1, $2, $3, $4, $5, $6)`,
    [realm, id, name, fold(name), email, phone],
  );
}

/** Whether there is such a person among those whom a reader of these units knows; null = of all units. */
export async function knowsPerson(
  db: Reader,
  realm: string,
  person: string,
  units: readonly string[] | null,
): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT FROM persons n WHERE n.realm = $1 AND n.id = $2
        AND ($3::text[] IS NULL OR EXISTS (SELECT FROM appointments a
              JOIN posts p ON p.realm = a.realm AND p.id = a.post
             WHERE a.realm = $1 AND a.person = n.id AND p.unit = ANY ($3)))`,
    [realm, person, units],
  );
  return rows.length > 0;
}

/** The campaigns in whose chains an appointment belongs: those the post's unit has a part in. */
export async function campaignsOfUnit(db: Reader, realm: string, unit: string): Promise<string[]> {
  const { rows } = await db.query<{ campaign: string }>(
    `SELECT u.campaign FROM campaign_units u JOIN campaigns c ON c.id = u.campaign
      WHERE u.realm = $1 AND u.unit = $2 AND c.status IN ('running', 'suspended') ORDER BY 1`,
    [realm, unit],
  );
  return rows.map(({ campaign }) => campaign);
}
