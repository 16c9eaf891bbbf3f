import { APPROVALS } from "../bare/program.ts";
import { type LoopResult, median, percentile } from "../closed-loop.ts";
import { type Figure, shown, times } from "../figure.ts";
import type { BenchOptions } from "../option.ts";
import { type CpuUse, cpuMeter, memoryOf } from "../process-tree.ts";
import type { Stage } from "../stage.ts";

const LANES = 32;
const WARM_UP = 150;

interface Round {
  /** Instances a second. */
  readonly starts: number;
  readonly approvals: number;
  readonly loop: LoopResult;
  readonly cpu: CpuUse;
}

/** Work a and b: both programs in turn, so that a slow spell of the machine meets both. */
export async function startsAndApprovals(
  stage: Stage,
  { rounds, instances, only }: BenchOptions,
  show: (line: string) => void,
): Promise<Figure[]> {
  show("a, b: warming up…");
  await bareRound(stage, "warm", WARM_UP);
  await plenumRound(stage, "warm", WARM_UP);
  const bare: Round[] = [];
  const plenum: Round[] = [];
  for (let n = 1; n <= rounds; n += 1) {
    bare.push(await bareRound(stage, `bare${n}`, instances));
    show(lineOf(`bare program, round ${n} of ${rounds}`, bare.at(-1)));
    plenum.push(await plenumRound(stage, `camp${n}`, instances));
    show(lineOf(`Plenum, round ${n} of ${rounds}`, plenum.at(-1)));
  }
  const worker = stage.plenumProcesses()["worker"] ?? 0;
  const open = rounds * instances + WARM_UP;
  return [
    ...(only.has("a") ? [startFigure(bare, plenum, instances)] : []),
    ...(only.has("b") ? approvalFigures(bare, plenum) : []),
    {
      what: `worker's MB of memory (PSS) with ${open} cycles open, of which it keeps at most 600 in memory`,
      bare: "–",
      plenum: shown(memoryOf(worker)),
    },
  ];
}

async function bareRound(
  { bare, bareProcesses }: Stage,
  name: string,
  count: number,
): Promise<Round> {
  const ids = Array.from({ length: count }, (_, n) => `${name}-${n}`);
  const startMs = await bare.startAll(ids, LANES);
  const meter = cpuMeter(bareProcesses);
  const loop = await bare.approveAll(ids, LANES);
  return roundOf(count, startMs, loop, meter());
}

async function plenumRound(
  { plenum, plenumProcesses }: Stage,
  name: string,
  count: number,
): Promise<Round> {
  const startMs = await plenum.startAll(name, count);
  const papers = await plenum.submitAll(name, count);
  const meter = cpuMeter(plenumProcesses);
  const loop = await plenum.approveAll(papers, LANES);
  return roundOf(count, startMs, loop, meter());
}

const roundOf = (count: number, startMs: number, loop: LoopResult, cpu: CpuUse): Round => ({
  starts: (count * 1000) / startMs,
  approvals: (count * APPROVALS * 1000) / loop.wallMs,
  loop,
  cpu,
});

function lineOf(what: string, round: Round | undefined): string {
  if (!round) return what;
  const calls = round.loop.latencies.length;
  const cpu = Object.entries(round.cpu.parts).map(([name, ms]) => `${name} ${shown(ms / calls)}`);
  return `a, b: ${what}: ${shown(round.starts)} starts/s, ${shown(round.approvals)} approvals/s; CPU ms an approval ${shown(round.cpu.all / calls)} (${cpu.join(", ")})`;
}

function startFigure(bare: readonly Round[], plenum: readonly Round[], count: number): Figure {
  const [one, other] = [bare, plenum].map((rounds) =>
    median(rounds.map((round) => round.starts)),
  ) as [number, number];
  return {
    what: `a: starts a second (${count} instances, first call → last first row)`,
    bare: shown(one),
    plenum: shown(other),
    ratio: times(other / one),
  };
}

const REACH = 0.8;

function approvalFigures(bare: readonly Round[], plenum: readonly Round[]): Figure[] {
  const of = (pick: (round: Round) => number): [number, number] =>
    [bare, plenum].map((rounds) => median(rounds.map(pick))) as [number, number];
  const rate = of((round) => round.approvals);
  const cpu = of(({ cpu, loop }) => cpu.all / loop.latencies.length);
  const line = (share: number): [string, string] =>
    of(({ loop }) => percentile(loop.latencies, share)).map(shown) as [string, string];
  const [p50, p99] = [line(0.5), line(0.99)];
  return [
    {
      what: "b: approvals a second (32 at a time, call → committed and answered)",
      bare: shown(rate[0]),
      plenum: shown(rate[1]),
      ratio: times(rate[1] / rate[0]),
      target: `≥ ${REACH} ×`,
      reached: rate[1] / rate[0] >= REACH,
    },
    {
      what: "b: their latency, p50 / p99 ms",
      bare: `${p50[0]} / ${p99[0]}`,
      plenum: `${p50[1]} / ${p99[1]}`,
    },
    {
      what: "b: CPU ms an approval, all processes",
      bare: `${shown(cpu[0])} (${partsOf(bare)})`,
      plenum: `${shown(cpu[1])} (${partsOf(plenum)})`,
      ratio: times(cpu[1] / cpu[0]),
    },
  ];
}

function partsOf(rounds: readonly Round[]): string {
  const names = Object.keys(rounds[0]?.cpu.parts ?? {});
  return names
    .map((name) => {
      const ms = median(
        rounds.map(({ cpu, loop }) => (cpu.parts[name] ?? 0) / loop.latencies.length),
      );
      return `${name} ${shown(ms)}`;
    })
    .join(", ");
}
