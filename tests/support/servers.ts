import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startPostgres } from "#cli/postgres.ts";
import { findTemporal } from "#cli/temporal-program.ts";
import { startTemporal } from "#cli/temporal-server.ts";
import { migrate } from "#prisma/migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** As the owner of the tables; its database is the migrated template. */
    readonly postgresOwner: string;
    readonly postgresApp: string;
    readonly temporal: string;
  }
}

/** One Postgres with a migrated template database and one Temporal server for a whole run of the tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "plenum-test-"));
  // Under root, Postgres runs as another user, who has to get in.
  chmodSync(folder, 0o755);
  const program = (): ReturnType<typeof findTemporal> =>
    findTemporal({ progress: (line) => process.stderr.write(`${line}\n`) });
  const [postgres, temporal] = await Promise.all([
    startPostgres(folder, ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]),
    startTemporal(folder, program, { inMemory: true }),
  ]);
  await migrate(postgres.ownerUrl);
  await closeTemplate(postgres.ownerUrl);
  project.provide("postgresOwner", postgres.ownerUrl);
  project.provide("postgresApp", postgres.url);
  project.provide("temporal", temporal.address);
  return async () => {
    await Promise.all([postgres.stop(), temporal.stop()]);
    rmSync(folder, { recursive: true, force: true });
  };
}

/** A database in use cannot be copied; nobody but a copier may touch the template from now on. */
async function closeTemplate(ownerUrl: string): Promise<void> {
  const url = new URL(ownerUrl);
  const template = url.pathname.slice(1);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`ALTER DATABASE ${template} ALLOW_CONNECTIONS false`);
  await client.end();
}
