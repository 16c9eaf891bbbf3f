import { APPROVALS } from "../bare/program.ts";
import { closedLoop, until } from "../closed-loop.ts";
import { type Figure, shown } from "../figure.ts";
import type { BenchOptions } from "../option.ts";
import { APPROVERS } from "../plenum/campaign.ts";
import type { Stage } from "../stage.ts";

const LANES = 32;
/** Of all acknowledgements, so many have come when something is killed. */
const KILL_AT = 0.4;
const DEAD_MS = 700;
const PATIENCE_S = 10;

type Victim = "worker" | "Temporal server";

interface Outcome {
  /** Acknowledged, but not in the database. */
  readonly lost: number;
  /** In the database more than once. */
  readonly doubled: number;
  /** From the restart's beginning to the first acknowledgement after it, and to the last of all, in s. */
  readonly first: number;
  readonly all: number;
}

/** Work f: approvals go on while a part is killed without warning; their senders repeat them with the same key. */
export async function kills(
  stage: Stage,
  { instances }: BenchOptions,
  show: (line: string) => void,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const victim of ["worker", "Temporal server"] as const) {
    const tag = victim === "worker" ? "w" : "s";
    const bare = await bareKill(stage, victim, `bk${tag}`, instances);
    show(lineOf(`f: bare program, ${victim} killed`, bare));
    const plenum = await plenumKill(stage, victim, `pk${tag}`, instances);
    show(lineOf(`f: Plenum, ${victim} killed`, plenum));
    figures.push(...figuresOf(victim, bare, plenum, instances * APPROVALS));
  }
  return figures;
}

async function bareKill(
  stage: Stage,
  victim: Victim,
  name: string,
  count: number,
): Promise<Outcome> {
  const { bare, bareWorker } = stage;
  const ids = Array.from({ length: count }, (_, n) => `${name}-${n}`);
  await bare.startAll(ids, LANES);
  const acks: number[] = [];
  const kill = killer(stage, victim, bareWorker, acks, count * APPROVALS);
  await closedLoop(ids, LANES, async (id) => {
    for (let n = 1; n <= APPROVALS; n += 1)
      await bare.approveSurely(id, n, () => acks.push(Date.now()));
  });
  const { restartedAt } = await kill;
  await until("done rows", async () => (await bare.rows(`${name}-`, "done")) === count);
  return { ...(await bare.faults(`${name}-`, count)), ...pauses(acks, restartedAt) };
}

async function plenumKill(
  stage: Stage,
  victim: Victim,
  name: string,
  count: number,
): Promise<Outcome> {
  const { plenum, plenumWorker } = stage;
  await plenum.startAll(name, count);
  const papers = await plenum.submitAll(name, count);
  const acks: number[] = [];
  const kill = killer(stage, victim, plenumWorker, acks, count * APPROVALS);
  await closedLoop(papers.units, LANES, async (unit) => {
    for (const role of APPROVERS)
      await plenum.approveSurely(papers, { unit, role }, () => acks.push(Date.now()));
  });
  const { restartedAt } = await kill;
  return { ...(await plenum.faults(papers)), ...pauses(acks, restartedAt) };
}

/** Kills once enough is acknowledged, and starts it again after a moment. */
async function killer(
  stage: Stage,
  victim: Victim,
  worker: Stage["plenumWorker"],
  acks: readonly number[],
  total: number,
): Promise<{ restartedAt: number }> {
  await until("approvals before the kill", async () => acks.length >= total * KILL_AT, {
    everyMs: 5,
  });
  if (victim === "worker") await worker.kill();
  else stage.killTemporal();
  await new Promise((resolve) => setTimeout(resolve, DEAD_MS));
  const restartedAt = Date.now();
  if (victim === "worker") await worker.start();
  else await stage.startTemporal();
  return { restartedAt };
}

function pauses(acks: readonly number[], restartedAt: number): Pick<Outcome, "first" | "all"> {
  const after = acks.filter((at) => at > restartedAt);
  return {
    first: (Math.min(...after) - restartedAt) / 1000,
    all: (Math.max(...acks) - restartedAt) / 1000,
  };
}

const lineOf = (what: string, { lost, doubled, first, all }: Outcome): string =>
  `${what}: lost ${lost}, doubled ${doubled}, at work after ${shown(first)} s, all done after ${shown(all)} s`;

function figuresOf(victim: Victim, bare: Outcome, plenum: Outcome, acks: number): Figure[] {
  const what = `f: kill -9 of the ${victim} under ${acks} approvals`;
  return [
    {
      what: `${what}: lost / doubled`,
      bare: `${bare.lost} / ${bare.doubled}`,
      plenum: `${plenum.lost} / ${plenum.doubled}`,
      target: "0 / 0",
      reached: plenum.lost === 0 && plenum.doubled === 0,
    },
    {
      what: "f: seconds from its restart to the first / the last answer",
      bare: `${shown(bare.first)} / ${shown(bare.all)}`,
      plenum: `${shown(plenum.first)} / ${shown(plenum.all)}`,
      target: `first < ${PATIENCE_S}`,
      reached: plenum.first < PATIENCE_S,
    },
  ];
}
