import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleWorkflowCode } from "@temporalio/worker";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Everything the bundle may be made of: workflows, and what they may import. */
const SOURCES = ["workflows", "domain", "activities"];

/** The workflows as one piece of code. */
export async function buildBundle(
  workflowsPath = fileURLToPath(new URL("../workflows/index.ts", import.meta.url)),
): Promise<string> {
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: SILENT });
  return code;
}

/**
 * The bundle of these sources, built once and kept in `folder` under the hash of what it is made of;
 * building takes a second or two, and every start of a worker would wait for it.
 */
export async function keptBundle(folder: string): Promise<{ codePath: string }> {
  const codePath = join(folder, `workflows-${sourceHash()}.js`);
  try {
    readFileSync(codePath);
  } catch {
    mkdirSync(folder, { recursive: true });
    // Two workers may build at once; whoever is later replaces the same content.
    const draft = `${codePath}.${process.pid}`;
    writeFileSync(draft, await buildBundle());
    renameSync(draft, codePath);
  }
  return { codePath };
}

function sourceHash(): string {
  const hash = createHash("sha256");
  const { version } = createRequire(import.meta.url)("@temporalio/worker/package.json") as {
    version: string;
  };
  hash.update(`${version} ${process.versions.node}`);
  for (const folder of SOURCES)
    for (const name of readdirSync(join(ROOT, folder)).sort())
      if (name.endsWith(".ts"))
        hash.update(`${folder}/${name}\n`).update(readFileSync(join(ROOT, folder, name)));
  return hash.digest("hex").slice(0, 16);
}

const silent = (): void => undefined;
const SILENT = {
  log: silent,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
};
