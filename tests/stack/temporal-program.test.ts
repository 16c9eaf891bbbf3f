import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cacheFolder, findTemporal, type Surroundings } from "#cli/temporal-program.ts";
import { temporaryFolder } from "#tests/support/command.ts";

let home: string;
let around: Surroundings;
let said: string[];

const program = (path: string): string => {
  writeFileSync(path, "#!/bin/sh\n");
  chmodSync(path, 0o755);
  return path;
};

beforeEach(() => {
  home = temporaryFolder();
  mkdirSync(join(home, "bin"));
  said = [];
  around = {
    env: { PATH: join(home, "bin") },
    home,
    progress: (line) => said.push(line),
    download: async () => null,
    build: async (_, into) => void program(join(into, "temporal")),
  };
});
afterEach(() => rmSync(home, { recursive: true }));

describe("a Temporal server is looked for", () => {
  test("on PATH first", async () => {
    const installed = program(join(home, "bin", "temporal"));
    mkdirSync(cacheFolder(around), { recursive: true });
    program(join(cacheFolder(around), "temporal"));
    expect(await findTemporal(around)).toEqual({ path: installed, from: "PATH" });
  });

  test("then in the user's cache", async () => {
    mkdirSync(cacheFolder(around), { recursive: true });
    const kept = program(join(cacheFolder(around), "temporal"));
    expect(await findTemporal(around)).toEqual({ path: kept, from: "cache" });
    expect(said).toEqual([]);
  });

  test("then by download, which the next start finds in the cache", async () => {
    const download = async (into: string): Promise<string> => program(join(into, "temporal-cli"));
    const found = await findTemporal({ ...around, download });
    expect(found).toEqual({ path: join(cacheFolder(around), "temporal"), from: "download" });
    expect((await findTemporal(around)).from).toBe("cache");
  });

  test("then it is built with Go, once", async () => {
    program(join(home, "bin", "go"));
    expect((await findTemporal(around)).from).toBe("build");
    expect((await findTemporal(around)).from).toBe("cache");
    expect(said.join()).toContain("building it with Go");
  });

  test("and when all of that fails, a sentence says what to install", async () => {
    await expect(findTemporal(around)).rejects.toThrow(
      /install the Temporal CLI .*TEMPORAL_ADDRESS/,
    );
  });
});

test("a build that breaks off leaves nothing that looks like a server", async () => {
  program(join(home, "bin", "go"));
  const build = async (_: string, into: string): Promise<void> => {
    writeFileSync(join(into, "half"), "");
    throw new Error("no space left");
  };
  await expect(findTemporal({ ...around, build })).rejects.toThrow("no space left");
  expect(readdirSync(cacheFolder(around))).toEqual([]);
});

test("XDG_CACHE_HOME moves the cache", async () => {
  const env = { ...around.env, XDG_CACHE_HOME: join(home, "elsewhere") };
  program(join(home, "bin", "go"));
  await findTemporal({ ...around, env });
  expect(existsSync(join(home, "elsewhere", "plenum", "temporal-1.5.1", "temporal"))).toBe(true);
});
