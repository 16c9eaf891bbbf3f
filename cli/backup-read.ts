import { createReadStream, statSync } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import type pg from "pg";
import { createPool, inTransaction, type Tx } from "#prisma/client.ts";
import { migrate, shippedMigrations } from "#prisma/migrate.ts";
import { raiseEpochs } from "#prisma/sql/cycle-start.ts";
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

export interface RestoreReport {
  readonly at: string;
  readonly tables: number;
  readonly rows: number;
  /** Open cycles that were given a new epoch. */
  readonly cycles: number;
}

const BATCH = 1000;
/** A restore is one transaction, however long. */
const PATIENCE_MS = 3_600_000;

/** Brings a backup into a database without campaigns, in one transaction. */
export async function restoreBackup(ownerUrl: string, file: string): Promise<RestoreReport> {
  const header = await checkBackup(file);
  await migrate(ownerUrl, header.migrations.at(-1));
  const pool = createPool({
    url: ownerUrl,
    max: 1,
    name: "plenum restore",
    queryTimeout: PATIENCE_MS,
  });
  let report: RestoreReport;
  try {
    report = await inTransaction(
      pool,
      async (tx) => {
        await refuseUnlessEmpty(tx);
        const { tables, rows } = await load(tx, file);
        // What was never answered is sent again; runs of before can record nothing any more.
        await tx.query("UPDATE inbox SET sent_at = NULL, attempts = 0 WHERE status = 'open'");
        return { at: header.at, tables, rows, cycles: await raiseEpochs(tx) };
      },
      { statementTimeout: PATIENCE_MS / 2, retries: 0 },
    );
  } finally {
    await pool.end();
  }
  await migrate(ownerUrl);
  return report;
}

/** Reads a backup to its end before anything of it is believed. */
export async function checkBackup(file: string): Promise<Header> {
  const hash = lineHash();
  let header: Header | null = null;
  let last = "";
  for await (const line of linesOf(file)) {
    header ??= headerIn(line, file);
    if (last !== "") hash.update(`${last}\n`);
    last = line;
  }
  const trailer = parsed<Partial<Trailer>>(last);
  if (header === null) throw notABackup(file);
  if (trailer?.sha256 !== hash.digest("hex")) {
    throw new CommandError(`${file} is cut off or has been changed: take another backup.`, 2);
  }
  const known = (await shippedMigrations()).migrationDirectories.map(({ path }) => path);
  const strange = header.migrations.find((name) => !known.includes(name));
  if (strange !== undefined) {
    throw new CommandError(`${file} is of a newer Plenum (${strange}): use that version.`, 2);
  }
  return header;
}

function headerIn(line: string, file: string): Header {
  const header = parsed<Partial<Header>>(line);
  if (header?.format !== FORMAT) throw notABackup(file);
  if (header.version !== VERSION) {
    throw new CommandError(
      `${file} is of a newer Plenum (format ${header.version}): use that version.`,
      2,
    );
  }
  return header as Header;
}

const notABackup = (file: string): CommandError =>
  new CommandError(`${file} is not a backup of Plenum.`, 2);

function parsed<T>(line: string): T | null {
  try {
    return JSON.parse(line) as T;
  } catch {
    return null;
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new CommandError(`There is no file ${file}.`, 2);
  }
  const source = createReadStream(file);
  const text = source.pipe(createGunzip());
  source.on("error", (error) => text.destroy(error));
  try {
    yield* createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY });
    if (text.errored) throw text.errored;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (code === "Z_DATA_ERROR") throw notABackup(file);
    if (code === "Z_BUF_ERROR") {
      throw new CommandError(`${file} is cut off: take another backup.`, 2);
    }
    throw error;
  }
}

async function refuseUnlessEmpty(tx: Tx): Promise<void> {
  const { rows } = await tx.query<{ n: number }>("SELECT count(*) AS n FROM campaigns");
  if ((rows[0]?.n ?? 0) > 0) {
    throw new CommandError(
      `The database holds ${rows[0]?.n} campaign(s): a restore needs an empty one (set PLENUM_DATA to a new folder).`,
      2,
    );
  }
}

async function load(tx: Tx, file: string): Promise<{ tables: number; rows: number }> {
  const tables = await tablesOf(tx);
  const names = tables.map(({ name }) => `"${name}"`).join(", ");
  await tx.query(`TRUNCATE ${names}`);
  let current: TableShape | null = null;
  let batch: string[] = [];
  const told = { tables: 0, rows: 0 };
  const flush = async (): Promise<void> => {
    if (current !== null && batch.length > 0) await insert(tx, current, batch);
    told.rows += batch.length;
    batch = [];
  };
  for await (const line of linesOf(file)) {
    const value: unknown = JSON.parse(line);
    if (typeof value === "string") {
      batch.push(value);
      if (batch.length === BATCH) await flush();
      continue;
    }
    await flush();
    if (!isTableLine(value)) continue;
    current = tables.find(({ name }) => name === value.table) ?? null;
    if (current?.columns.join() !== value.columns.join()) {
      throw new CommandError(`The table ${value.table} of ${file} does not fit this version.`, 2);
    }
    told.tables += 1;
  }
  await Promise.all(tables.map((table) => resetIdentity(tx, table)));
  return told;
}

const isTableLine = (value: unknown): value is TableLine =>
  typeof value === "object" && value !== null && "table" in value;

async function insert(
  tx: Tx,
  { name }: TableShape,
  rows: readonly string[],
): Promise<pg.QueryResult> {
  return tx.query(
    `INSERT INTO "${name}" OVERRIDING SYSTEM VALUE
     SELECT (row).* FROM (SELECT line::"${name}" AS row FROM unnest($1::text[]) AS line OFFSET 0) AS rows`,
    [rows],
  );
}

async function resetIdentity(tx: Tx, { name, identity }: TableShape): Promise<void> {
  if (identity === null) return;
  await tx.query(
    `SELECT setval(pg_get_serial_sequence($1, $2), max("${identity}")) FROM "${name}"`,
    [`"${name}"`, identity],
  );
}
