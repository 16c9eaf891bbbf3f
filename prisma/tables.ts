import type { Reader } from "./client.ts";

export interface TableShape {
  readonly name: string;
  readonly columns: readonly string[];
  /** The column that counts by itself, if there is one. */
  readonly identity: string | null;
}

/** Every table of the schema, those that others refer to first; Prisma's own bookkeeping left out. */
export async function tablesOf(reader: Reader): Promise<TableShape[]> {
  const { rows: tables } = await reader.query<TableShape>(
    `SELECT t.relname AS name,
            array_agg(a.attname::text ORDER BY a.attnum) AS columns,
            max(a.attname::text) FILTER (WHERE a.attidentity <> '') AS identity
       FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
      WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r' AND t.relname <> '_prisma_migrations'
      GROUP BY t.relname ORDER BY t.relname`,
  );
  const { rows: links } = await reader.query<{ from: string; to: string }>(
    `SELECT DISTINCT f.relname AS from, t.relname AS to
       FROM pg_constraint c JOIN pg_class f ON f.oid = c.conrelid JOIN pg_class t ON t.oid = c.confrelid
      WHERE c.contype = 'f' AND c.conrelid <> c.confrelid`,
  );
  const ordered: TableShape[] = [];
  let rest = tables;
  while (rest.length > 0) {
    const waiting = new Set(rest.map(({ name }) => name));
    const free = rest.filter(
      ({ name }) => !links.some(({ from, to }) => from === name && waiting.has(to)),
    );
    if (free.length === 0) throw new Error("The tables refer to each other in a circle.");
    ordered.push(...free);
    rest = rest.filter((table) => !free.includes(table));
  }
  return ordered;
}
