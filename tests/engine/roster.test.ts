import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Campaign } from "#domain/campaign.ts";
import { inTransaction } from "#prisma/client.ts";
import { writeRealm } from "#prisma/sql/realm.ts";
import { writeRoster } from "#prisma/sql/roster.ts";
import { aCampaign } from "#tests/domain/campaign-builder.ts";
import { type FreshDatabase, freshDatabase } from "#tests/support/database.ts";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const REALM = "r-roster";
const first = aCampaign();
const POST = "binh-an/head";
const HOLDER = `${POST}/holder`;

const writes = (campaign: Campaign) =>
  inTransaction(database.pool, async (tx) => {
    await writeRealm(tx, { id: REALM, kind: "rehearsal", title: "roster" });
    await writeRoster(tx, REALM, campaign);
  });

const appointments = async () =>
  (
    await database.pool.query(
      `SELECT person, from_day::text AS "from", to_day::text AS "to" FROM appointments
        WHERE realm = $1 AND post = $2 ORDER BY from_day`,
      [REALM, POST],
    )
  ).rows;

const withEnd = (to: string | null): Campaign =>
  aCampaign({
    appointments: first.appointments.map((one) => (one.post === POST ? { ...one, to } : one)),
  });

describe("given a realm whose roster an earlier campaign wrote", () => {
  test("when a later file ends an appointment, then it ends; one that says nothing opens nothing again", async () => {
    await writes(first);
    const [held] = await appointments();
    expect(held).toMatchObject({ person: HOLDER, to: null });
    await writes(withEnd("2021-03-31"));
    expect(await appointments()).toEqual([{ ...held, to: "2021-03-31" }]);
    await writes(first);
    expect(await appointments()).toEqual([{ ...held, to: "2021-03-31" }]);
  });

  test("when a file says it twice, then once with its end is written", async () => {
    const again = withEnd("2021-06-30");
    const twice = aCampaign({ appointments: [...first.appointments, ...again.appointments] });
    await writes(twice);
    expect(await appointments()).toMatchObject([{ to: "2021-06-30" }]);
  });

  test("when a cover or a unit's version ends otherwise, then so here; what a holder set stays", async () => {
    const cover = {
      post: POST,
      person: "minh-hoa/head/holder",
      from: "2020-05-01",
      to: "2020-05-10",
    };
    const covered = (to: string) => aCampaign({ covers: [{ ...cover, to }] });
    const until = async () =>
      (await database.pool.query("SELECT to_day::text AS to FROM covers WHERE realm = $1", [REALM]))
        .rows[0]?.to;
    await writes(covered("2020-05-10"));
    await writes(covered("2020-05-20"));
    expect(await until()).toBe("2020-05-20");
    await database.pool.query("UPDATE covers SET holder = $2 WHERE realm = $1", [REALM, HOLDER]);
    await writes(covered("2020-05-30"));
    expect(await until()).toBe("2020-05-20");

    const ends = aCampaign({
      units: first.units.map((unit) =>
        unit.id === "binh-an" ? { ...unit, validTo: "2025-06-30" } : unit,
      ),
    });
    await writes(ends);
    const { rows } = await database.pool.query(
      "SELECT valid_to::text AS to FROM unit_versions WHERE realm = $1 AND unit = 'binh-an'",
      [REALM],
    );
    expect(rows).toEqual([{ to: "2025-06-30" }]);
  });
});
