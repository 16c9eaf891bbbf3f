import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { driftOf, schemaOf } from "#prisma/schema.ts";
import { type FreshDatabase, freshDatabase } from "#tests/support/database.ts";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test("schema.prisma is what the migrations make", async () => {
  const schema = await schemaOf(database.ownerUrl);
  await expect(schema).toMatchFileSnapshot("../../prisma/schema.prisma");
});

test("Prisma finds nothing to migrate between the database and schema.prisma", async () => {
  const schema = await readFile(new URL("../../prisma/schema.prisma", import.meta.url), "utf8");
  expect(await driftOf(database.ownerUrl, schema)).toBe("");
});

test("a changed schema is noticed", async () => {
  const schema = await schemaOf(database.ownerUrl);
  const changed = schema.replace("model realms {", "model realms {\n  forgotten String?");
  expect(await driftOf(database.ownerUrl, changed)).toContain('ADD COLUMN     "forgotten" TEXT');
});
