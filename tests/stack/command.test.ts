import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "#cli/port.ts";
import { plenum, temporaryFolder } from "#tests/support/command.ts";

const SEED = "examples/chau-thanh-2020.yaml";
const COMMANDS = [
  "up",
  "check",
  "plan",
  "rehearse",
  "import",
  "start",
  "status",
  "token",
  "migrate",
  "backup",
  "restore",
  "verify",
  "rehydrate",
  "doctor",
  "notices",
  "why",
  "worker",
  "api",
];

let folder: string;
let env: Record<string, string>;
beforeAll(async () => {
  folder = temporaryFolder();
  env = { PLENUM_DATA: folder, PORT: String(await freePort()) };
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...words: string[]) => plenum(words, env);

describe("help", () => {
  test("lists every command and the exit codes", async () => {
    const { code, out } = await run("--help");
    expect(code).toBe(0);
    expect(COMMANDS.filter((name) => !new RegExp(`^ {2}${name}\\b`, "m").test(out))).toEqual([]);
    expect(out).toContain("Exit codes: 0 good, 2 bad input, 1 failure.");
  });

  test.each(COMMANDS)("of %s has an example", async (name) => {
    const { code, out } = await run("help", name);
    expect(code).toBe(0);
    expect(out).toMatch(/Examples?:\n/);
  });
});

describe("exit code 2 and one sentence for", () => {
  const wrong: [string, string[], RegExp][] = [
    ["a command there is not", ["chek"], /unknown command 'chek'.*\n?.*check/],
    ["a missing file name", ["plan"], /missing required argument 'file'/],
    ["an option there is not", ["check", SEED, "--jsno"], /unknown option '--jsno'/],
    [
      "a speed beyond reason",
      ["rehearse", SEED, "--live", "--speed", "11575"],
      /at most 11574 a second/,
    ],
    ["a file there is not", ["check", "nowhere.yaml"], /There is no file nowhere.yaml/],
    ["a folder", ["check", "examples"], /is a folder/],
    ["a unit there is not", ["plan", SEED, "--unit", "nowhere"], /There is no unit nowhere/],
    ["a language there is not", ["check", SEED, "--lang", "fr"], /choices are vi, en/i],
    ["a data folder without a database", ["verify"], /There is no database in .* yet/],
    ["a backup there is not", ["restore", "nowhere.backup"], /There is no file nowhere.backup/],
    ["a worker without servers", ["worker"], /needs DATABASE_URL and TEMPORAL_ADDRESS/],
    ["an API without servers", ["api"], /needs DATABASE_URL and TEMPORAL_ADDRESS/],
  ];
  test.each(wrong)("%s", async (_, words, sentence) => {
    const { code, err } = await run(...words);
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/^\s+at .+:\d+/m);
    expect(code).toBe(2);
  });

  test("a wrong setting", async () => {
    const { code, err } = await plenum(["status"], { ...env, PORT: "web" });
    expect(err).toBe("plenum: PORT=web must be a number: see .env.example.\n");
    expect(code).toBe(2);
  });
});

describe("check", () => {
  test("finds the examples right", async () => {
    const { code, out } = await run("check", SEED, "--json");
    expect(JSON.parse(out)).toMatchObject({ ok: true, problems: [] });
    expect(code).toBe(0);
  });

  test("names each problem of a wrong file with its line", async () => {
    const file = join(folder, "wrong.yaml");
    writeFileSync(file, "id: x\ntitel: y\n");
    const { code, out } = await run("check", file, "--lang", "en");
    expect(out).toMatch(new RegExp(`^${file}:2:1 titel: `, "m"));
    expect(code).toBe(2);
  });
});

describe("plan", () => {
  test("shows a timeline in the order of its days, with formula and slack", async () => {
    const { code, out } = await run("plan", SEED, "--lang", "en");
    expect(out).toMatch(/working days? before .*slack -?\d+/);
    expect(out).toMatch(/^Ends: \d\d:\d\d \d\d\/\d\d\/20\d\d$/m);
    expect(code).toBe(0);
  });

  test("gives the same plan to programs", async () => {
    const { out } = await run("plan", SEED, "--unit", "binh-an", "--json");
    const { cycles } = JSON.parse(out) as { cycles: { unit: string; steps: unknown[] }[] };
    expect(cycles.map(({ unit }) => unit)).toEqual(["binh-an"]);
    expect(cycles[0]?.steps.length).toBeGreaterThan(5);
  });
});

test("what needs the stack says how to start it, with exit code 1", async () => {
  for (const words of [["status"], ["start", SEED], ["rehydrate"]]) {
    const { code, err } = await run(...words);
    expect(err).toMatch(/is not running.*npm start/);
    expect(code).toBe(1);
  }
});
