import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { environmentWith } from "#config.ts";

const PLENUM = fileURLToPath(new URL("../../cli/plenum.js", import.meta.url));
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface CommandResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `plenum …` as a person would, in the project's folder. */
export function plenum(
  words: readonly string[],
  env: Record<string, string> = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PLENUM, ...words], {
      cwd: ROOT,
      env: environmentWith({ NO_COLOR: "1", ...env }),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
  });
}

/** A data folder of one's own; the caller removes it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "plenum-data-"));
  // Under root, Postgres runs as another user, who has to get in.
  chmodSync(folder, 0o755);
  return folder;
}
