import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** CPU time in ms that the kernel has counted, in ticks of a hundredth of a second. */
const TICK_MS = 1000 / Number(execFileSync("getconf", ["CLK_TCK"]).toString());

/** Stands for this process alone: the others are its children. */
export const OURSELVES = 0;

/** CPU time in ms of our children that have ended, all together. */
export function endedChildrenCpu(): number {
  const text = readFileSync("/proc/self/stat", "utf8");
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[13]) + Number(fields[14])) * TICK_MS;
}

interface Stat {
  readonly pid: number;
  readonly parent: number;
  /** Own time and that of children which have ended and been waited for. */
  readonly cpuMs: number;
}

function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The program's name, in brackets, may itself hold blanks and brackets.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
    return { pid, parent: Number(fields[1]), cpuMs: ticks * TICK_MS };
  } catch {
    return null;
  }
}

/** A process and all below it, as far as they are alive. */
export function treeOf(root: number): Stat[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat !== null);
  const found = all.filter(({ pid }) => pid === root);
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid));
  return found;
}

/** CPU time in ms that a process and all below it have used so far; of OURSELVES without what is below. */
const cpuOf = (root: number): number =>
  root === OURSELVES
    ? (process.cpuUsage().user + process.cpuUsage().system) / 1000
    : treeOf(root).reduce((sum, { cpuMs }) => sum + cpuMs, 0);

/** Proportional set size in MB of a process and all below it: shared pages count once. */
export const memoryOf = (root: number): number =>
  treeOf(root).reduce((sum, { pid }) => sum + pssOf(pid), 0);

function pssOf(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** What each of several named processes used between two moments. */
export function cpuMeter(roots: () => Readonly<Record<string, number>>): () => CpuUse {
  const before = new Map(Object.entries(roots()).map(([name, pid]) => [name, cpuOf(pid)]));
  return () => {
    const parts = Object.entries(roots()).map(
      ([name, pid]) => [name, cpuOf(pid) - (before.get(name) ?? 0)] as const,
    );
    return { all: parts.reduce((sum, [, ms]) => sum + ms, 0), parts: Object.fromEntries(parts) };
  };
}

export interface CpuUse {
  readonly all: number;
  readonly parts: Readonly<Record<string, number>>;
}
