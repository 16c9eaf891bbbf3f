import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "#cli/port.ts";
import { recall } from "#cli/process-record.ts";
import { type Figure, shown } from "../figure.ts";
import { cpuMeter, memoryOf } from "../process-tree.ts";

const PLENUM = fileURLToPath(new URL("../../cli/plenum.js", import.meta.url));
const LONGEST_START_S = 10;
const MOST_MB = 700;
/** At rest for so long before its memory and CPU are looked at, and while they are. */
const REST_MS = 10_000;
const PARTS = ["up", "temporal", "postgres", "worker", "api"];

interface RunningStack {
  readonly seconds: number;
  stop(): Promise<void>;
}

let running: RunningStack | null = null;

/** Work start and idle: the whole stack as `npm start -- --empty` runs it, on a data folder of its own. */
export async function wholeStack(
  wants: { readonly start: boolean; readonly idle: boolean },
  show: (line: string) => void,
): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "plenum-bench-"));
  // Under root, Postgres runs as another user, who has to get in.
  chmodSync(folder, 0o755);
  const port = String(await freePort());
  const figures: Figure[] = [];
  try {
    running = await startStack(folder, port);
    const first = running.seconds;
    show(`start: first start ready after ${shown(first)} s`);
    if (wants.start) {
      await running.stop();
      running = await startStack(folder, port);
      show(`start: second start ready after ${shown(running.seconds)} s`);
      figures.push(startFigure(first, running.seconds));
    }
    if (wants.idle) figures.push(await idleFigure(folder, show));
  } finally {
    await endStack();
    rmSync(folder, { recursive: true, force: true });
  }
  return figures;
}

/** For a bench that is interrupted. */
export async function endStack(): Promise<void> {
  const stack = running;
  running = null;
  await stack?.stop();
}

async function startStack(folder: string, port: string): Promise<RunningStack> {
  const from = Date.now();
  const env = { ...process.env, PLENUM_DATA: folder, PORT: port };
  const child = spawn(process.execPath, [PLENUM, "up", "--empty"], { env, stdio: "pipe" });
  const ended = once(child, "exit");
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
  };
  let said = "";
  const ready = new Promise<void>((resolve) => {
    child.stdout.on("data", (part: Buffer) => {
      said += part.toString();
      if (said.includes("Plenum runs")) resolve();
    });
  });
  const broken = ended.then(() => {
    throw new Error(`plenum up ended: ${said.trim().split("\n").at(-1)}`);
  });
  await Promise.race([ready, broken]);
  broken.catch(() => undefined);
  return { seconds: (Date.now() - from) / 1000, stop };
}

const startFigure = (first: number, second: number): Figure => ({
  what: "start: seconds until a second `npm start` is ready; in brackets the first, which sets up its data",
  bare: "–",
  plenum: `${shown(second)} (${shown(first)})`,
  target: `< ${LONGEST_START_S}`,
  reached: second < LONGEST_START_S,
});

async function idleFigure(folder: string, show: (line: string) => void): Promise<Figure> {
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  const pids = PARTS.map((name) => [name, recall(folder, name)?.pid ?? 0] as const);
  const meter = cpuMeter(() => Object.fromEntries(pids.filter(([name]) => name !== "up")));
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  const share = (meter().all / REST_MS) * 100;
  const sizes = new Map(pids.map(([name, pid]) => [name, memoryOf(pid)]));
  // Worker and API are below the supervisor, and are shown by themselves.
  const all = ["up", "temporal", "postgres"].reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
  const alone = (sizes.get("up") ?? 0) - (sizes.get("worker") ?? 0) - (sizes.get("api") ?? 0);
  sizes.set("up", alone);
  const parts = [...sizes].map(([name, mb]) => `${name} ${mb.toFixed(0)}`).join(", ");
  show(`idle: ${all.toFixed(0)} MB (${parts}); ${shown(share)} % of one core`);
  return {
    what: "idle: MB of memory (PSS) of the whole stack at rest; % of one core",
    bare: "–",
    plenum: `${all.toFixed(0)} (${parts}); ${shown(share)} %`,
    target: `< ${MOST_MB} MB`,
    reached: all < MOST_MB,
  };
}
