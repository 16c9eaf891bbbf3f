import type { Campaign } from "#domain/campaign.ts";
import { fold } from "#domain/search.ts";
import type { Tx } from "#prisma/client.ts";

/**
 * Writes who and what a campaign names into its realm: persons, units, posts, who holds them, bodies.
 * What the realm knows already is brought up to date. Dated rows are added, and ended where the campaign says
 * until when; they are never rewritten or opened again, because what was signed under them stands.
 */
export async function writeRoster(tx: Tx, realm: string, campaign: Campaign): Promise<void> {
  const write = (sql: string, rows: readonly unknown[]): Promise<unknown> =>
    rows.length > 0 ? tx.query(sql, [realm, JSON.stringify(rows)]) : Promise.resolve();
  await write(
    PERSONS,
    campaign.persons.map((one) => ({ ...one, search: fold(one.name) })),
  );
  await write(UNITS, campaign.units);
  await write(
    UNIT_VERSIONS,
    campaign.units.map((unit) => ({
      ...unit,
      from: unit.validFrom ?? campaign.starts,
      to: unit.validTo,
      search: fold(unit.name),
    })),
  );
  await write(
    POSTS,
    campaign.posts.map(({ id, unit, role, title }) => ({ id, unit, role, ...title })),
  );
  await write(APPOINTMENTS, campaign.appointments);
  await write(COVERS, campaign.covers);
  await write(COMMITTEES, campaign.committees);
}

const PERSONS = `
INSERT INTO persons (realm, id, name, email, name_search)
SELECT $1, x.id, x.name, x.email, x.search
  FROM jsonb_to_recordset($2) AS x (id text, name text, email text, search text)
ON CONFLICT (realm, id) DO UPDATE
   SET name = excluded.name, email = excluded.email, name_search = excluded.name_search`;

const UNITS = `
INSERT INTO units (realm, id) SELECT $1, x.id FROM jsonb_to_recordset($2) AS x (id text)
ON CONFLICT DO NOTHING`;

const UNIT_VERSIONS = `
INSERT INTO unit_versions (realm, unit, valid_from, valid_to, code, name, name_search, level, parent, territorial)
SELECT DISTINCT ON (x.id, x."from") $1, x.id, x."from", x."to", x.code, x.name, x.search, x.level, x.parent, x.territorial
  FROM jsonb_to_recordset($2) AS x (id text, "from" date, "to" date, code text, name text, search text,
       level text, parent text, territorial boolean)
 ORDER BY x.id, x."from", x."to"
ON CONFLICT (realm, unit, valid_from) DO UPDATE SET valid_to = excluded.valid_to
 WHERE excluded.valid_to IS NOT NULL AND unit_versions.valid_to IS DISTINCT FROM excluded.valid_to`;

const POSTS = `
INSERT INTO posts (realm, id, unit, role, title_vi, title_en)
SELECT $1, x.id, x.unit, x.role, x.vi, x.en
  FROM jsonb_to_recordset($2) AS x (id text, unit text, role text, vi text, en text)
ON CONFLICT (realm, id) DO UPDATE SET title_vi = excluded.title_vi, title_en = excluded.title_en`;

const APPOINTMENTS = `
INSERT INTO appointments (realm, post, person, from_day, to_day)
SELECT DISTINCT ON (x.post, x.person, x."from") $1, x.post, x.person, x."from", x."to"
  FROM jsonb_to_recordset($2) AS x (post text, person text, "from" date, "to" date)
 ORDER BY x.post, x.person, x."from", x."to"
ON CONFLICT (realm, post, person, from_day) DO UPDATE SET to_day = excluded.to_day
 WHERE excluded.to_day IS NOT NULL AND appointments.to_day IS DISTINCT FROM excluded.to_day`;

const COVERS = `
INSERT INTO covers (realm, post, person, from_day, to_day, acts)
SELECT DISTINCT ON (x.post, x.person, x."from") $1, x.post, x.person, x."from", x."to", x.acts
  FROM jsonb_to_recordset($2) AS x (post text, person text, "from" date, "to" date, acts text[])
 ORDER BY x.post, x.person, x."from", x."to"
ON CONFLICT (realm, post, person, from_day) DO UPDATE SET to_day = excluded.to_day
 -- One that its holder has set stays as they set it.
 WHERE covers.holder IS NULL AND covers.to_day <> excluded.to_day`;

const COMMITTEES = `
INSERT INTO committees (realm, id, unit, kind, name, symbol, numbering, term)
SELECT $1, x.id, x.unit, x.kind, x.name, x.symbol, x.numbering, x.term
  FROM jsonb_to_recordset($2) AS x (id text, unit text, kind text, name text, symbol text, numbering text, term text)
ON CONFLICT (realm, id) DO UPDATE SET name = excluded.name, symbol = excluded.symbol, term = excluded.term`;
