import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { holderOf, takeFolder } from "#cli/lock.ts";
import { freePort } from "#cli/port.ts";
import { type RunningPostgres, startPostgres } from "#cli/postgres.ts";
import { end, isAlive, recall, remember, survivor } from "#cli/process-record.ts";
import { plenum, temporaryFolder } from "#tests/support/command.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true }));

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ answer: unknown }>(sql)).rows[0]?.answer;
  } finally {
    await client.end();
  }
}

describe("the embedded Postgres", () => {
  let servers: RunningPostgres[];
  beforeEach(() => {
    servers = [];
  });
  afterEach(() => Promise.all(servers.map((server) => server.stop())));
  const start = async (): Promise<RunningPostgres> => {
    const server = await startPostgres(folder, ["fsync=off"]);
    servers.push(server);
    return server;
  };

  test("is taken over by the next start when it still runs", async () => {
    const first = await start();
    const second = await start();
    expect(second).toMatchObject({ adopted: true, record: first.record, url: first.url });
  });

  test("keeps its port and its data over kill -9", async () => {
    const first = await start();
    await ask(first.ownerUrl, "CREATE TABLE kept AS SELECT 'here' AS answer");
    await end(first.record, "SIGKILL", 5_000);
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(second.record.port).toBe(first.record.port);
    expect(await ask(second.ownerUrl, "SELECT answer FROM kept")).toBe("here");
  });

  test("takes another port when somebody has its own", async () => {
    const first = await start();
    await first.stop();
    const thief: Server = createServer();
    await new Promise<void>((resolve) => thief.listen(first.record.port, "127.0.0.1", resolve));
    const second = await start();
    expect(second.record.port).not.toBe(first.record.port);
    expect(await ask(second.url, "SELECT current_user AS answer")).toBe("plenum_app");
    thief.close();
  });

  test("starts although its stale lock names a process of somebody else", async () => {
    const first = await start();
    await first.stop();
    writeFileSync(join(folder, "postgres", "postmaster.pid"), `${process.pid}\n`);
    const second = await start();
    expect(isAlive(second.record)).toBe(true);
  });

  test("does not start beside what a killed one left at work on its files", async () => {
    const first = await start();
    const client = new pg.Client({ connectionString: first.ownerUrl });
    client.on("error", () => undefined);
    await client.connect();
    const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    const left = remember(folder, "left", rows[0]?.pid ?? 0);
    process.kill(left.pid, "SIGSTOP");
    await end(first.record, "SIGKILL", 5_000);
    setTimeout(() => process.kill(left.pid, "SIGKILL"), 2_000);
    await start();
    expect(isAlive(left)).toBe(false);
  });

  test("lets nobody in without its password", async () => {
    const { url } = await start();
    const stranger = url.replace(/:[0-9a-f]+@/, ":guess@");
    await expect(ask(stranger, "SELECT 1 AS answer")).rejects.toThrow(/password/);
  });
});

describe("a remembered process", () => {
  let child: ChildProcess;
  beforeEach(() => {
    child = spawn("sleep", ["600"]);
  });
  afterEach(() => void child.kill("SIGKILL"));

  test("is a survivor only for its own data folder", () => {
    remember(folder, "worker", child.pid ?? 0);
    expect(survivor(folder, "worker")?.pid).toBe(child.pid);
    const other = join(folder, "other");
    mkdirSync(join(other, "run"), { recursive: true });
    writeFileSync(join(other, "run", "worker.json"), JSON.stringify(recall(folder, "worker")));
    expect(survivor(other, "worker")).toBeNull();
  });

  test("is not another process that was given its pid later", () => {
    const record = remember(folder, "worker", child.pid ?? 0);
    expect(isAlive({ ...record, started: "1" })).toBe(false);
  });

  test("of somebody else is never ended", async () => {
    const record = remember(folder, "worker", child.pid ?? 0);
    await end({ ...record, started: "1" }, "SIGKILL", 0);
    expect(isAlive(record)).toBe(true);
  });
});

describe("a data folder", () => {
  test("belongs to one start: the second says so and exits 2", async () => {
    const port = await freePort();
    const leave = await takeFolder(folder, port);
    const second = await plenum(["up"], { PLENUM_DATA: folder, PORT: String(port) });
    leave();
    expect(second.code).toBe(2);
    expect(second.err).toContain(`Plenum already runs on ${folder} (process ${process.pid})`);
    expect(second.err).toContain(`http://127.0.0.1:${port}/`);
  });

  test("is free again when its holder was killed", async () => {
    mkdirSync(join(folder, "run"));
    const dead = { pid: process.pid, started: "1", folder };
    writeFileSync(join(folder, "run", "up.json"), JSON.stringify(dead));
    expect(holderOf(folder)).toBeNull();
    const leave = await takeFolder(folder);
    expect(holderOf(folder)?.pid).toBe(process.pid);
    leave();
    expect(existsSync(join(folder, "run", "up.json"))).toBe(false);
  });

  test("is refused on a port that another program has", async () => {
    const other: Server = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
    const refused = await plenum(["up"], { PLENUM_DATA: folder, PORT: String(port) });
    other.close();
    expect(refused.code).toBe(2);
    expect(refused.err).toContain(`Another program uses port ${port}`);
    expect(survivor(folder, "postgres")).toBeNull();
  });
});
