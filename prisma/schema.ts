import { fileURLToPath } from "node:url";
import { withSchemaEngine } from "./engine.ts";
import { WHOLE_SCHEMA } from "./migrate.ts";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));

const HEAD = `// What the migrations make, as Prisma sees it: written by \`npx vitest run tests/stack/schema.test.ts -u\`,
// never by hand. The migrations are the truth; what Prisma cannot say is only there: check constraints,
// the function campaign_now, the two roles' rights, NULLS FIRST. Plenum reads and writes with SQL (prisma/sql);
// this file is for \`prisma migrate status\`, \`prisma studio\` and for people.

generator client {
  provider        = "prisma-client"
  output          = "client"
  // Queues are indexed by their open rows only.
  previewFeatures = ["partialIndexes"]
}

datasource db {
  provider = "postgresql"
}
`;

/** The text of schema.prisma that belongs to a migrated database. */
export async function schemaOf(databaseUrl: string): Promise<string> {
  const { schema } = await withSchemaEngine(databaseUrl, (engine) =>
    engine.introspect({
      schema: { files: [{ path: "schema.prisma", content: HEAD }] },
      baseDirectoryPath: FOLDER,
      force: true,
      compositeTypeDepth: 0,
      namespaces: null,
    }),
  );
  const models = (schema.files[0]?.content ?? "").replace(/^[^]*?^(?=model |\/\/\/ )/m, "");
  return `${HEAD}\n${models
    .replaceAll(/^\/\/\/ This .* pris\.ly\/.*\n|^\/\/\/ .*https:\/\/pris\.ly\/.*\n/gm, "")
    // The foreign key holds the realm too; Prisma would want it unique before it calls this one to one.
    .replace(/clocks( +)clocks\?/, "clocks$1clocks[]")}`;
}

/** The SQL that would bring a database to a schema; empty when they agree. */
export async function driftOf(databaseUrl: string, schema: string): Promise<string> {
  const files = [{ path: "schema.prisma", content: schema }];
  const { stdout } = await withSchemaEngine(databaseUrl, (engine) =>
    engine.diff({
      from: { tag: "schemaDatasource", files, configDir: FOLDER },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: WHOLE_SCHEMA,
    }),
  );
  const sql = (stdout ?? "").split("\n").filter((line) => !line.startsWith("--"));
  return sql.join("\n").trim();
}
