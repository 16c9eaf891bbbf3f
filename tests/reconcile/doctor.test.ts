import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Client, Connection } from "@temporalio/client";
import { msToTs } from "@temporalio/common/lib/time.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { environmentWith } from "#config.ts";
import { plan } from "#domain/plan.ts";
import { instantOf } from "#domain/time.ts";
import { inTransaction } from "#prisma/client.ts";
import { startCampaign } from "#prisma/sql/campaign.ts";
import { until } from "#tests/engine/engine.ts";
import { aPlayableCampaign } from "#tests/engine/playable.ts";
import { plenum, temporaryFolder } from "#tests/support/command.ts";
import { type FreshDatabase, freshDatabase, temporalAddress } from "#tests/support/database.ts";
import { workflowIdOf } from "#workflows/contract.ts";

const PLENUM = fileURLToPath(new URL("../../cli/plenum.js", import.meta.url));
const definition = aPlayableCampaign();
const namespace = `doctor-${randomUUID()}`;
let database: FreshDatabase;
let folder: string;
let env: Record<string, string>;
let client: Client;
let worker: ChildProcess;
let campaign: string;

beforeAll(async () => {
  database = await freshDatabase();
  folder = temporaryFolder();
  const connection = await Connection.connect({ address: temporalAddress() });
  client = new Client({ connection, namespace });
  // One of its own: the queue of a real worker is the same everywhere.
  await client.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: msToTs("1 day"),
  });
  env = {
    PLENUM_DATA: folder,
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: temporalAddress(),
    TEMPORAL_NAMESPACE: namespace,
  };
  const started = await inTransaction(database.pool, (tx) =>
    startCampaign(tx, {
      campaign: definition,
      plan: plan(definition),
      realm: { id: "r-doctor", kind: "rehearsal", title: "doctor" },
      mode: "stepped",
      startedBy: null,
      now: instantOf(definition.starts, "07:00"),
    }),
  );
  campaign = started.campaign;
  worker = await aWorker();
  await until(async () => {
    const { rowCount } = await database.pool.query("SELECT FROM inbox WHERE status = 'open'");
    return rowCount === 0;
  });
});
afterAll(async () => {
  worker.kill("SIGTERM");
  await once(worker, "exit");
  await client.connection.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

/** The namespace is known a moment after it was made; a worker that comes too early goes, and is started again. */
async function aWorker(): Promise<ChildProcess> {
  for (;;) {
    const child = spawn(process.execPath, [PLENUM, "worker"], {
      env: environmentWith(env),
      stdio: ["ignore", "pipe", "ignore"],
    });
    const ready = new Promise<boolean>((resolve) => {
      child.stdout?.on("data", (chunk: Buffer) => chunk.includes(" ready") && resolve(true));
      child.on("exit", () => resolve(false));
    });
    if (await ready) return child;
  }
}

const doctor = async (...words: string[]) => {
  const { code, out, err } = await plenum(["doctor", ...words], env);
  expect(err).toBe("");
  return { code, out };
};

describe("given an installation with its worker", () => {
  test("when all is well, then every line says so and the exit code is 0", async () => {
    const { code, out } = await doctor("--lang", "en");
    expect(out).toContain("✓ The schema is this version's.");
    expect(out).toMatch(/✓ \d+ worker\(s\) take work\./);
    expect(out).toMatch(/✓ The nightly reconciliation is scheduled; it last ran at \d\d:\d\d/);
    expect(out).toContain("! No mail server is set (SMTP_URL); 0 message(s) wait for one.");
    expect(out).toContain("✓ 4 unit(s) compared.");
    // The test's Postgres does without: a database that only rehearses may.
    expect(out).toContain("! PostgreSQL runs with fsync = off");
    expect(out).toMatch(/All is well\.\n$/);
    expect(code).toBe(0);
  });

  test("when something is broken, then it says what and what to do, in the reader's language", async () => {
    await client.workflow.getHandle(workflowIdOf(`${campaign}/binh-an`)).terminate("lost");
    await database.pool.query(
      "UPDATE cycles SET updated_at = now() - interval '1 hour' WHERE campaign = $1",
      [campaign],
    );
    await database.pool.query("DELETE FROM notices WHERE campaign = $1 AND status = 'open'", [
      campaign,
    ]);
    const { code, out } = await doctor();
    expect(code).toBe(1);
    expect(out).toContain(
      "✗ binh-an: đang mở trong cơ sở dữ liệu nhưng Temporal không có quy trình nào chạy.",
    );
    expect(out).toMatch(/✗ chau-thanh: việc «draft» .* mà không có lời nhắc nào chờ gửi\./);
    expect(out).toContain("→ plenum doctor --heal sửa những gì sửa được an toàn.");
    expect(out).toContain("Còn việc phải xem: các dòng ✗ ở trên.");
  });

  test("when it may heal, then it does, and says so to programs too", async () => {
    const { code, out } = await doctor("--heal", "--json");
    expect(code).toBe(0);
    const { healed, left } = JSON.parse(out);
    const kinds = new Set(healed.map(({ kind }: { kind: string }) => kind));
    expect(kinds).toEqual(new Set(["workflow_missing", "notice_missing"]));
    const notice = healed.find(({ kind }: { kind: string }) => kind === "notice_missing");
    expect(notice.done.en).toMatch(
      /^The notice has been written, due \d\d:\d\d \d\d\/\d\d\/2020\.$/,
    );
    expect(left).toEqual([]);
    expect(JSON.parse((await doctor("--heal", "--json")).out)).toMatchObject({ found: 0 });
  });
});

describe("given surroundings that are not right", () => {
  test.each<[string, Record<string, string>, RegExp]>([
    [
      "a mail server that is not there",
      { SMTP_URL: "smtp://127.0.0.1:1" },
      /✗ The mail server 127.0.0.1:1 does not take us in/,
    ],
    [
      "a Temporal that does not answer",
      { TEMPORAL_ADDRESS: "127.0.0.1:1" },
      /✗ Temporal does not answer \(127.0.0.1:1\)/,
    ],
    [
      "a database that is not there",
      { DATABASE_URL: "postgresql://x@127.0.0.1:1/x" },
      /✗ PostgreSQL cannot be reached/,
    ],
    ["no stack at all", { DATABASE_URL: "" }, /✗ The stack is not running/],
    [
      "a data folder that is not there",
      { PLENUM_DATA: "/nowhere/plenum" },
      /! There is no data folder/,
    ],
  ])("%s is named with what to do", async (_, changes, line) => {
    const { code, out } = await plenum(["doctor", "--lang", "en"], { ...env, ...changes });
    expect(out).toMatch(line);
    expect(out.split("\n").find((words) => line.test(words))).toBeDefined();
    expect(out).toContain("    → ");
    // Advice does not count.
    expect(code).toBe(line.source.startsWith("✗") ? 1 : 0);
  });

  test("a folder that cannot be written is wrong", async () => {
    const file = fileURLToPath(new URL("../../package.json", import.meta.url));
    const { out } = await plenum(["doctor", "--lang", "en"], { ...env, PLENUM_DATA: file });
    expect(out).toMatch(/✗ The data folder .* cannot be written/);
  });
});
