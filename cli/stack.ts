import { existsSync } from "node:fs";
import { join } from "node:path";
import { config } from "#config.ts";
import { CommandError } from "./failure.ts";
import { takeFolder } from "./lock.ts";
import { runningPostgres, startPostgres } from "./postgres.ts";

export interface DatabaseUrls {
  readonly url: string;
  readonly ownerUrl: string;
}

/** The database that is there now: of the settings, or the running one of the data folder; null when none is. */
export function presentDatabase(): DatabaseUrls | null {
  const { databaseUrl, databaseOwnerUrl, dataFolder } = config;
  if (databaseUrl !== null) return { url: databaseUrl, ownerUrl: databaseOwnerUrl ?? databaseUrl };
  return runningPostgres(dataFolder);
}

/**
 * Does something with the database of the settings, or of the data folder; the latter's Postgres is started
 * for it when the stack is down. `create`: also when the folder has none yet.
 */
export async function withDatabase<T>(
  use: (urls: DatabaseUrls) => Promise<T>,
  { create = false } = {},
): Promise<T> {
  const present = presentDatabase();
  if (present) return use(present);
  const { dataFolder } = config;
  if (!create && !existsSync(join(dataFolder, "postgres"))) {
    throw new CommandError(
      `There is no database in ${dataFolder} yet: npm start makes one; PLENUM_DATA or DATABASE_URL names another.`,
      2,
    );
  }
  const leave = await takeFolder(dataFolder);
  try {
    const postgres = await startPostgres(dataFolder);
    try {
      return await use(postgres);
    } finally {
      await postgres.stop();
    }
  } finally {
    leave();
  }
}

/** A worker or an API on its own does not know where the servers are unless it is told. */
export function needServers(command: string): void {
  const missing = [
    config.databaseUrl === null && "DATABASE_URL",
    config.temporal.address === null && "TEMPORAL_ADDRESS",
  ].filter((name) => name !== false);
  if (missing.length > 0) {
    throw new CommandError(
      `plenum ${command} needs ${missing.join(" and ")} (see .env.example); npm start runs everything by itself.`,
      2,
    );
  }
}
