import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const WANTED = fileURLToPath(new URL("requirements.txt", import.meta.url));

/**
 * A Python with what requirements.txt names, in an environment of its own that is kept for the next run. It is made
 * elsewhere and then moved, because two test files may want it at once.
 */
export function aPython(): string {
  const cache = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "plenum");
  const hash = createHash("sha256").update(readFileSync(WANTED)).digest("hex").slice(0, 12);
  const kept = join(cache, `python-${hash}`);
  if (!existsSync(kept)) {
    const made = `${kept}-${process.pid}`;
    mkdirSync(cache, { recursive: true });
    execFileSync("python3", ["-m", "venv", "--clear", made]);
    const install = ["-m", "pip", "install", "--quiet", "--requirement", WANTED];
    execFileSync(join(made, "bin", "python"), install);
    try {
      renameSync(made, kept);
    } catch (error) {
      if (!existsSync(kept)) throw error;
      rmSync(made, { recursive: true });
    }
  }
  return join(kept, "bin", "python");
}

export const scriptOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
