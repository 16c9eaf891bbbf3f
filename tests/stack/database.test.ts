import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrate } from "#prisma/migrate.ts";
import { type FreshDatabase, freshDatabase } from "#tests/support/database.ts";

describe("a migrated database", () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  test("is not changed by migrating it again", async () => {
    const report = await migrate(database.ownerUrl);
    expect(report).toEqual({ applied: [], edited: [] });
  });

  test("lets the app add to the audit chain, and never change or delete it", async () => {
    const { pool } = database;
    await pool.query(
      "INSERT INTO audit (campaign, n, realm, entry, hash) VALUES ('c', 1, 'real', '{}', 'h')",
    );
    await expect(pool.query("UPDATE audit SET entry = ''")).rejects.toThrow(/permission denied/);
    await expect(pool.query("DELETE FROM audit")).rejects.toThrow(/permission denied/);
    await expect(pool.query("TRUNCATE audit")).rejects.toThrow(/permission denied/);
  });

  test("sorts and folds Vietnamese letters as Unicode, whatever the machine's locale", async () => {
    const { rows } = await database.pool.query("SELECT lower('ĐIỀU ƯỚC') AS folded");
    expect(rows[0]).toEqual({ folded: "điều ước" });
  });
});

describe("an empty database", () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase({ migrated: false });
  });
  afterAll(() => database.drop());

  test("is migrated once, however many start at the same moment", async () => {
    const reports = await Promise.all([1, 2, 3].map(() => migrate(database.ownerUrl)));
    const applied = reports.flatMap((report) => report.applied);
    expect(applied).toEqual([...new Set(applied)]);
    expect(applied).toContain("20261123000000_foundation");
  });

  test("refuses to be migrated by the app's role", async () => {
    const other = await freshDatabase({ migrated: false });
    await expect(migrate(other.url)).rejects.toThrow(/could not be migrated: .*permission denied/);
    await other.drop();
  });
});
