import type { Campaign } from "#domain/campaign.ts";
import { fold } from "#domain/search.ts";
import type { Tx } from "#prisma/client.ts";

/**
 * Writes who and what a campaign names into its realm: persons, units, posts, who holds them, bodies.
 * What the realm knows already is brought up to date; dated rows are added, never rewritten.
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
SELECT $1, x.id, x."from", x."to", x.code, x.name, x.search, x.level, x.parent, x.territorial
  FROM jsonb_to_recordset($2) AS x (id text, "from" date, "to" date, code text, name text, search text,
       level text, parent text, territorial boolean)
ON CONFLICT DO NOTHING`;

const POSTS = `
INSERT INTO posts (realm, id, unit, role, title_vi, title_en)
SELECT $1, x.id, x.unit, x.role, x.vi, x.en
  FROM jsonb_to_recordset($2) AS x (id text, unit text, role text, vi text, en text)
ON CONFLICT (realm, id) DO UPDATE SET title_vi = excluded.title_vi, title_en = excluded.title_en`;

const APPOINTMENTS = `
INSERT INTO appointments (realm, post, person, from_day, to_day)
SELECT $1, x.post, x.person, x."from", x."to"
  FROM jsonb_to_recordset($2) AS x (post text, person text, "from" date, "to" date)
ON CONFLICT DO NOTHING`;

const COVERS = `
INSERT INTO covers (realm, post, person, from_day, to_day, acts)
SELECT $1, x.post, x.person, x."from", x."to", x.acts
  FROM jsonb_to_recordset($2) AS x (post text, person text, "from" date, "to" date, acts text[])
ON CONFLICT DO NOTHING`;

const COMMITTEES = `
INSERT INTO committees (realm, id, unit, kind, name, symbol, numbering, term)
SELECT $1, x.id, x.unit, x.kind, x.name, x.symbol, x.numbering, x.term
  FROM jsonb_to_recordset($2) AS x (id text, unit text, kind text, name text, symbol text, numbering text, term text)
ON CONFLICT (realm, id) DO UPDATE SET name = excluded.name, symbol = excluded.symbol, term = excluded.term`;
