import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const BUILT = join(ROOT, "web", "dist", "index.html");
/** What the page is made from: its own sources, the rules and the API's contract. */
const SOURCES = ["web", "domain", "api"];

/**
 * Builds the page when it is missing or older than its sources. A failed build is shown and leaves the
 * stack running: the API needs no page.
 */
export async function buildWeb(show: (line: string) => void): Promise<void> {
  if (!existsSync(join(ROOT, "web", "index.html"))) return;
  if (existsSync(BUILT) && newest(SOURCES.map((name) => join(ROOT, name))) <= mtime(BUILT)) {
    show("✓ Page: built already");
    return;
  }
  const begun = Date.now();
  const { code, output } = await vite();
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  if (code === 0) show(`✓ Page: built (${seconds} s)`);
  else show(`✗ Page: not built, the API runs without it: ${output.trim().split("\n").at(-1)}`);
}

const mtime = (path: string): number => statSync(path).mtimeMs;

function newest(folders: readonly string[]): number {
  let latest = 0;
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (path !== dirname(BUILT)) latest = Math.max(latest, newest([path]));
      } else {
        latest = Math.max(latest, mtime(path));
      }
    }
  }
  return latest;
}

function vite(): Promise<{ code: number | null; output: string }> {
  const require = createRequire(import.meta.url);
  const program = join(dirname(require.resolve("vite/package.json")), "bin", "vite.js");
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, "build", "web", "--logLevel", "warn"], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-4000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => resolve({ code: 1, output: error.message }));
    child.on("close", (code) => resolve({ code, output }));
  });
}
