import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyAuditFile } from "#cli/audit-verify.ts";
import { aDesk, type Desk } from "#tests/api/desk.ts";
import { aDispatch, ROOT } from "#tests/api/dispatch.ts";
import { anEngine, type Engine } from "#tests/engine/engine.ts";

const SCRIPT = fileURLToPath(new URL("../../examples/verify-audit.mjs", import.meta.url));
const run = promisify(execFile);
const NOTHING_KEPT = { key: null, head: null };

let engine: Engine;
let desk: Desk;
let folder: string;
let base: string;
let as: Awaited<ReturnType<typeof aDispatch>>["as"];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "plenum-audit-"));
  engine = await anEngine();
  await engine.work();
  desk = await aDesk(engine);
  const play = await aDispatch({ engine, desk, operator: await desk.operator() });
  ({ as } = play);
  base = `/api/campaigns/${play.campaign}/audit`;
  const hash = await play.draft();
  await play.submit(hash);
  const approve = { type: "approve", round: 1, hash, evidence: "Bút phê số 7" };
  await play.act("clerk", { ...approve, onBehalf: { person: `${ROOT}/standing-deputy/holder` } });
  await play.act("standing-office", { type: "approve", round: 1, hash });
});
afterAll(async () => {
  await desk.end();
  await engine.end();
  rmSync(folder, { recursive: true });
});

const exported = async (): Promise<string> =>
  (await desk.call(as("head"), "GET", `${base}/export`)).body;

function inFile(content: string): string {
  const path = join(folder, "chain.ndjson");
  writeFileSync(path, content);
  return path;
}

describe("given a campaign's chain", () => {
  test("then it is read in words: who, where, entered by whom, from what paper, and why it was refused", async () => {
    const { body } = await desk.call(as("head"), "GET", `${base}?newest=true`);
    const [refused, entered] = body.items;
    expect(refused).toMatchObject({ what: "refused", refused: "not_entitled" });
    expect(refused.words.vi).toMatch(/thử làm nhưng bị từ chối.*Bị từ chối: Việc này thuộc về/);
    expect(entered).toMatchObject({ what: "approve", clerk: { person: `${ROOT}/clerk/holder` } });
    expect(entered.words.vi).toMatch(/phê duyệt – «dispatch», .*nhập thay, căn cứ Bút phê số 7\.$/);
    expect(entered.words.en).toMatch(/approved – .*; entered by .*, from Bút phê số 7\.$/);
  });

  test("then it is filtered by who, without accents, by unit, by kind and by whether it was refused", async () => {
    const read = async (query: string) =>
      (await desk.call(as("head"), "GET", `${base}?${query}`)).body.items;
    const [{ clerk }] = await read("what=approve");
    const plainName = clerk.name.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("đ", "d");
    const byName = await read(`who=${encodeURIComponent(plainName.toUpperCase())}`);
    expect(byName.length).toBeGreaterThan(0);
    for (const one of byName) expect([one.who?.name, one.clerk?.name]).toContain(clerk.name);
    const refused = await read("refused=true");
    expect(refused.length).toBeGreaterThan(0);
    for (const one of refused) expect(one.refused).not.toBeNull();
    for (const one of await read(`unit=${ROOT}&what=draft_saved`))
      expect(one).toMatchObject({ unit: ROOT, what: "draft_saved" });
    expect(await read("who=nobody-of-that-name")).toEqual([]);
  });

  test("then it says up to when it proves itself, to who may read all of it only", async () => {
    const { body } = await desk.call(as("head"), "GET", `${base}/proof`);
    expect(body).toMatchObject({ broken: null, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const commune = await desk.call(as("head", "binh-an"), "GET", `${base}/proof`);
    expect(commune.body).toMatchObject({ status: 403, code: "not_yours" });
    expect((await desk.call(as("head", "binh-an"), "GET", `${base}/export`)).status).toBe(403);
  });
});

describe("given an exported chain", () => {
  test("then it is proven without a database, by the command and by a script that knows the format only", async () => {
    const path = inFile(await exported());
    const { key } = (await desk.call(as("head"), "GET", `${base}/proof`)).body;
    const proven = await verifyAuditFile(path, { key, head: null });
    expect(proven).toMatchObject({ wrong: [], key });
    expect(proven.entries).toBeGreaterThan(5);
    const head = `${proven.entries}:${proven.hash}`;
    await desk.call(as("clerk"), "GET", "/api/rehearsals/x/clock");
    const later = inFile(await exported());
    expect((await verifyAuditFile(later, { key, head })).wrong).toEqual([]);
    const { stdout } = await run(process.execPath, [SCRIPT, later, key]);
    expect(stdout).toContain("Nothing is wrong.");
  });

  test.each<readonly [string, (lines: string[]) => string[]]>([
    ["a changed entry", (l) => l.with(3, (l[3] ?? "").replace(/recordedAt/, "recordedat"))],
    ["a missing entry", (l) => l.toSpliced(3, 1)],
    ["an added entry", (l) => l.toSpliced(3, 0, l[3] ?? "")],
    ["two in another order", (l) => l.with(3, l[4] ?? "").with(4, l[3] ?? "")],
    ["a missing newest entry", (l) => l.toSpliced(-2, 1)],
    ["a missing end", (l) => l.slice(0, -1)],
    ["another head", (l) => l.with(-1, (l.at(-1) ?? "").replace(/"n":\d+/, '"n":1'))],
    ["something behind the end", (l) => [...l, l[3] ?? ""]],
    [
      "a signature of something else",
      (l) => l.with(-1, (l.at(-1) ?? "").replace(/"at":"2/, '"at":"3')),
    ],
  ])("when it has %s, then both find it", async (_, change) => {
    const path = inFile(change((await exported()).trimEnd().split("\n")).join("\n"));
    expect((await verifyAuditFile(path, NOTHING_KEPT)).wrong).not.toEqual([]);
    await expect(run(process.execPath, [SCRIPT, path])).rejects.toMatchObject({ code: 1 });
  });

  test("when it was written anew as a whole, then a head and a key that were kept elsewhere show it", async () => {
    const path = inFile(await exported());
    const other = `3:${"0".repeat(64)}`;
    expect((await verifyAuditFile(path, { key: null, head: other })).wrong).toHaveLength(1);
    expect((await verifyAuditFile(path, { key: "MCow", head: null })).wrong).toHaveLength(1);
    await expect(verifyAuditFile(inFile("{}\n"), NOTHING_KEPT)).rejects.toThrow("its first line");
    expect(readFileSync(SCRIPT, "utf8").split("\n").length).toBeLessThan(65);
  });
});
