import type pg from "pg";
import type { Campaign, Cover } from "#domain/campaign.ts";
import type { ObligationAct } from "#domain/obligation.ts";
import type { Instant } from "#domain/time.ts";
import { inTransaction } from "#prisma/client.ts";
import { type DropReason, releaseNotices, writeNotices } from "#prisma/sql/notice.ts";
import { aCampaign } from "../domain/campaign-builder.ts";

/** Wednesday 25/03/2020, 09:00 in Vietnam. */
export const WEDNESDAY = "2020-03-25T02:00:00.000Z";

/** Friday 27/03/2020, 17:00 in Vietnam. */
export const FRIDAY = "2020-03-27T10:00:00.000Z";

export interface Owed {
  readonly unit?: string;
  readonly step?: string;
  readonly act?: ObligationAct;
  readonly post?: string;
  readonly due?: Instant;
  readonly arose?: Instant;
}

export interface Stage {
  readonly campaign: string;
  /** An obligation arises, as the recording transaction writes it. Returns its row's id. */
  owe(owed?: Owed): Promise<string>;
  oweMany(list: readonly Owed[]): Promise<string[]>;
  end(id: string, reason?: DropReason): Promise<void>;
  /** The obligation's date moves: a new generation. */
  move(id: string, due: Instant, at: Instant): Promise<void>;
  clockTo(instant: Instant): Promise<void>;
}

/** A small campaign whose people all have addresses. */
export function aWrittenCampaign(changes: Partial<Campaign> = {}): Campaign {
  const plain = aCampaign();
  return aCampaign({
    units: plain.units.map((unit) => ({
      ...unit,
      name: unit.id === "binh-an" ? "Xã Bình An" : unit.name,
    })),
    persons: plain.persons.map((person) => ({
      ...person,
      name: `Nguyễn Văn ${person.id}`,
      email: `${person.id.replaceAll("/", ".")}@example.vn`,
    })),
    ...changes,
  });
}

export const aCover = (post: string, person: string): Cover => ({
  post,
  person,
  from: "2020-03-01",
  to: "2020-04-30",
});

export interface Staging {
  readonly campaign?: Campaign;
  readonly realm?: { readonly id: string; readonly kind: "real" | "rehearsal" };
  readonly mode?: "real" | "stepped";
  /** Campaigns of one realm need ids of their own. */
  readonly id?: string;
}

