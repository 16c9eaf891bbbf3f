import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { createApp } from "#api/app.ts";
import { readCampaign } from "#api/file/read.ts";
import { createPace } from "#api/pace.ts";
import { createChangeFeed } from "#api/sse.ts";
import { startPostgres } from "#cli/postgres.ts";
import { buildWeb } from "#cli/web-build.ts";
import { plan } from "#domain/plan.ts";
import { instantOf } from "#domain/time.ts";
import { createPool, inTransaction } from "#prisma/client.ts";
import { migrate } from "#prisma/migrate.ts";
import { startCampaign } from "#prisma/sql/campaign.ts";
import { REAL } from "#prisma/sql/realm.ts";
import { issueToken } from "#prisma/sql/token.ts";
import { type CountrySize, country } from "../../examples/generate/country.ts";

/** A campaign of a country's size in a real Postgres, served by the real API; what each part of the way took, in ms. */
export interface BoardStage {
  readonly base: string;
  readonly campaign: string;
  /** Opens a session in a browser, once. */
  readonly address: string;
  readonly token: string;
  readonly pool: pg.Pool;
  readonly took: Readonly<Record<"read" | "plan" | "start", number>>;
  end(): Promise<void>;
}

const WEB = fileURLToPath(new URL("../../web/dist", import.meta.url));

/**
 * No engine runs: the rows are those that a start writes, with the steps that the file enters as done; nothing moves
 * and nobody owes anything yet, so nothing is overdue. What a browser reads and draws is the same.
 */
export async function openBoardStage(
  size: CountrySize,
  show: (line: string) => void,
): Promise<BoardStage> {
  await buildWeb(show);
  const folder = mkdtempSync(join(tmpdir(), "plenum-board-"));
  // Under root, Postgres runs as another user, who has to get in.
  chmodSync(folder, 0o755);
  const postgres = await startPostgres(folder, []);
  await migrate(postgres.ownerUrl);
  const pool = createPool({ url: postgres.url, max: 8, name: "bench-browser" });
  const took = { read: 0, plan: 0, start: 0 };
  const timed = async <T>(part: keyof typeof took, work: () => T | Promise<T>): Promise<T> => {
    const from = performance.now();
    const done = await work();
    took[part] = performance.now() - from;
    return done;
  };
  const text = country(size);
  const read = await timed("read", () => readCampaign(text, "country.yaml"));
  if ("problems" in read) throw new Error(read.problems.map((one) => one.message.en).join("\n"));
  const { campaign } = read;
  const planned = await timed("plan", () => plan(campaign));
  await timed("start", () =>
    inTransaction(pool, (tx) =>
      startCampaign(tx, {
        campaign,
        plan: planned,
        realm: { id: REAL, kind: "real", title: "Plenum" },
        mode: "stepped",
        startedBy: null,
        now: instantOf(`${size.year}-04-22`, "07:00"),
      }),
    ),
  );
  await pool.query("ANALYZE");
  const ask = (kind: "once" | "api") =>
    inTransaction(pool, (tx) =>
      issueToken(tx, { realm: REAL, person: null, label: "bench", kind, hours: 12 }),
    );
  const [code, api] = [await ask("once"), await ask("api")];
  const changes = createChangeFeed(pool, show);
  const app = createApp({
    pool,
    changes,
    pace: createPace(),
    // Nothing is written here, so nothing is delivered.
    sender: { poke: () => undefined, deliver: () => Promise.resolve(null) },
    endRuns: () => Promise.resolve(),
    patience: 1_000,
    log: show,
    version: "bench",
    web: WEB,
  });
  const server = createServer(app);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    base,
    campaign: campaign.id,
    address: `${base}/?code=${code.token}`,
    token: api.token,
    pool,
    took,
    async end() {
      changes.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await pool.end();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
