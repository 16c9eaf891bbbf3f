import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "#api/app.ts";
import { createPace } from "#api/pace.ts";
import { type ChangeFeed, createChangeFeed } from "#api/sse.ts";
import { inTransaction } from "#prisma/client.ts";
import { issueToken } from "#prisma/sql/token.ts";
import { anEngine, type Engine, until } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";

let engine: Engine;
let server: Server;
let feed: ChangeFeed;
let stream: string;
let token: string;
/** Readers that the API follows changes for. */
let followed = 0;

beforeAll(async () => {
  engine = await anEngine();
  const { pool, sender } = engine;
  const log = (line: string): void => expect.fail(line);
  feed = createChangeFeed(pool, log);
  const changes: ChangeFeed = {
    ...feed,
    subscribe: (campaign, listener) => {
      const end = feed.subscribe(campaign, listener);
      followed += 1;
      return () => {
        followed -= 1;
        end();
      };
    },
  };
  const endRuns = (): Promise<void> => Promise.resolve();
  const deps = { pool, sender, changes, patience: 1_000, endRuns, log };
  server = createServer(createApp({ ...deps, pace: createPace(), version: "test", web: null }));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const campaign = await engine.begin(aPlayableCampaign(), { poke: false });
  const { port } = server.address() as AddressInfo;
  stream = `http://127.0.0.1:${port}/api/campaigns/${campaign}/stream`;
  const realm = `r-${campaign.split("~")[1]}`;
  const asked = { realm, person: null, label: "t", kind: "api", hours: 1 } as const;
  token = (await inTransaction(engine.pool, (tx) => issueToken(tx, asked))).token;
});
afterAll(async () => {
  feed.close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await engine.end();
});

const open = (signal: AbortSignal): Promise<Response> =>
  fetch(stream, { signal, headers: { authorization: `Bearer ${token}` } });

const waitsForLock = async (): Promise<boolean> => {
  const { rowCount } = await engine.pool.query(
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rowCount === 1;
};

test("when a reader goes away before its stream has begun, then nothing is kept for it", async () => {
  const holder = await engine.pool.connect();
  await holder.query("BEGIN; LOCK TABLE campaigns IN ACCESS EXCLUSIVE MODE");
  const impatient = new AbortController();
  const refused = open(impatient.signal).catch((error: Error) => error.name);
  await until(waitsForLock);
  impatient.abort();
  expect(await refused).toBe("AbortError");
  await new Promise((done) => setImmediate(done));
  await holder.query("COMMIT");
  holder.release();
  await until(async () => !(await waitsForLock()));

  const reader = new AbortController();
  expect((await open(reader.signal)).status).toBe(200);
  await until(() => Promise.resolve(followed > 0));
  expect(followed).toBe(1);
  reader.abort();
  await until(() => Promise.resolve(followed === 0));
});
