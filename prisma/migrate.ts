import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { MigrationList } from "@prisma/schema-engine-wasm/schema_engine_bg";
import { withSchemaEngine } from "./engine.ts";

const FOLDER = fileURLToPath(new URL("migrations", import.meta.url));
const LOCKFILE = "migration_lock.toml";

/** No table of the schema is managed by anybody else. */
export const WHOLE_SCHEMA = { externalTables: [], externalEnums: [] };

export interface MigrationReport {
  /** Applied by this call, in order; empty when the database was up to date. */
  readonly applied: readonly string[];
  /** Applied earlier, but with other words than the file has now. */
  readonly edited: readonly string[];
}

/** The migrations shipped with this version, oldest first and up to `last`, in the schema engine's own form. */
export async function shippedMigrations(last?: string): Promise<MigrationList> {
  const entries = await readdir(FOLDER, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory() && (last === undefined || entry.name <= last))
    .map((entry) => entry.name);
  const read = (path: string): Promise<string> => readFile(join(FOLDER, path), "utf8");
  return {
    baseDir: FOLDER,
    lockfile: { path: LOCKFILE, content: await read(LOCKFILE) },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(
      names.sort().map(async (name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: { tag: "ok" as const, value: await read(join(name, "migration.sql")) },
        },
      })),
    ),
  };
}

/**
 * Brings the database to this version's schema. Doing it again changes nothing, and two at once wait for
 * each other. The connection must own the tables: the app's own role may not create any. `last` stops at an
 * earlier schema, into which a backup of that time fits.
 */
export async function migrate(databaseUrl: string, last?: string): Promise<MigrationReport> {
  const migrationsList = await shippedMigrations(last);
  return withSchemaEngine(databaseUrl, async (engine, pool) => {
    const lock = await pool.connect();
    try {
      await lock.query("SELECT pg_advisory_lock(hashtext('plenum migrate'))");
      const before = await engine.diagnoseMigrationHistory({
        migrationsList,
        optInToShadowDatabase: false,
        filters: WHOLE_SCHEMA,
      });
      // A failed one left nothing behind (see engine.ts), so that it may simply be tried again.
      for (const migrationName of before.failedMigrationNames) {
        await engine.markMigrationRolledBack({ migrationName });
      }
      const { appliedMigrationNames } = await engine.applyMigrations({
        migrationsList,
        filters: WHOLE_SCHEMA,
      });
      return { applied: appliedMigrationNames, edited: before.editedMigrationNames };
    } catch (error) {
      throw new Error(`The database could not be migrated: ${reasonOf(error)}`, { cause: error });
    } finally {
      lock.release(true);
    }
  });
}

/** The line that says what was wrong; the engine adds its own call stack below it. */
function reasonOf(error: unknown): string {
  const lines = String(error instanceof Error ? error.message : error).split("\n");
  return lines.find((line) => line.includes("ERROR:")) ?? lines[0] ?? "";
}
