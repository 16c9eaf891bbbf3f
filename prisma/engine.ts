import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

/** Node has it; the type definitions leave it to the browser's. */
declare const WebAssembly: {
  instantiate(code: Uint8Array, imports: object): Promise<{ instance: { exports: object } }>;
};

let instantiated = false;

/**
 * Does something with Prisma's own schema engine, in its WebAssembly form: `prisma migrate` would download
 * a binary, which a machine behind a proxy cannot. Both keep the same `_prisma_migrations` table and agree.
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  use: (engine: bindings.SchemaEngine, pool: pg.Pool) => Promise<T>,
): Promise<T> {
  await instantiate();
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(mendedAdapter(pool));
    const none = { datamodels: undefined };
    const engine = await bindings.SchemaEngine.new(none, () => undefined, adapter);
    try {
      return await use(engine, pool);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}

/**
 * The adapter, with two of its habits mended. It cuts a script at every semicolon, also inside comments and
 * function bodies; sent whole, Postgres parses it itself, in one transaction: a migration happens entirely
 * or not at all. And it refuses the catalogue's one-letter type "char", without which nothing is compared.
 */
function mendedAdapter(pool: pg.Pool): PrismaPg {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const connection = await connect();
    connection.executeScript = async (script) => {
      await pool.query(script);
    };
    return Object.assign(connection, readingCharacters(connection));
  };
  return factory;
}

type Connection = Awaited<ReturnType<PrismaPg["connect"]>>;
type Reading = (query: object) => Promise<pg.QueryResult>;

function readingCharacters(connection: Connection): Pick<Connection, "queryRaw"> {
  const { CHAR, TEXT } = pg.types.builtins;
  const { performIO } = connection as unknown as { performIO: Reading };
  const { queryRaw } = connection;
  return {
    queryRaw: async (query) => {
      const characters = new Set<string>();
      const reading: Reading = async (sent) => {
        const result = await performIO.call(connection, sent);
        for (const field of result.fields.filter(({ dataTypeID }) => dataTypeID === CHAR)) {
          characters.add(field.name);
          field.dataTypeID = TEXT;
        }
        return result;
      };
      const reader = Object.create(connection, { performIO: { value: reading } }) as Connection;
      const result = await queryRaw.call(reader, query);
      result.columnNames.forEach((name, column) => {
        if (!characters.has(name)) return;
        result.columnTypes[column] = ColumnTypeEnum.Character;
        for (const row of result.rows) row[column] ||= "\0";
      });
      return result;
    },
  };
}

/** The engine waits ten seconds for its lock, and forgets that timer: it must not keep a finished program alive. */
function withIdleTimers(): object {
  const entries = Object.entries(bindings).map(([name, value]) => {
    if (!name.startsWith("__wbg_setTimeout_")) return [name, value];
    return [name, (then: () => void, ms: number) => setTimeout(then, ms).unref()];
  });
  return Object.fromEntries(entries);
}

async function instantiate(): Promise<void> {
  if (instantiated) return;
  const require = createRequire(import.meta.url);
  const script = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const { instance } = await WebAssembly.instantiate(
    await readFile(script.replace(/\.js$/, ".wasm")),
    { "./schema_engine_bg.js": withIdleTimers() },
  );
  const exports = instance.exports as { __wbindgen_start(): void };
  (bindings as unknown as { __wbg_set_wasm(exports: object): void }).__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  instantiated = true;
}
