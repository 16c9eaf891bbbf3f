import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { createPool } from "#prisma/client.ts";

export interface FreshDatabase {
  /** As the app's role. */
  readonly url: string;
  readonly ownerUrl: string;
  /** As the app's role. */
  readonly pool: pg.Pool;
  drop(): Promise<void>;
}

const within = (url: string, database: string): string => {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
};

async function administer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: within(inject("postgresOwner"), "postgres") });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/**
 * A database of one's own, migrated and empty, for one test file: make it in `beforeAll`, drop it in `afterAll`.
 * With `{ migrated: false }` it has no tables at all.
 */
export async function freshDatabase({ migrated = true } = {}): Promise<FreshDatabase> {
  const name = `t_${randomBytes(6).toString("hex")}`;
  const template = migrated ? new URL(inject("postgresOwner")).pathname.slice(1) : "template0";
  await administer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = within(inject("postgresApp"), name);
  const pool = createPool({ url, max: 10, name: "test" });
  return {
    url,
    ownerUrl: within(inject("postgresOwner"), name),
    pool,
    drop: async () => {
      await pool.end();
      await administer(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** Where this run's Temporal server listens; its namespace is `default`. */
export function temporalAddress(): string {
  return inject("temporal");
}
