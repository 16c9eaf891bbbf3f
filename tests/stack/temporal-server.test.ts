import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isAlive, recall } from "#cli/process-record.ts";
import { startTemporal } from "#cli/temporal-server.ts";
import { temporaryFolder } from "#tests/support/command.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true }));

test("given a server that starts and never answers, when patience ends, then it is ended before it is forgotten", async () => {
  const path = join(folder, "silent");
  const pid = join(folder, "pid");
  writeFileSync(path, `#!/bin/sh\necho $$ > ${pid}\necho "still thinking"\nexec sleep 600\n`);
  chmodSync(path, 0o755);
  let record: ReturnType<typeof recall> = null;
  const starting = startTemporal(folder, () => Promise.resolve({ path, version: "0" } as never), {
    inMemory: true,
    patience: 1_500,
  });
  while (record === null) {
    await new Promise((resolve) => setTimeout(resolve, 25));
    record = recall(folder, "temporal");
  }
  await expect(starting).rejects.toThrow("The Temporal server does not start: still thinking");
  expect(isAlive(record)).toBe(false);
  expect(recall(folder, "temporal")).toBeNull();
});