/** Puts a campaign's rows into the database, its clock standing at `WEDNESDAY`. */
export async function stage(pool: pg.Pool, staging: Staging = {}): Promise<Stage> {
  const {
    campaign: definition = aWrittenCampaign(),
    realm = { id: "real", kind: "real" },
    mode = "stepped",
  } = staging;
  const campaign = staging.id ?? definition.id;
  const json = JSON.stringify;
  const run = (sql: string, values: unknown[]) => pool.query(sql, values);
  await run("INSERT INTO realms VALUES ($1, $2, $1) ON CONFLICT DO NOTHING", [
    realm.id,
    realm.kind,
  ]);
  await run(
    `INSERT INTO persons (realm, id, name, email, name_search)
     SELECT $1, id, name, email, '' FROM json_to_recordset($2) AS p (id text, name text, email text)
     ON CONFLICT DO NOTHING`,
    [realm.id, json(definition.persons)],
  );
  await run(
    "INSERT INTO units SELECT $1, id FROM json_to_recordset($2) AS u (id text) ON CONFLICT DO NOTHING",
    [realm.id, json(definition.units)],
  );
  await run(
    `INSERT INTO posts SELECT $1, id, unit, role, title->>'vi', title->>'en'
       FROM json_to_recordset($2) AS p (id text, unit text, role text, title json) ON CONFLICT DO NOTHING`,
    [realm.id, json(definition.posts)],
  );
  for (const table of ["appointments", "covers"] as const) {
    await run(
      `INSERT INTO ${table} SELECT $1, post, person, "from", "to"
         FROM json_to_recordset($2) AS a (post text, person text, "from" date, "to" date) ON CONFLICT DO NOTHING`,
      [realm.id, json(definition[table])],
    );
  }
  await run(
    `INSERT INTO campaigns (id, realm, key, title_vi, title_en, root_unit, status, definition, definition_hash, started_at)
     VALUES ($1, $2, $1, 'Tổng kết', 'Summary', 'chau-thanh', 'running', $3, $1, $4)`,
    [campaign, realm.id, json(definition), WEDNESDAY],
  );
  await run(
    `INSERT INTO campaign_units (realm, campaign, unit, ord, depth, name, name_search, level, territorial, pilot)
     SELECT $1, $2, id, 0, 0, name, '', level, true, false
       FROM json_to_recordset($3) AS u (id text, name text, level text)`,
    [realm.id, campaign, json(definition.units)],
  );
  await run("INSERT INTO clocks (campaign, realm, mode, instant) VALUES ($1, $2, $3, $4)", [
    campaign,
    realm.id,
    mode,
    WEDNESDAY,
  ]);
  await run(
    `INSERT INTO cycles (id, realm, campaign, unit, status, phase, plan, state)
     SELECT $2 || '/' || id, $1, $2, id, 'running', 'working', '{}', '{}'
       FROM json_to_recordset($3) AS u (id text)`,
    [realm.id, campaign, json(definition.units)],
  );

  const write = { realm: realm.id, campaign, definition };
  const oweMany = (list: readonly Owed[]) =>
    inTransaction(pool, async (tx) => {
      const needs = list.map((owed) => needOf(campaign, owed));
      await tx.query(
        `INSERT INTO steps (cycle, step, realm, campaign, unit, ord, kind, title_vi, title_en, owner, status, due_at, proposed)
         SELECT DISTINCT ON (unit, step) $2 || '/' || unit, step, $1, $2, unit, 0, 'task', 'Kế hoạch tổng kết', 'Summary plan', unit || '/standing-office', 'open', due, false
           FROM json_to_recordset($3) AS o (unit text, step text, due timestamptz) ON CONFLICT DO NOTHING`,
        [realm.id, campaign, json(needs.map((need) => need.obligation))],
      );
      await tx.query(
        `INSERT INTO obligations (id, realm, campaign, cycle, unit, step, act, post, round, ladder, due_at, first_due_at, status, arose_at)
         SELECT $2 || '/' || id, $1, $2, $2 || '/' || unit, unit, step, act, post, round, ladder, due, due, 'open', $4
           FROM json_to_recordset($3) AS o (id text, unit text, step text, act text, post text, round integer, ladder text, due timestamptz)`,
        [realm.id, campaign, json(needs.map((need) => need.obligation)), WEDNESDAY],
      );
      await writeNotices(tx, { ...write, needs, ended: [] });
      return needs.map((need) => need.id);
    });
  return {
    campaign,
    oweMany,
    owe: async (owed = {}) => (await oweMany([owed]))[0] ?? "",
    end: (id, reason = "met") =>
      inTransaction(pool, async (tx) => {
        const status = reason === "cancelled" ? "void" : reason;
        await tx.query("UPDATE obligations SET status = $2 WHERE id = $1", [id, status]);
        await writeNotices(tx, { ...write, needs: [], ended: [{ id, reason }] });
      }),
    move: (id, due, at) =>
      inTransaction(pool, async (tx) => {
        const { rows } = await tx.query(
          `UPDATE obligations SET due_at = $2, generation = generation + 1 WHERE id = $1
           RETURNING generation, unit, step, act, post`,
          [id, due],
        );
        const { generation, ...owed } = rows[0];
        const need = { ...needOf(campaign, { ...owed, due, arose: at }), generation };
        await writeNotices(tx, { ...write, needs: [need], ended: [{ id, reason: "moved" }] });
      }),
    clockTo: (instant) =>
      inTransaction(pool, async (tx) => {
        await tx.query("UPDATE clocks SET instant = $2 WHERE campaign = $1", [campaign, instant]);
        await releaseNotices(tx, campaign, instant);
      }),
  };
}

function needOf(campaign: string, owed: Owed) {
  const { unit = "binh-an", step = "plan", act = "draft", due = FRIDAY, arose = WEDNESDAY } = owed;
  const post = owed.post ?? `${unit}/standing-office`;
  const id = `${unit}/${step}/${act}/${post}/1`;
  const obligation = { id, unit, step, act, post, round: 1, due, ladder: "standard" };
  return { id: `${campaign}/${id}`, obligation, generation: 1, arose };
}

/** The notices of a campaign in a few words: `arise sent`, `soon dropped met`. */
export async function noticesOf(pool: pg.Pool, campaign: string): Promise<string[]> {
  const { rows } = await pool.query<{ words: string }>(
    `SELECT concat_ws(' ', CASE WHEN generation > 1 THEN 'g' || generation END, rung, status, reason) AS words
       FROM notices WHERE campaign = $1 ORDER BY generation, due_at, id`,
    [campaign],
  );
  return rows.map((row) => row.words);
}
