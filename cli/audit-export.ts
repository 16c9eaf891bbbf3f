import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { createPool } from "#prisma/client.ts";
import { auditLines } from "#prisma/sql/audit-file.ts";
import { closeRefusals } from "#prisma/sql/refusal.ts";
import { CommandError } from "./failure.ts";

/** Writes a chain into a file. @throws CommandError when there is no such chain */
export async function exportAudit(url: string, chain: string, path: string): Promise<number> {
  const pool = createPool({ url, max: 2, name: "plenum audit export", queryTimeout: 600_000 });
  try {
    await closeRefusals(pool);
    const { rows } = await pool.query<{ n: number }>(
      "SELECT n FROM audit_heads WHERE campaign = $1",
      [chain],
    );
    const [head] = rows;
    if (!head)
      throw new CommandError(`There is no chain ${chain}: name a campaign, or realm/real.`, 2);
    const file = createWriteStream(path);
    for await (const lines of auditLines(pool, chain))
      if (!file.write(lines)) await once(file, "drain");
    file.end();
    await once(file, "close");
    return head.n;
  } finally {
    await pool.end();
  }
}
