import { spawn } from "node:child_process";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
} from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { environmentWith } from "#config.ts";
import { CommandError } from "./failure.ts";

/** CLI 1.5.1 = server 1.29.1. Later tags of the CLI cannot be built with `go install`. */
const VERSION = "1.5.1";
const EXE = process.platform === "win32" ? "temporal.exe" : "temporal";

export interface TemporalProgram {
  readonly path: string;
  /** Where it was found, in words for the person who waits. */
  readonly from: string;
}

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly progress: (line: string) => void;
  /** Puts the server's program into a folder and returns its path, or null when it cannot. */
  readonly download: (into: string) => Promise<string | null>;
  readonly build: (go: string, into: string, progress: (line: string) => void) => Promise<void>;
}

/** The folder in which this user keeps what Plenum fetched or built; shared by all clones. */
export function cacheFolder({ env, home }: Pick<Surroundings, "env" | "home">): string {
  const base = env["XDG_CACHE_HOME"] || join(home, ".cache");
  return join(base, "plenum", `temporal-${VERSION}`);
}

/**
 * Finds a program of the Temporal server: PATH, the cache, the SDK's download, a build with Go; what had to
 * be fetched or built goes into the cache. (An existing cluster, TEMPORAL_ADDRESS, needs none.)
 */
export async function findTemporal(given: Partial<Surroundings> = {}): Promise<TemporalProgram> {
  const around = { ...machine(), ...given };
  const installed = onPath(EXE, around.env);
  if (installed !== null) return { path: installed, from: "PATH" };
  const folder = cacheFolder(around);
  const kept = join(folder, EXE);
  if (existsSync(kept)) return { path: kept, from: "cache" };

  mkdirSync(folder, { recursive: true });
  // Made beside its place and moved there whole: a broken-off build is not taken for a program.
  const draft = mkdtempSync(join(folder, "new-"));
  try {
    around.progress("Temporal server: not on this machine yet, asking for the official download…");
    const downloaded = await around.download(draft);
    if (downloaded !== null) {
      renameSync(downloaded, kept);
      return { path: kept, from: "download" };
    }
    const go = onPath("go", around.env);
    if (go === null) throw new CommandError(HOW_TO_INSTALL, 2);
    around.progress(
      "Temporal server: no download here; building it with Go (about 4 minutes, once)…",
    );
    await around.build(go, draft, around.progress);
    renameSync(join(draft, EXE), kept);
    return { path: kept, from: "build" };
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

const HOW_TO_INSTALL =
  "There is no Temporal server here and none could be downloaded: install the Temporal CLI " +
  "(https://docs.temporal.io/cli) so that `temporal` is on PATH, or install Go and start again, " +
  "or set TEMPORAL_ADDRESS to a server of yours.";

function machine(): Surroundings {
  return {
    env: environmentWith({}),
    home: homedir(),
    progress: () => undefined,
    download: downloadBySdk,
    build: buildWithGo,
  };
}

function onPath(program: string, env: Surroundings["env"]): string | null {
  for (const folder of (env["PATH"] ?? "").split(delimiter).filter(Boolean)) {
    const path = join(folder, program);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

/** The SDK knows where the official program is and fetches it by starting it once. */
async function downloadBySdk(into: string): Promise<string | null> {
  const script = new URL("temporal-download.ts", import.meta.url);
  const { code, output } = await run(process.execPath, [
    "--import",
    import.meta.resolve("tsx"),
    script.pathname,
    into,
    `v${VERSION}`,
  ]);
  const path = output.trim().split("\n").at(-1) ?? "";
  return code === 0 && existsSync(path) ? path : null;
}

async function buildWithGo(
  go: string,
  into: string,
  progress: (line: string) => void,
): Promise<void> {
  const begun = Date.now();
  const ticker = setInterval(
    () => progress(`Temporal server: building, ${Math.round((Date.now() - begun) / 1000)} s…`),
    15_000,
  );
  const source = `github.com/temporalio/cli/cmd/temporal@v${VERSION}`;
  try {
    const { code, output } = await run(go, ["install", "-ldflags", "-s -w", source], {
      GOBIN: into,
    });
    const said = output.trim().split("\n").at(-1) ?? "";
    if (code !== 0) {
      throw new CommandError(
        `The Temporal server could not be built with Go: ${said}. ${HOW_TO_INSTALL}`,
      );
    }
  } finally {
    clearInterval(ticker);
  }
}

function run(
  program: string,
  words: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      env: environmentWith(env),
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
