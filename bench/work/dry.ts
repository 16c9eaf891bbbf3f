import { execFileSync, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Figure, shown } from "../figure.ts";
import { endedChildrenCpu } from "../process-tree.ts";

const EXAMPLES = ["chau-thanh-2020.yaml", "an-giang-2026.yaml"];
const PLENUM = fileURLToPath(new URL("../../cli/plenum.js", import.meta.url));
const PART = fileURLToPath(new URL("dry-part.ts", import.meta.url));
const LONGEST_MS = 1_000;

export interface DryUse {
  readonly units: number;
  readonly acts: number;
  /** CPU ms of reading, planning and rehearsing, in a fresh process. */
  readonly cpuMs: number;
}

/** CPU of the dry rehearsals of the examples, each in a process of its own; the best of three. */
export function dryRehearsals(show: (line: string) => void): Figure[] {
  return EXAMPLES.map((name, n) => {
    const file = fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));
    const uses = [1, 2, 3].map(() => alone(file));
    const use = uses.reduce((best, one) => (one.cpuMs < best.cpuMs ? one : best));
    const whole = wholeCommand(file);
    show(`dry: ${name}: ${shown(use.cpuMs)} ms of CPU, the whole command ${shown(whole)} ms`);
    return {
      what: `dry: CPU ms of the rehearsal of ${name} (${use.units} units, ${use.acts} acts); in brackets the whole command`,
      bare: "–",
      plenum: `${shown(use.cpuMs)} (${shown(whole)})`,
      ...(n === 0 ? { target: `< ${LONGEST_MS}`, reached: use.cpuMs < LONGEST_MS } : {}),
    };
  });
}

function alone(file: string): DryUse {
  const said = execFileSync(process.execPath, ["--import", "tsx", PART, file], { stdio: "pipe" });
  return JSON.parse(said.toString()) as DryUse;
}

/** As a user runs it: with Node's own start and the translation of our sources. */
function wholeCommand(file: string): number {
  const before = endedChildrenCpu();
  const { status, stderr } = spawnSync(process.execPath, [PLENUM, "rehearse", file, "--brief"]);
  if (status !== 0) throw new Error(`plenum rehearse ${file}: ${stderr.toString()}`);
  return endedChildrenCpu() - before;
}
