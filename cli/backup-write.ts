import { createWriteStream, renameSync, rmSync, statSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { createPool } from "#prisma/client.ts";
import { type TableShape, tablesOf } from "#prisma/tables.ts";
import {
  FORMAT,
  type Header,
  lineHash,
  type TableLine,
  type Trailer,
  VERSION,
} from "./backup-format.ts";
import { CommandError } from "./failure.ts";

export interface BackupReport {
  readonly file: string;
  readonly at: string;
  readonly tables: number;
  readonly rows: number;
  readonly bytes: number;
}

const BATCH = 1000;

/** Writes every table, as of one instant, into one new file; nothing but the whole file ever has its name. */
export async function writeBackup(ownerUrl: string, file: string): Promise<BackupReport> {
  if (statSync(file, { throwIfNoEntry: false })) {
    throw new CommandError(`${file} is there already: name a new file.`, 2);
  }
  const pool = createPool({ url: ownerUrl, max: 1, name: "plenum backup", queryTimeout: 600_000 });
  const draft = `${file}.part`;
  try {
    const client = await pool.connect();
    const told = { at: "", tables: 0, rows: 0 };
    try {
      await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
      const target = createWriteStream(draft, { mode: 0o600, flags: "w" });
      await pipeline(Readable.from(linesOf(client, told)), createGzip(), target);
      await client.query("COMMIT");
    } finally {
      client.release(true);
    }
    renameSync(draft, file);
    return { file, ...told, bytes: statSync(file).size };
  } catch (error) {
    rmSync(draft, { force: true });
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      throw new CommandError(`${file} cannot be written: its folder is not there.`, 2);
    }
    throw error;
  } finally {
    await pool.end();
  }
}

async function* linesOf(
  client: pg.ClientBase,
  told: { at: string; tables: number; rows: number },
): AsyncGenerator<string> {
  const hash = lineHash();
  const line = (value: unknown): string => {
    const text = `${JSON.stringify(value)}\n`;
    hash.update(text);
    return text;
  };
  const header = await headerOf(client);
  told.at = header.at;
  yield line(header);
  const rows: Record<string, number> = {};
  for (const table of await tablesOf(client)) {
    yield line({ table: table.name, columns: table.columns } satisfies TableLine);
    let count = 0;
    for await (const batch of rowsOf(client, table)) {
      count += batch.length;
      yield batch.map(line).join("");
    }
    rows[table.name] = count;
    told.tables += 1;
    told.rows += count;
  }
  yield `${JSON.stringify({ rows, sha256: hash.digest("hex") } satisfies Trailer)}\n`;
}

async function headerOf(client: pg.ClientBase): Promise<Header> {
  const { rows } = await client.query<{ at: string; migrations: string[] }>(
    `SELECT now() AS at, array(SELECT migration_name::text FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name) AS migrations`,
  );
  const { at = "", migrations = [] } = rows[0] ?? {};
  return { format: FORMAT, version: VERSION, at, migrations };
}

async function* rowsOf(client: pg.ClientBase, { name }: TableShape): AsyncGenerator<string[]> {
  await client.query(`DECLARE rows NO SCROLL CURSOR FOR SELECT t::text FROM "${name}" AS t`);
  for (;;) {
    const { rows } = await client.query<{ t: string }>(`FETCH ${BATCH} FROM rows`);
    if (rows.length > 0) yield rows.map(({ t }) => t);
    if (rows.length < BATCH) break;
  }
  await client.query("CLOSE rows");
}
